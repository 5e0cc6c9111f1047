/** The demo company: plainly invented names, two pipelines, the ids that its CRM gives. Everything here is data; Russian and English side by side. */
export type Locale = 'ru' | 'en';
export interface Words {
  readonly ru: string;
  readonly en: string;
}

export const company = { name: { ru: 'ООО «Окна-Пример»', en: 'Sample Windows Ltd' }, subdomain: 'okna-primer', accountId: '31000000' } as const;

/** Six sellers; `weight` is the share of new leads, `skill` multiplies the chance of each step, `discount` the share of the list price given away. */
export const managers = [
  { id: '9100001', name: { ru: 'Анна Примерова', en: 'Anna Example' }, department: { ru: 'Розница', en: 'Retail' }, weight: 22, skill: 1.12, discount: 0.05 },
  { id: '9100002', name: { ru: 'Борис Образцов', en: 'Boris Sample' }, department: { ru: 'Розница', en: 'Retail' }, weight: 20, skill: 1.0, discount: 0.06 },
  { id: '9100003', name: { ru: 'Вера Тестова', en: 'Vera Test' }, department: { ru: 'Розница', en: 'Retail' }, weight: 18, skill: 1.05, discount: 0.04 },
  { id: '9100004', name: { ru: 'Глеб Макетов', en: 'Gleb Mockup' }, department: { ru: 'Розница', en: 'Retail' }, weight: 16, skill: 1.15, discount: 0.17 },
  { id: '9100005', name: { ru: 'Дина Шаблонова', en: 'Dina Template' }, department: { ru: 'Дилеры', en: 'Dealers' }, weight: 14, skill: 0.9, discount: 0.08 },
  { id: '9100006', name: { ru: 'Егор Условный', en: 'Egor Notional' }, department: { ru: 'Дилеры', en: 'Dealers' }, weight: 10, skill: 0.72, discount: 0.05 },
] as const;

/** Eight sources; `quality` multiplies the chance of a contract, `cost` is the month's advertising in roubles. */
export const sources = [
  { name: { ru: 'Сайт', en: 'Website' }, weight: 24, quality: 1.0, cost: 30_000 },
  { name: { ru: 'Реклама в поиске', en: 'Search ads' }, weight: 22, quality: 0.9, cost: 145_000 },
  { name: { ru: 'Соцсети', en: 'Social networks' }, weight: 15, quality: 0.7, cost: 60_000 },
  { name: { ru: 'Доска объявлений', en: 'Classifieds' }, weight: 12, quality: 0.65, cost: 25_000 },
  { name: { ru: 'Рекомендация', en: 'Referral' }, weight: 10, quality: 1.6, cost: 0 },
  { name: { ru: 'Повторный клиент', en: 'Returning client' }, weight: 7, quality: 1.8, cost: 0 },
  { name: { ru: 'Наружная реклама', en: 'Billboards' }, weight: 6, quality: 0.8, cost: 40_000 },
  { name: { ru: 'Выставка', en: 'Trade fair' }, weight: 4, quality: 0.9, cost: 0 },
] as const;

/** Five products; roubles: list price, and the share of it that the materials cost. */
export const products = [
  { name: { ru: 'Окна ПВХ', en: 'PVC windows' }, weight: 42, price: 145_000, materials: 0.52 },
  { name: { ru: 'Балкон под ключ', en: 'Turnkey balcony' }, weight: 20, price: 265_000, materials: 0.47 },
  { name: { ru: 'Тёплая лоджия', en: 'Warm loggia' }, weight: 14, price: 320_000, materials: 0.5 },
  { name: { ru: 'Входные двери', en: 'Entrance doors' }, weight: 14, price: 78_000, materials: 0.58 },
  { name: { ru: 'Рольставни', en: 'Roller shutters' }, weight: 10, price: 54_000, materials: 0.44 },
] as const;

export const refusals = [
  { ru: 'Дорого', en: 'Too expensive' },
  { ru: 'Выбрали других', en: 'Chose somebody else' },
  { ru: 'Не дозвонились', en: 'Never reached' },
  { ru: 'Передумали', en: 'Changed their mind' },
  { ru: 'Не наш город', en: 'Wrong town' },
] as const satisfies readonly Words[];
export const clientTypes = [
  { ru: 'Частное лицо', en: 'Private person' },
  { ru: 'Компания', en: 'Company' },
] as const satisfies readonly Words[];
export const interests = [
  { ru: 'Остекление', en: 'Glazing' },
  { ru: 'Отделка', en: 'Finishing' },
  { ru: 'Москитные сетки', en: 'Mosquito nets' },
] as const satisfies readonly Words[];
export const clients: Readonly<Record<Locale, readonly string[]>> = {
  ru: ['Примеров', 'Образцов', 'Шаблонов', 'Макетов', 'Условнов', 'Пробнов', 'Тестов', 'Эскизов', 'Черновиков', 'Эталонов', 'Моделев', 'Заглушкин'],
  en: ['Example', 'Sample', 'Template', 'Mockup', 'Notional', 'Trial', 'Test', 'Sketch', 'Draft', 'Standard', 'Model', 'Placeholder'],
};

