import { makeFirm } from './firm';
import type { Firm } from './model';
import type { IdText } from './truth';

/** The firm as a base of 1C:CRM (crm-formats 4.1). Which attributes such a document really has is not known: these names are a stand-in, and a test may rename them. */
const kinds = { deal: 1, contact: 2, user: 3, currency: 4, company: 5, task: 6, note: 7, stage: 8, pipeline: 9, reason: 10, source: 11, lead: 12 } as const;
export type OnecKind = keyof typeof kinds;
const hex = (n: number, width: number): string => n.toString(16).padStart(width, '0');
/** A reference of this kind: version-1 GUIDs as 1C makes them, spread so that their order is not that of creation. */
export const guid = (kind: OnecKind, n: number): string => `${hex(Math.imul(n, 0x9e3779b1) >>> 0, 8)}-${hex(kinds[kind], 4)}-11ec-8000-${hex(n, 12)}`;
export const idOf = (reference: string): number => Number.parseInt(reference.slice(-12), 16);
export const EMPTY_REF = '00000000-0000-0000-0000-000000000000';
export const EMPTY_DATE = '0001-01-01T00:00:00';
export const onecId: IdText = (entity, id) => guid(entity, id);

const fieldNames: Readonly<Record<string, string>> = {
  contract_amount: 'СуммаДоговора',
  contract_date: 'ДатаДоговора',
  prepayment: 'СуммаПредоплаты',
  prepayment_date: 'ДатаПредоплаты',
  paid: 'СуммаОплаты',
  installation_date: 'ДатаМонтажа',
  due_date: 'СрокОплаты',
  materials_cost: 'СтоимостьМатериалов',
  delivery_cost: 'СтоимостьДоставки',
  installation_cost: 'СтоимостьМонтажа',
  product: 'Продукт',
  options: 'Дополнительно',
  call_result: 'РезультатЗвонка',
  urgent: 'Срочно',
  comment: 'Комментарий',
  utm_source: 'МеткаИсточника',
};
let stages = 0;
export const onecFirm: Firm = makeFirm({
  pipelineIds: [guid('pipeline', 1), guid('pipeline', 2)],
  stageId: () => guid('stage', (stages += 1)),
  leadStageId: null,
  userId: (n) => 1 + n,
  fieldId: (_n, key) => fieldNames[key] ?? key,
  choiceId: (n) => n,
  sourceId: (n) => guid('source', n + 1),
  from: { deal: 0, lead: 0, contact: 0, company: 0, task: 0, note: 0, event: 0 },
  kopecks: true,
  tags: false,
  restores: true,
});

/** Entities and attributes by what they mean. `modified`: when the document was last changed; '' = the configuration has no such attribute, as most have not. */
export const onecNames = {
  deals: 'Document_CRM_Интерес',
  title: 'Тема',
  client: 'Партнер_Key',
  manager: 'Ответственный_Key',
  amount: 'СуммаДокумента',
  currency: 'Валюта_Key',
  closed: 'ДатаЗавершения',
  reason: 'ПричинаОтказа_Key',
  stage: 'Состояние_Key',
  pipeline: 'ВидИнтереса_Key',
  source: 'ИсточникИнтереса_Key',
  modified: '',
  clients: 'Catalog_Партнеры',
  firms: 'Catalog_Контрагенты',
  users: 'Catalog_Пользователи',
  stages: 'Catalog_CRM_СостоянияИнтересов',
  pipelines: 'Catalog_CRM_ВидыИнтересов',
  reasons: 'Catalog_CRM_ПричиныОтказов',
  sources: 'Catalog_ИсточникиИнтересов',
  currencies: 'Catalog_Валюты',
  calls: 'Document_CRM_Взаимодействие',
  tasks: 'Task_ЗадачаИсполнителя',
  history: 'InformationRegister_CRM_ИсторияСостоянийИнтересов',
};
export type OnecNames = typeof onecNames;
