import { readDate, readNumber } from './import-cells';
import type { Sheet } from './import-csv';
import { type Column, type Kind, readsOf } from './import-targets';

/** How a table is to be taken. */
export interface Plan {
  readonly kind: Kind;
  readonly columns: readonly Column[];
  /** keys by which a row without an id is known again; with an id column not used */
  readonly keys: readonly string[];
  /** '' or a name that keeps this table's ids apart from another's */
  readonly source: string;
  /** nothing happened after it */
  readonly today: string;
}
export interface Event {
  readonly event: string;
  readonly entity: Readonly<Record<string, unknown>>;
}
export type Why = 'error' | 'date' | 'number' | 'no-id' | 'no-amount' | 'twice';
/** Something of a row that is left out: a cell, or (`isRow`) the whole of it. `row` as a person counts. */
export interface Fault {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly why: Why;
  readonly isRow: boolean;
}
export interface Taken {
  readonly events: readonly Event[];
  readonly faults: readonly Fault[];
  /** rows that are not taken, and rows that hold nothing */
  readonly left: number;
  readonly blank: number;
}

/** The rows as events of the contract, and all that is left out of them. The same table gives the same events, whenever it is read. */
export function takeRows(sheet: Sheet, plan: Plan): Taken {
  const events: Event[] = [],
    faults: Fault[] = [],
    seen = new Map<string, number>();
  let left = 0,
    blank = 0;
  const hasId = plan.columns.some(({ to }) => to === 'ref');
  sheet.rows.forEach((cells, i) => {
    if (cells.every((cell) => cell === '')) {
      blank += 1;
      return;
    }
    const row = sheet.firstRow + i,
      entity: Record<string, unknown> = {},
      fields: Record<string, string> = {};
    plan.columns.forEach(({ title, to, dates, decimal }, n) => {
      const text = cells[n] ?? '';
      if (to === '') return;
      const reads = to === 'field' ? 'text' : readsOf(plan.kind, to);
      const read =
        reads === 'date'
          ? readDate(text, dates ?? 'dmy')
          : reads === 'money'
            ? readNumber(text, decimal ?? '.')
            : /^#(REF|ССЫЛКА|N\/A|Н\/Д|VALUE|ЗНАЧ)/.test(text)
              ? { why: 'error' as const }
              : { value: text };
      if ('why' in read) faults.push({ row, column: title, value: text.slice(0, 60), why: read.why, isRow: false });
      else if (to === 'field') fields[title] = read.value;
      else entity[to] = read.value;
    });
    const refuse = (why: Why): void => {
      faults.push({ row, column: '', value: '', why, isRow: true });
      left += 1;
    };
    const isMoney = plan.kind === 'payment' || plan.kind === 'cost';
    if (isMoney && (entity.amount ?? '') === '') return refuse('no-amount');
    const base = hasId ? String(entity.ref ?? '') : printOf(plan.keys.map((key) => String(entity[key] ?? fields[key] ?? '')).join('\u0001')),
      before = seen.get(base) ?? 0;
    if (hasId && base === '') return refuse('no-id');
    seen.set(base, before + 1);
    if (hasId && before > 0) faults.push({ row, column: '', value: base, why: 'twice', isRow: false });
    entity.ref = hasId || before === 0 ? base : `${base}-${before + 1}`; // alike but for nothing: two payments of one day
    events.push({ event: `${plan.kind}.updated`, entity: finished(plan, entity, fields) });
  });
  return { events, faults, left, blank };
}

/** Stages of a deal are dated by its closing, else by its creation: a table does not tell when else it came there. */
function finished({ kind, today }: Plan, entity: Record<string, unknown>, fields: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  if (kind === 'payment') return { ...entity, ...(entity.kind === undefined ? {} : { kind: paymentKind(String(entity.kind)) }) };
  if (kind !== 'deal') return entity;
  const { closed_at: closed, ...rest } = entity,
    reached = [closed, entity.date].map((value) => String(value ?? '')).find((value) => value !== '' && value.slice(0, 10) <= today);
  return {
    ...rest,
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    ...(reached === undefined || (entity.stage ?? '') === '' ? {} : { history: [{ at: reached, stage: entity.stage }] }),
  };
}
const paymentKind = (text: string): string =>
  /предопл|аванс|prepay|advance/i.test(text) ? 'prepayment' : /возврат|refund/i.test(text) ? 'refund' : text === '' ? '' : 'balance';

/** 53 bits of a text in 14 signs: rows of one table are told apart, nothing is kept secret. */
export function printOf(text: string): string {
  let a = 0xdeadbeef,
    b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return `r${(4294967296 * (2097151 & b) + (a >>> 0)).toString(16).padStart(14, '0')}`;
}

/** Rows a body, and characters: a cell of the journal holds little, and a body that is lost is sent again whole. */
const ROWS = 300,
  LONGEST = 300_000;

/** Bodies for the journal; the same rows give the same bodies. */
export function bodiesOf(events: readonly Event[], source: string): string[] {
  const bodies: string[] = [];
  let held: string[] = [],
    size = 0;
  const close = (): void => {
    if (held.length > 0) bodies.push(`{"source":${JSON.stringify(source)},"events":[${held.join(',')}]}`);
    held = [];
    size = 0;
  };
  for (const event of events) {
    const text = JSON.stringify(event);
    if (held.length >= ROWS || size + text.length > LONGEST) close();
    held.push(text);
    size += text.length;
  }
  close();
  return bodies;
}
