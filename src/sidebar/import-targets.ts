import { type DateStyle, type DecimalSign, dateStyleOf, decimalOf } from './import-cells';
import type { Sheet } from './import-csv';

/** What a row of the table is. */
export type Kind = 'deal' | 'payment' | 'cost' | 'client';
export const kinds: readonly Kind[] = ['deal', 'payment', 'cost', 'client'];
/** A column goes to a key of the contract, to a field of its own name (`field`), or nowhere (''). */
type Reads = 'text' | 'money' | 'date';
interface Target {
  readonly key: string;
  readonly reads: Reads;
  readonly named: RegExp;
}
const at =
  (reads: Reads) =>
  (key: string, named: RegExp): Target => ({ key, reads, named });
const text = at('text'),
  money = at('money'),
  date = at('date');

const ref = text('ref', /^(id|ид|код|№|#|guid|ref|номер)$|(^|[\s_.-])(id|ид|guid)$|^(код|номер|№) (сделк|заявк|документ)/i);
const note = text('note', /примеч|коммент|назначен|note|comment|purpose/i);
/** In the order in which titles are looked at: the narrower first. Every key is one of docs/json-contract.md. */
export const targets: Readonly<Record<Kind, readonly Target[]>> = {
  deal: [
    ref,
    date('prepayment_date', /дата.*(предопл|аванс)|prepay.*date/i),
    date('paid_date', /дата.*(оплат|доплат)|paid.*date|payment.*date/i),
    date('contract_date', /дата.*(договор|подпис)|contract.*date|sign.*date|signed/i),
    date('due_date', /срок.*оплат|оплатить до|\bdue/i),
    date('closed_at', /закрыт|заверш|close.*date|date.*close|closed/i),
    money('installation_cost', /(стоим|сумм|расход|затрат).*монтаж|монтаж.*(руб|стоим|сумм|расход|₽)|install.*cost/i),
    date('installation_date', /монтаж|install/i),
    date('date', /создан|заявк.*дат|дата|created|engage|date/i),
    money('prepayment', /предопл|аванс|prepay|advance/i),
    money('paid', /оплач|доплат|\bpaid/i),
    money('materials_cost', /материал|закуп|себестоим|material|\bcost/i),
    money('delivery_cost', /доставк|deliver|shipping/i),
    money('other_cost', /проч.*расход|other.*cost/i),
    money('potential_amount', /потенц|potential/i),
    money('list_price', /прайс|list.*price/i),
    money('contract_amount', /сумма.*договор|contract.*(amount|sum|value)/i),
    money('sum', /сумм|бюджет|стоимост|цена|выручк|amount|value|price|sum|total|budget|revenue/i),
    text('currency', /валют|currency/i),
    text('stage', /этап|стад|статус|состоян|результат|stage|status|state/i),
    text('pipeline', /воронк|pipeline|funnel/i),
    text('refusal_reason', /причин|reason/i),
    text('client_type', /тип.*клиент|client.*type|segment/i),
    text('department', /отдел|филиал|department|office|team/i),
    text('manager', /менедж|ответств|продав|сотрудник|manager|owner|agent|responsible|seller/i),
    text('client_phone', /телеф|phone|\bмоб/i),
    text('client_email', /почт|e-?mail/i),
    text('client_inn', /(^|[^а-яё])инн([^а-яё]|$)|tax.*id/i),
    text('client', /клиент|контрагент|заказчик|покупат|компани|организац|client|customer|account|company|buyer/i),
    text('product', /продукт|товар|издели|услуг|номенклат|product|item|service/i),
    text('source', /источник|канал|реклам|source|channel|utm/i),
    text('tags', /тег|метк|tags?$|label/i),
    text('name', /назван|наимен|тема|сделк|заявк|name|title|deal|subject|opportunity/i),
  ],
  payment: [
    text('deal_ref', /сделк|заявк|договор|deal|order|opportunity|contract/i),
    ref,
    date('date', /дата|date|день/i),
    money('amount', /сумм|оплат|приход|amount|sum|value|paid/i),
    text('kind', /вид|тип|kind|type/i),
    note,
  ],
  cost: [
    ref,
    date('date', /дата|date|день|месяц|month/i),
    money('amount', /сумм|расход|amount|sum|value|cost/i),
    text('article', /стать|категор|вид|article|item|categor|expense/i),
    note,
  ],
  client: [
    ref,
    date('date', /создан|дата|created|date/i),
    text('phone', /телеф|phone|моб/i),
    text('email', /почт|e-?mail/i),
    text('inn', /инн|tax/i),
    text('manager', /менедж|ответств|manager|owner|responsible/i),
    text('qualification', /квалиф|qualif/i),
    text('kind', /тип|kind|type/i),
    text('name', /имя|назван|наимен|клиент|фио|контакт|компани|name|client|customer|account|company/i),
  ],
};
export const readsOf = (kind: Kind, to: string): Reads => targets[kind].find(({ key }) => key === to)?.reads ?? 'text';

/** A column, where it goes and how it is spelled. */
export interface Column {
  readonly title: string;
  readonly to: string;
  readonly dates: DateStyle | null;
  readonly decimal: DecimalSign | null;
  /** first values, to be recognised by */
  readonly samples: readonly string[];
}

/** Values looked at for each column. */
const LOOKED = 2_000;

/** What the titles suggest and the values allow: a column of words is no date, whatever it is called. A key is given once; what nobody knows stays a field of a deal under its own name. */
export function columnsOf(sheet: Sheet, kind: Kind): Column[] {
  const taken = new Set<string>();
  const columns = sheet.titles.map((title, i) => {
    const values = sheet.rows.slice(0, LOOKED).flatMap((row) => (row[i] ? [row[i] as string] : []));
    return { title, dates: dateStyleOf(values), decimal: decimalOf(values), samples: [...new Set(values)].slice(0, 3), isBlank: values.length === 0 };
  });
  const found = new Map<string, string>();
  for (const { key, reads, named } of targets[kind]) {
    const fits = columns.find(
      ({ title, dates, decimal, isBlank }) =>
        !found.has(title) && named.test(title) && (isBlank || (reads === 'date' ? dates !== null : reads === 'money' ? decimal !== null : true)),
    );
    if (fits && !taken.has(key)) {
      taken.add(key);
      found.set(fits.title, key);
    }
  }
  return columns.map(({ isBlank: _blank, ...column }) => ({ ...column, to: found.get(column.title) ?? (kind === 'deal' ? 'field' : '') }));
}

/** Do the values not tell how this column is spelled, so that a person has to? */
export const isAsked = (kind: Kind, { to, dates, decimal }: Column): boolean =>
  to !== '' && to !== 'field' && ((readsOf(kind, to) === 'date' && dates === 'ask') || (readsOf(kind, to) === 'money' && decimal === 'ask'));

/** What tells the rows of a table without ids apart, as far as its columns have it. */
const usual: Readonly<Record<Kind, readonly string[]>> = {
  deal: ['name', 'client', 'date'],
  payment: ['date', 'deal_ref', 'amount'],
  cost: ['date', 'article', 'amount'],
  client: ['name', 'phone', 'inn'],
};
export const keysOf = (kind: Kind, columns: readonly Column[]): string[] => usual[kind].filter((key) => columns.some(({ to }) => to === key));
