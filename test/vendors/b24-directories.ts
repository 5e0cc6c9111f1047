import { failed, type Outcome } from './b24-batch';
import { b24Firm, camelField, reasonField, semanticOf } from './b24-firm';
import { dealFields, type Shown, userJson } from './b24-shapes';
import type { Field, Stage } from './model';
import { listAt, type Tree, textAt } from './wire';

/** People, stages, funnels and fields of the portal (crm-formats 3.3): none of these lists has pages. */

interface Status {
  readonly id: number;
  readonly shown: Shown;
}
let statusId = 99;
const status = (entity: string, id: string, name: string, sort: number, semantics: string | null, category: string | null): Status => {
  statusId += 2;
  return {
    id: statusId,
    shown: {
      ID: String(statusId),
      ENTITY_ID: entity,
      STATUS_ID: id,
      NAME: name,
      NAME_INIT: '',
      SORT: String(sort),
      SYSTEM: semantics === null ? 'N' : 'Y',
      CATEGORY_ID: category,
      COLOR: '#39A8EF',
      SEMANTICS: semantics,
      EXTRA: { SEMANTICS: semantics === 'S' ? 'success' : semantics === 'F' ? 'failure' : 'process', COLOR: '#39A8EF' },
    },
  };
};
const semantics = (stage: Stage): string | null => (semanticOf(stage.role) === 'P' ? null : semanticOf(stage.role));
const statuses: readonly Status[] = [
  ...b24Firm.pipelines.flatMap((pipeline, n) =>
    pipeline.stages.map((stage, i) =>
      status(n === 0 ? 'DEAL_STAGE' : `DEAL_STAGE_${pipeline.id}`, stage.id, stage.name, (i + 1) * 10, semantics(stage), n === 0 ? null : pipeline.id),
    ),
  ),
  ...(b24Firm.leads?.stages ?? []).map((stage, i) => status('STATUS', stage.id, stage.name, (i + 1) * 10, semantics(stage), null)),
  ...b24Firm.sources.map(({ id, name }, i) => status('SOURCE', id, name, (i + 1) * 10, null, null)),
  status('DEAL_TYPE', 'SALE', 'Продажа', 10, null, null),
];
/** `crm.status.list` has no pages: it answers everything at once. */
export const statusList = (params: Tree): Outcome => {
  const entity = textAt(params, 'filter', 'ENTITY_ID'),
    found = statuses.filter(({ shown }) => entity === null || shown.ENTITY_ID === entity).map(({ shown }) => shown);
  return { result: found, total: found.length };
};

const kinds = {
  numeric: 'double',
  date: 'date',
  select: 'enumeration',
  multiselect: 'enumeration',
  checkbox: 'boolean',
  text: 'string',
  birthday: 'date',
  tracking_data: 'string',
} as const;
const userDefined: readonly Field[] = [...dealFields(b24Firm), reasonField];
const listOf = (field: Field) => field.choices?.map(({ id, name }) => ({ ID: String(id), VALUE: name })) ?? [];
const described = (
  field: { readonly id: string; readonly name: string; readonly type: string; readonly multiple?: boolean; readonly items?: readonly object[] },
  isUser: boolean,
): Shown => ({
  type: field.type,
  isRequired: false,
  isReadOnly: !isUser && field.id === 'ID',
  isImmutable: false,
  isMultiple: field.multiple === true,
  isDynamic: isUser,
  title: isUser ? field.id : field.name,
  ...(field.items && field.items.length > 0 ? { items: field.items } : {}),
  ...(isUser ? { listLabel: field.name, formLabel: field.name, filterLabel: field.name, settings: {} } : {}),
});
const plain: readonly (readonly [string, string, string])[] = [
  ['ID', 'integer', 'ID'],
  ['TITLE', 'string', 'Название'],
  ['STAGE_ID', 'crm_status', 'Стадия сделки'],
  ['OPPORTUNITY', 'double', 'Сумма'],
  ['ASSIGNED_BY_ID', 'user', 'Ответственный'],
  ['SOURCE_ID', 'crm_status', 'Источник'],
  ['CLOSEDATE', 'date', 'Дата завершения'],
  ['UTM_SOURCE', 'string', 'Рекламная система'],
];
export const dealFieldList = (): Shown =>
  Object.fromEntries([
    ...plain.map(([id, type, name]) => [id, described({ id, type, name }, false)]),
    ...userDefined.map((field) => [
      field.id,
      described({ id: field.id, name: field.name, type: kinds[field.type], multiple: field.type === 'multiselect', items: listOf(field) }, true),
    ]),
  ]);
