import type { FieldValue } from '../../facts/deal-record';
import { clientKey } from '../../facts/side-record';
import type { Instant } from '../../kernel/calendar';
import type { DealRecord } from '../../ports/crm-adapter';
import { CRM, idIn, isMap, LEADS, latest, leadKey, listOf, type Raw, text, timeIn } from './words';

/** What a record is read with. `heirs`: the deal in which a lead lives on, by the lead's number. */
export interface Around {
  readonly account: string;
  readonly zone: string;
  readonly heirs: Readonly<Record<string, string>>;
}

const ALIAS: Readonly<Record<string, string>> = { CREATED_TIME: 'DATE_CREATE', UPDATED_TIME: 'DATE_MODIFY', BEGIN_DATE: 'BEGINDATE', CLOSE_DATE: 'CLOSEDATE' };
/** A record of the younger generation of the REST (`crm.item.*`: camelCase, real numbers) in the words of the elder (crm-formats 3.2). */
export function inCapitals(raw: Raw): Raw {
  if ('ID' in raw || !('id' in raw)) return raw;
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    const capital = key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
    out[ALIAS[capital] ?? capital] = value;
  }
  if (raw.entityTypeId === 1 || raw.entityTypeId === '1') out.STATUS_ID = out.STAGE_ID;
  for (const type of ['PHONE', 'EMAIL'])
    if (raw.fm !== undefined)
      out[type] = listOf(raw.fm)
        .filter((one) => isMap(one) && one.typeId === type)
        .map((one) => ({ VALUE: (one as Raw).value }));
  return out;
}

/** Fields that people may give a meaning: their own, advertising marks, planned days. */
export const isField = (key: string): boolean => /^(UF_|UTM_)/.test(key) || key === 'BEGINDATE' || key === 'CLOSEDATE';

/** A user field: text, number, flag, `1000|RUB`, an item `{ID, VALUE}`, or several of these. Blank -> no values. */
export function valuesIn(value: unknown): FieldValue[] {
  if (Array.isArray(value)) return value.flatMap(valuesIn);
  if (isMap(value)) return text(value.VALUE) === '' ? [] : [{ value: text(value.VALUE), ...(idIn(value.ID) === '' ? {} : { item: idIn(value.ID) }) }];
  const plain = text(value).replace(/^(-?\d+(?:\.\d+)?)\|[A-Z]{3}$/, '$1');
  return plain === '' ? [] : [{ value: plain }];
}
export const fieldsIn = (raw: Raw): NonNullable<DealRecord['fields']> =>
  Object.keys(raw)
    .filter(isField)
    .map((key) => ({ id: key, name: '', values: valuesIn(raw[key]) }));

/** When the record says that it is so. A move to another funnel need not touch `DATE_MODIFY`. */
export const versionOf = (raw: Raw, zone: string): Instant | null =>
  latest(timeIn(raw.DATE_MODIFY, zone), timeIn(raw.MOVED_TIME, zone), timeIn(raw.LAST_UPDATED, zone));
export const createdOf = (raw: Raw, zone: string): Instant | null => timeIn(raw.DATE_CREATE, zone) ?? timeIn(raw.CREATED, zone);

/** A key of the record, '' when it is blank, left out when the record does not have it. */
const said = <K extends keyof DealRecord>(raw: Raw, from: string, to: K, read: (value: unknown) => string = text): { readonly [P in K]?: string } =>
  raw[from] === undefined ? {} : ({ [to]: read(raw[from]) } as { readonly [P in K]?: string });

/** All phones or e-mails of a record, apart by commas. */
export const wordsOf = (raw: Raw, key: string): string => [...new Set(valuesIn(raw[key]).map(({ value }) => value))].join(', ');

export const personIn = (raw: Raw): string =>
  [raw.NAME, raw.SECOND_NAME, raw.LAST_NAME]
    .map(text)
    .filter((part) => part !== '')
    .join(' ');

/** A deal or lead as it is now; null without an id. */
export function dealIn(raw: Raw, entity: 'deal' | 'lead', { account, zone }: Around): DealRecord | null {
  const id = idIn(raw.ID);
  if (id === '') return null;
  const isLead = entity === 'lead',
    created = createdOf(raw, zone),
    stage = raw[isLead ? 'STATUS_ID' : 'STAGE_ID'];
  const contact = idIn(raw.CONTACT_ID),
    company = idIn(raw.COMPANY_ID),
    person = isLead ? text(raw.COMPANY_TITLE) || personIn(raw) : '';
  const source = valuesIn(raw.SOURCE_ID)[0]?.value ?? '';
  return {
    crm: CRM,
    dealId: isLead ? leadKey(id) : id,
    action: 'update',
    version: versionOf(raw, zone),
    ...(created === null ? {} : { createdAt: created }),
    ...said(raw, 'TITLE', 'name'),
    ...(isLead ? { pipelineId: LEADS } : stage === undefined && raw.CATEGORY_ID === undefined ? {} : { pipelineId: categoryOf(raw.CATEGORY_ID, text(stage)) }),
    ...(stage === undefined ? {} : { stageId: text(stage) }),
    ...said(raw, 'ASSIGNED_BY_ID', 'managerId', idIn),
    ...said(raw, 'OPPORTUNITY', 'amount'),
    ...said(raw, 'CURRENCY_ID', 'currency'),
    ...(raw.SOURCE_ID === undefined ? {} : { own: { source } }),
    fields: fieldsIn(raw),
    ...(contact !== '' || company !== ''
      ? { clientId: contact === '' ? clientKey('company', company) : clientKey('contact', contact) }
      : person !== ''
        ? { client: person }
        : raw.CONTACT_ID === undefined && raw.COMPANY_ID === undefined
          ? {}
          : { clientId: '' }),
    ...(isLead && (raw.PHONE !== undefined || raw.EMAIL !== undefined) ? { reach: { phone: wordsOf(raw, 'PHONE'), email: wordsOf(raw, 'EMAIL') } } : {}),
    ...(account === '' ? {} : { account }),
  };
}

/** The funnel: named, else the number in `C1:NEW`, else the default one. */
export const categoryOf = (category: unknown, stage: string): string => text(category) || (/^C(\d+):/.exec(stage)?.[1] ?? '0');
