/** What a person says of the stand-in's base in "names in your base", by the product's own keys. */
export const onecSaid = {
  name: 'Тема',
  sum: 'СуммаДокумента',
  stage: 'Состояние/Description',
  stage_id: 'Состояние_Key',
  pipeline: 'ВидИнтереса/Description',
  manager: 'Ответственный/Description',
  manager_id: 'Ответственный_Key',
  client: 'Партнер/Description',
  client_ref: 'Партнер_Key',
  closed_at: 'ДатаЗавершения',
  stages: 'Catalog_CRM_СостоянияИнтересов',
} as const;