/** Stages in the order of the funnel; won and lost have the same id in every pipeline, as in amoCRM. */
export const stages = [
  { key: 'new', title: { ru: 'Новая заявка', en: 'New lead' }, norm: 1, probability: 0.1 },
  { key: 'in_work', title: { ru: 'Взята в работу', en: 'In work' }, norm: 3, probability: 0.2 },
  { key: 'postponed', title: { ru: 'Перенос', en: 'Postponed' }, norm: 14, probability: 0.15 },
  { key: 'measurement', title: { ru: 'Замер проведён', en: 'Measured' }, norm: 4, probability: 0.4 },
  { key: 'quote', title: { ru: 'КП отправлено', en: 'Quote sent' }, norm: 10, probability: 0.5 },
  { key: 'contract', title: { ru: 'Договор подписан', en: 'Contract signed' }, norm: 30, probability: 0.95 },
  { key: 'done', title: { ru: 'Успешно реализовано', en: 'Won' }, norm: null, probability: 1 },
  { key: 'refusal', title: { ru: 'Закрыто и не реализовано', en: 'Lost' }, norm: null, probability: 0 },
  { key: 'junk', title: { ru: 'Нецелевая', en: 'Junk' }, norm: null, probability: 0 },
  { key: 'duplicate', title: { ru: 'Дубль', en: 'Duplicate' }, norm: null, probability: 0 },
] as const;
export type StageKey = (typeof stages)[number]['key'];

export const pipelines = [
  { id: '7100001', name: { ru: 'Розница', en: 'Retail' } },
  { id: '7100002', name: { ru: 'Дилеры', en: 'Dealers' } },
] as const;
export const stageId = (pipeline: number, key: StageKey): string =>
  key === 'done' ? '142' : key === 'refusal' ? '143' : String(61_000_000 + pipeline * 1000 + stages.findIndex((stage) => stage.key === key));

/** Custom fields of the CRM: the meaning that a person gives them in tab `fields`, '' for one that says nothing to the books. */
export const fields = [
  { id: '550001', meaning: 'source', title: { ru: 'Источник', en: 'Source' } },
  { id: '550002', meaning: 'product', title: { ru: 'Продукт', en: 'Product' } },
  { id: '550003', meaning: 'client_type', title: { ru: 'Тип клиента', en: 'Client type' } },
  { id: '550004', meaning: '', title: { ru: 'Интересы', en: 'Interests' } },
  { id: '550005', meaning: 'potential_amount', title: { ru: 'Оценка', en: 'Estimate' } },
  { id: '550006', meaning: 'list_price', title: { ru: 'По прайсу', en: 'List price' } },
  { id: '550007', meaning: 'contract_amount', title: { ru: 'Сумма договора', en: 'Contract amount' } },
  { id: '550008', meaning: 'contract_date', title: { ru: 'Дата договора', en: 'Contract date' } },
  { id: '550009', meaning: 'prepayment', title: { ru: 'Предоплата', en: 'Prepayment' } },
  { id: '550010', meaning: 'prepayment_date', title: { ru: 'Дата предоплаты', en: 'Prepayment date' } },
  { id: '550011', meaning: 'paid', title: { ru: 'Доплата', en: 'Balance paid' } },
  { id: '550012', meaning: 'paid_date', title: { ru: 'Дата доплаты', en: 'Balance paid on' } },
  { id: '550013', meaning: 'installation_date', title: { ru: 'Дата монтажа', en: 'Installation date' } },
  { id: '550014', meaning: 'due_date', title: { ru: 'Срок оплаты', en: 'Due date' } },
  { id: '550015', meaning: 'materials_cost', title: { ru: 'Материалы', en: 'Materials' } },
  { id: '550016', meaning: 'delivery_cost', title: { ru: 'Доставка', en: 'Delivery' } },
  { id: '550017', meaning: 'installation_cost', title: { ru: 'Монтаж', en: 'Installation' } },
  { id: '550018', meaning: 'other_cost', title: { ru: 'Прочие', en: 'Other costs' } },
  { id: '550019', meaning: 'refusal_reason', title: { ru: 'Причина отказа', en: 'Reason of refusal' } },
  { id: '550020', meaning: '', title: { ru: 'Рассрочка', en: 'By instalments' } },
] as const;