export const sideFieldList = (extra: readonly { readonly id: string; readonly name: string }[]): Shown =>
  Object.fromEntries([
    ['ID', described({ id: 'ID', name: 'ID', type: 'integer' }, false)],
    ['PHONE', described({ id: 'PHONE', name: 'Телефон', type: 'crm_multifield', multiple: true }, false)],
    ...extra.map(({ id, name }) => [id, described({ id, name, type: 'string' }, true)]),
  ]);
export const userFieldList = (): Outcome => ({
  result: userDefined.map((field, i) => ({
    ID: String(301 + i),
    ENTITY_ID: 'CRM_DEAL',
    FIELD_NAME: field.id,
    USER_TYPE_ID: kinds[field.type],
    XML_ID: null,
    SORT: String((i + 1) * 100),
    MULTIPLE: field.type === 'multiselect' ? 'Y' : 'N',
    MANDATORY: 'N',
    SHOW_FILTER: 'N',
    EDIT_FORM_LABEL: field.name,
    LIST_COLUMN_LABEL: field.name,
    ...(field.choices ? { LIST: listOf(field) } : {}),
  })),
  total: userDefined.length,
});

/** Fields of deals as `crm.item.fields` names them. */
export const itemFieldList = (): Shown =>
  Object.fromEntries(
    userDefined.map((field) => [
      camelField(field.id),
      {
        type: kinds[field.type],
        isRequired: false,
        isReadOnly: false,
        isImmutable: false,
        isMultiple: field.type === 'multiselect',
        isDynamic: true,
        title: field.name,
        upperName: field.id,
        ...(field.choices ? { items: listOf(field) } : {}),
      },
    ]),
  );
/** The default funnel is number 0 and need not come first. */
export const categoryList = (params: Tree): Outcome =>
  textAt(params, 'entityTypeId') === '2'
    ? {
        result: {
          categories: [...b24Firm.pipelines].reverse().map(({ id, name }, i) => ({
            id: Number(id),
            name,
            sort: 200 + i * 100,
            entityTypeId: 2,
            isDefault: id === '0' ? 'Y' : 'N',
            ...(id === '0' ? {} : { originId: '', originatorId: '' }),
          })),
        },
        total: b24Firm.pipelines.length,
      }
    : failed(400, 'ENTITY_TYPE_NOT_SUPPORTED', 'Entity type is not supported');
/** What a record may hang on. */
export const ownerTypes: readonly Shown[] = [
  { ID: 1, NAME: 'Лид', SYMBOL_CODE: 'LEAD', SYMBOL_CODE_SHORT: 'L' },
  { ID: 2, NAME: 'Сделка', SYMBOL_CODE: 'DEAL', SYMBOL_CODE_SHORT: 'D' },
  { ID: 3, NAME: 'Контакт', SYMBOL_CODE: 'CONTACT', SYMBOL_CODE_SHORT: 'C' },
  { ID: 4, NAME: 'Компания', SYMBOL_CODE: 'COMPANY', SYMBOL_CODE_SHORT: 'CO' },
];
export const departmentList = (): Outcome => ({
  result: b24Firm.groups.map(({ id, name }) => ({ ID: String(id), NAME: name, SORT: 500 })),
  total: b24Firm.groups.length,
});
export const userList = (params: Tree): Outcome => {
  const at = (key: string) => listAt(params, key) ?? listAt(params, 'FILTER', key) ?? listAt(params, 'filter', key),
    ids = at('ID'),
    only = at('ACTIVE')?.[0];
  const found = b24Firm.users.filter(
    ({ id, active }) => (ids === null || ids.includes(String(id))) && (only === undefined || ['1', 'true', 'Y'].includes(only) === active),
  );
  return { result: found.map(userJson), total: found.length };
};
