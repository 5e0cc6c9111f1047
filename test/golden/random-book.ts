import fc from 'fast-check';
import type { Book } from '../../src/facts/book';
import type { Deal, DealEvent } from '../../src/facts/rows';
import type { Day } from '../../src/kernel/calendar';
import { addDays, addMonths, dayAt, monthOf } from '../../src/kernel/calendar';
import { at, deal, event, goldenBook, plan, rub } from './book';

/** A deal's life as chance wrote it: what happens after how many days. */
export interface Life {
  readonly id: number;
  readonly born: number | null;
  readonly manager: string;
  readonly source: string;
  readonly acts: readonly {
    readonly after: number;
    readonly act: 'stage' | 'pay' | 'refund' | 'change' | 'owner' | 'delete';
    readonly stage: string;
    readonly amount: number;
    readonly manager: string;
  }[];
}
const FIRST = '2026-07-20';
const outcomeOf: Readonly<Record<string, string>> = {
  '1': 'new',
  '2': 'in_work',
  '3': 'postponed',
  '4': 'measurement',
  '5': 'quote',
  '6': 'contract',
  '7': 'done',
  '143': 'refusal',
  '9': 'junk',
  '8': 'duplicate',
};
const managers = ['1', '2', '3', ''];

export const life = (id: number): fc.Arbitrary<Life> =>
  fc.record({
    id: fc.constant(id),
    born: fc.option(fc.integer({ min: 0, max: 120 }), { freq: 12 }),
    manager: fc.constantFrom(...managers),
    source: fc.constantFrom('Site', 'Ads', ''),
    acts: fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 25 }),
        act: fc.constantFrom('stage', 'stage', 'stage', 'stage', 'pay', 'refund', 'change', 'owner', 'delete'),
        stage: fc.constantFrom(...Object.keys(outcomeOf), '6', '6', '4'),
        amount: fc.integer({ min: 0, max: 900_000 }),
        manager: fc.constantFrom(...managers),
      }),
      { maxLength: 9 },
    ),
  }) as fc.Arbitrary<Life>;
export const lives = (least: number, most: number): fc.Arbitrary<Life[]> =>
  fc.integer({ min: least, max: most }).chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => life(i)))) as fc.Arbitrary<Life[]>;

/** The row and the events of a life, by the definitions of workbook.md; nothing happens after today. */
function live({ id, born, manager, source, acts }: Life): { deal: Deal; events: DealEvent[] } {
  const deal_id = String(id),
    events: DealEvent[] = [],
    born_day = born === null ? FIRST : addDays(FIRST, born),
    created = born === null ? null : at(`${born_day}T23:30`);
  let day: Day = born_day,
    row: Deal = deal({ deal_id, manager_id: manager, source, created_at: created });
  const cohort = created === null ? 'undated' : monthOf(born_day);
  const say = (kind: DealEvent['kind'], more: Partial<DealEvent>): void => {
    events.push(event({ deal_id, kind, at: at(`${day}T23:30`), cohort, ...more }));
  };
  say('created', { to: '10/1', at: created });
  for (const { after, act, stage, amount, manager: next } of acts) {
    day = addDays(day, after);
    if (day > goldenBook.today || row.deleted) break;
    if (act === 'stage') {
      const outcome = outcomeOf[stage] ?? 'unmapped',
        rank = ['measurement', 'quote', 'contract', 'done'].indexOf(outcome),
        signed = rank >= 2;
      say('stage', { from: `10/${row.stage_id}`, to: `10/${stage}` });
      if (signed && !row.signed) say('contract', { to: day, amount, manager_id: row.manager_id });
      if (!signed && row.signed) say('cancel', { to: day, amount: -(row.contract_amount ?? 0), manager_id: row.contract_manager_id });
      row = {
        ...row,
        stage_id: stage,
        outcome,
        reached: rank < 0 ? row.reached : rank >= 2 ? 'contract' : outcome,
        signed,
        measurement_day: rank >= 0 ? (row.measurement_day ?? day) : row.measurement_day,
        quote_day: rank >= 1 ? (row.quote_day ?? day) : row.quote_day,
        ...(signed && !row.signed
          ? { contract_day: day, contract_amount: amount, contract_manager_id: row.manager_id, materials_cost: Math.floor(amount / 3) }
          : {}),
      };
    }
    if (act === 'pay') say('payment', { to: day, amount, from: 'paid' });
    if (act === 'refund') say('refund', { to: day, amount: -amount, from: 'paid' });
    if (act === 'change' && row.signed) {
      say('contract_change', { to: day, amount: amount - (row.contract_amount ?? 0), manager_id: row.contract_manager_id });
      row = { ...row, contract_amount: amount };
    }
    if (act === 'owner') {
      say('owner', { from: row.manager_id, to: next });
      row = { ...row, manager_id: next };
    }
    if (act === 'delete' && amount < 100_000) {
      say('deleted', {});
      row = { ...row, deleted: true };
    }
  }
  return { deal: row, events };
}

/** The golden company with other deals, and with plans of every kind. */
export function bookOf(all: readonly Life[]): Book {
  const lived = all.map(live);
  return {
    ...goldenBook,
    deals: lived.map((one) => one.deal),
    events: lived.flatMap((one) => one.events),
    payments: [
      {
        day: '2026-10-30',
        deal_id: '0',
        amount: rub(11),
        kind: 'balance',
        origin: 'manual',
        note: '',
        crm: '',
        payment_id: '',
        updated_at: null,
        deleted: false,
      },
    ],
    plans: [
      ...goldenBook.plans,
      plan('2026-W40', 'company', '', 'turnover', 9_000),
      plan('2026-W44', 'manager', 'Boris', 'leads', 4),
      plan('2026-10-01', 'manager', 'Vera', 'receipts', 50),
      plan('2026-Q3', 'manager', 'Anna', 'turnover', 12_345.67),
      plan('2026', 'department', 'Sales', 'margin', 90_000),
      plan('2026', 'source', 'Site', 'receipts', 1_000),
      plan('2026-09', 'source', 'Ads', 'contracts', 2),
    ],
  };
}

/** Months in which an event counts: when it happened, and the days of its money. */
export const monthsOfEvent = (one: DealEvent, zone: string): string[] => {
  const days = ['contract', 'cancel', 'contract_change', 'payment', 'refund'].includes(one.kind) ? [one.to] : [];
  return [one.at === null ? 'undated' : monthOf(dayAt(one.at, zone)), ...days.map((day) => (day === '' ? 'undated' : monthOf(day)))];
};
export const cohortOf = (one: Deal, zone: string): string => (one.created_at === null ? 'undated' : monthOf(dayAt(one.created_at, zone)));

/** What a refresh reads of some months: their events, the deals created in them, and the deals of these events. */
export function sliceOf(book: Book, months: ReadonlySet<string>): Book {
  const zone = book.settings.time_zone,
    events = book.events.filter((one) => monthsOfEvent(one, zone).some((month) => months.has(month))),
    touched = new Set(events.map((one) => one.deal_id));
  const paid = new Set(book.payments.filter((row) => months.has(row.day === null ? 'undated' : monthOf(row.day))).map((row) => row.deal_id));
  return { ...book, events, deals: book.deals.filter((one) => months.has(cohortOf(one, zone)) || touched.has(one.deal_id) || paid.has(one.deal_id)) };
}
export const allMonths: readonly string[] = ['undated', ...Array.from({ length: 6 }, (_, i) => addMonths('2026-07', i))];
