/** What a person reads in each language on the way of a day; titles come from the templates. */
import { dealMarginSheet } from '../../sheets-templates/deal-margin';
import { dealsSheet } from '../../sheets-templates/deals';
import { planFactSheet } from '../../sheets-templates/plan-fact';
import { stagesSheet } from '../../sheets-templates/stages';

export type Lang = 'ru' | 'en';
export const sheets = { deals: dealsSheet, plan_fact: planFactSheet, deal_margin: dealMarginSheet, stages: stagesSheet };
export const tabOf = (sheet: keyof typeof sheets, lang: Lang): string => sheets[sheet].title[lang];

/** Keys of columns -> titles as they stand in the header. */
export const titled = (sheet: keyof typeof sheets, lang: Lang, row: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).map(([key, text]) => [
      (sheets[sheet].columns as Readonly<Record<string, { readonly title: Record<Lang, string> }>>)[key]?.title[lang] ?? key,
      text,
    ]),
  );

/** Money and shares as the locale of the workbook writes them: 1 200 000,00 or 1,200,000.00. */
export const money = (lang: Lang, text: string): string => (lang === 'ru' ? text.replace(/,/g, ' ').replace('.', ',') : text);
export const share = (lang: Lang, text: string): string => (lang === 'ru' ? text.replace('.', ',') : text);

export const words = {
  ru: {
    setup: 'Настройка',
    plans: 'Планы',
    costs: 'Расходы',
    saveMapping: /^Сохранить значения/,
    mapped: /^Сопоставлено: 5/,
    savePlans: /^Сохранить \(1\)/,
    plansSaved: 'Сохранено ячеек: 1',
    addCost: 'Добавить расход',
    newCost: 'Новый расход',
    day: 'Дата',
    article: 'Статья',
    amount: 'Сумма',
    save: 'Сохранить',
    costSaved: 'Расход сохранён',
    contract: 'Договор',
    manager: 'Менеджер',
    turnover: 'Оборот',
    contractAmount: 'Сумма договора',
    contractDate: 'Дата договора',
    materials: 'Закуп материалов',
    unmapped: 'Не задано',
    menu: 'Цифра',
    repair: 'Починить листы',
    warning: 'Вы пытаетесь изменить часть листа, которую не следует случайно менять.',
    ok: 'ОК',
    cancel: 'Отмена',
    remove: 'Удалить',
  },
  en: {
    setup: 'Set-up',
    plans: 'Plans',
    costs: 'Costs',
    saveMapping: /^Save mapping/,
    mapped: /^Mapped: 5/,
    savePlans: /^Save \(1\)/,
    plansSaved: 'Cells saved: 1',
    addCost: 'Add a cost',
    newCost: 'New cost',
    day: 'Day',
    article: 'Item',
    amount: 'Amount',
    save: 'Save',
    costSaved: 'Cost saved',
    contract: 'Contract',
    manager: 'Manager',
    turnover: 'Turnover',
    contractAmount: 'Contract amount',
    contractDate: 'Contract date',
    materials: 'Materials cost',
    unmapped: 'Not set',
    menu: 'Cifra',
    repair: 'Repair tabs',
    warning: 'to edit part of this sheet',
    ok: 'OK',
    cancel: 'Cancel',
    remove: 'Delete',
  },
} as const;
