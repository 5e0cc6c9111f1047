/**
 * What a person may say of a 1C base, by our own keys (Connection.options): names of its published objects and attributes. Names of the platform itself are the same in every base; those of
 * 1C:CRM differ from base to base and are offered only, for a person to correct (crm-formats 4.1). A blank one is not asked for.
 * `Партнер/Description` follows a reference and takes the name that stands there.
 */
export const offered = {
  /** the deal */
  document: 'Document_CRM_Интерес',
  ref: 'Ref_Key',
  date: 'Date',
  number: 'Number',
  deleted: 'DeletionMark',
  name: '',
  sum: '',
  stage: '',
  stage_id: '',
  pipeline: '',
  manager: '',
  manager_id: '',
  client: '',
  client_ref: '',
  currency: '',
  closed_at: '',
  refusal_reason: '',
  /** time of the last change; blank = the base keeps none */
  updated_at: '',
  /** further attributes, apart by commas: they come as custom fields under their own names */
  more: '',
  /** catalogs that give names to `manager_id` and `stage_id` */
  managers: 'Catalog_Пользователи',
  stages: '',
  /** days back from now in which a base that keeps no time of change is read again */
  lookback: '60',
  source: '1c_crm',
} as const;
export type Option = keyof typeof offered;

/** Attributes of the deal, in the order in which they are asked for; the rest of the options is no attribute. */
export const attributes = [
  ...(['ref', 'date', 'number', 'deleted', 'name', 'sum', 'stage', 'stage_id', 'pipeline', 'manager', 'manager_id', 'client', 'client_ref'] as const),
  ...(['currency', 'closed_at', 'refusal_reason', 'updated_at'] as const),
] satisfies readonly Option[];

/** What holds: what a person said, else what is offered. */
export const optionOf = (options: Readonly<Record<string, string>>, key: Option): string => (options[key] ?? offered[key]).trim();
