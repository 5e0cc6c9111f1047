import type { TimedRecord } from '../../src/facts/deal-record';
import { history } from '../../src/facts/deal-state';
import type { DealEvent, Meaning } from '../../src/facts/rows';
import { fields, mappingOf, record } from './deal-fixtures';

/** `kind at-day from to amount manager` of each event, amounts in rubles. */
const told = (events: readonly DealEvent[]): string[] =>
  events.map((e) =>
    [e.kind, new Date(e.at ?? 0).toISOString().slice(5, 16), e.from || '-', e.to || '-', e.amount === null ? '-' : e.amount / 100, e.manager_id].join(' '),
  );
const born = Date.parse('2026-01-10T09:00:00Z');
const add = record('2026-01-10T09:00:00Z', { action: 'add', createdAt: born, stageId: '10', managerId: '7', amount: '100000', name: 'Окна' });
const all: readonly Meaning[] = [
  'contract_amount',
  'contract_date',
  'prepayment',
  'prepayment_date',
  'paid',
  'paid_date',
  'installation_date',
  'due_date',
  'materials_cost',
  'source',
];

interface Case {
  readonly why: string;
  readonly records: readonly TimedRecord[];
  readonly meanings?: readonly Meaning[];
  readonly events: readonly string[];
  readonly row?: Readonly<Record<string, unknown>>;
  readonly problems?: readonly string[];
}

const cases: readonly Case[] = [
  {
    why: 'a deal is created at its creation, with stage and amount',
    records: [add],
    events: ['created 01-10T09:00 - 1/10 100000 7'],
    row: { deal: 'Окна', manager: 'Анна', outcome: 'new', contract_amount: 10_000_000, contract_day: null, signed: false, reached: '', months: '2026-01' },
  },
  {
    why: 'met later, it was created without a known stage; it stands there since the record',
    records: [record('2026-02-01T09:00:00Z', { createdAt: born, stageId: '30', managerId: '7', amount: '5' })],
    events: ['created 01-10T09:00 - - - 7', 'stage 02-01T09:00 - 1/30 - 7', 'amount 02-01T09:00 - 5.00 5 7'],
    row: { reached: 'measurement', measurement_day: '2026-02-01', quote_day: null, months: '2026-01' },
  },
  {
    why: 'signing: unmapped amount and date fall back to the deal and the day in the company zone (22:30Z is the next day in Moscow)',
    records: [add, record('2026-02-03T22:30:00Z', { stageId: '50' })],
    events: ['created 01-10T09:00 - 1/10 100000 7', 'stage 02-03T22:30 1/10 1/50 - 7', 'contract 02-03T22:30 - 2026-02-04 100000 7'],
    row: {
      signed: true,
      contract_day: '2026-02-04',
      contract_amount: 10_000_000,
      contract_manager_id: '7',
      reached: 'contract',
      measurement_day: '2026-02-04',
      quote_day: '2026-02-04',
      months: '2026-01 2026-02',
    },
  },
  {
    why: 'leaving the contract cancels it on that day, signing again adds it on the day of that',
    records: [
      add,
      record('2026-02-03T10:00:00Z', { stageId: '50' }),
      record('2026-03-05T10:00:00Z', { stageId: '143' }),
      record('2026-04-07T10:00:00Z', { stageId: '60' }),
    ],
    events: [
      'created 01-10T09:00 - 1/10 100000 7',
      'stage 02-03T10:00 1/10 1/50 - 7',
      'contract 02-03T10:00 - 2026-02-03 100000 7',
      'stage 03-05T10:00 1/50 1/143 - 7',
      'cancel 03-05T10:00 - 2026-03-05 -100000 7',
      'stage 04-07T10:00 1/143 1/60 - 7',
      'contract 04-07T10:00 - 2026-04-07 100000 7',
    ],
    row: { signed: true, signings: 2, contract_day: '2026-04-07', closed_at: Date.parse('2026-04-07T10:00:00Z'), months: '2026-01 2026-02 2026-03 2026-04' },
  },
  {
    why: 'a mapped contract date is the contract day; after a second signing an old date does not count, a later one does',
    meanings: all,
    records: [
      add,
      record('2026-02-03T10:00:00Z', { stageId: '50', fields: fields({ contract_date: '01.02.2026', contract_amount: '90 000,50' }) }),
      record('2026-03-05T10:00:00Z', { stageId: '20' }),
      record('2026-04-07T10:00:00Z', { stageId: '50' }),
      record('2026-04-08T10:00:00Z', { fields: fields({ contract_date: '10.04.2026' }) }),
    ],
    events: [
      'created 01-10T09:00 - 1/10 100000 7',
      'stage 02-03T10:00 1/10 1/50 - 7',
      'contract 02-03T10:00 - 2026-02-01 90000.5 7',
      'stage 03-05T10:00 1/50 1/20 - 7',
      'cancel 03-05T10:00 - 2026-03-05 -90000.5 7',
      'stage 04-07T10:00 1/20 1/50 - 7',
      'contract 04-07T10:00 - 2026-04-07 90000.5 7',
      'contract_day 04-08T10:00 2026-04-07 2026-04-10 90000.5 7',
    ],
    row: { contract_day: '2026-04-10', contract_amount: 9_000_050 },
  },
  {
    why: 'a changed amount stands on its own day, and stays there when the contract day moves',
    meanings: all,
    records: [
      add,
      record('2026-02-03T10:00:00Z', { stageId: '50', fields: fields({ contract_amount: '100' }) }),
      record('2026-02-20T10:00:00Z', { fields: fields({ contract_amount: '150' }) }),
      record('2026-02-21T10:00:00Z', { fields: fields({ contract_date: '2026-01-31' }) }),
      record('2026-02-22T10:00:00Z', { stageId: '143' }),
    ],
    events: [
      'created 01-10T09:00 - 1/10 100000 7',
      'stage 02-03T10:00 1/10 1/50 - 7',
      'contract 02-03T10:00 - 2026-02-03 100 7',
      'contract_change 02-20T10:00 - 2026-02-20 50 7',
      'contract_day 02-21T10:00 2026-02-03 2026-01-31 100 7',
      'stage 02-22T10:00 1/50 1/143 - 7',
      'cancel 02-22T10:00 - 2026-02-22 -150 7',
    ],
  },
  {
    why: 'money belongs to the owner at the moment of signing',
    records: [
      add,
      record('2026-02-03T08:00:00Z', { managerId: '8' }),
      record('2026-02-03T10:00:00Z', { stageId: '50' }),
      record('2026-02-03T15:00:00Z', { managerId: '9' }),
    ],
    events: [
      'created 01-10T09:00 - 1/10 100000 7',
      'owner 02-03T08:00 7 8 - 8',
      'stage 02-03T10:00 1/10 1/50 - 8',
      'contract 02-03T10:00 - 2026-02-03 100000 8',
      'owner 02-03T15:00 8 9 - 9',
    ],
    row: { manager_id: '9', contract_manager_id: '8' },
  },
  {
    why: 'a contract day in the past: the owner at the end of that day; before the creation: the first owner',
    meanings: all,
    records: [
      add,
      record('2026-02-03T08:00:00Z', { managerId: '8' }),
      record('2026-03-01T10:00:00Z', { stageId: '50', fields: fields({ contract_date: '2026-02-03' }) }),
      record('2026-03-02T10:00:00Z', { fields: fields({ contract_date: '2025-12-31' }) }),
    ],
    events: [
      'created 01-10T09:00 - 1/10 100000 7',
      'owner 02-03T08:00 7 8 - 8',
      'stage 03-01T10:00 1/10 1/50 - 8',
      'contract 03-01T10:00 - 2026-02-03 - 8',
      'cancel 03-02T10:00 - 2026-02-03 - 8',
      'contract 03-02T10:00 - 2025-12-31 - 7',
    ],
    row: { contract_manager_id: '7', contract_amount: null },
  },
  {
    why: 'a contract whose amount changed passes to another owner as it was signed, so the months of both days hold what was signed; the change passes today',
    meanings: all,
    records: [
      add,
      record('2026-02-03T08:00:00Z', { managerId: '8', fields: fields({ contract_amount: '100' }) }),
      record('2026-02-04T10:00:00Z', { stageId: '50' }),
      record('2026-02-20T10:00:00Z', { fields: fields({ contract_amount: '150' }) }),
      record('2026-03-02T10:00:00Z', { fields: fields({ contract_date: '2026-01-31', contract_amount: '160' }) }),
      record('2026-03-03T10:00:00Z', { fields: fields({ contract_date: '2026-01-30' }) }),
      record('2026-03-04T10:00:00Z', { stageId: '143' }),
    ],
    events: [
      'created 01-10T09:00 - 1/10 100000 7',
      'owner 02-03T08:00 7 8 - 8',
      'stage 02-04T10:00 1/10 1/50 - 8',
      'contract 02-04T10:00 - 2026-02-04 100 8',
      'contract_change 02-20T10:00 - 2026-02-20 50 8',
      'contract_change 03-02T10:00 - 2026-03-02 -50 8',
      'cancel 03-02T10:00 - 2026-02-04 -100 8',
      'contract 03-02T10:00 - 2026-01-31 100 7',
      'contract_change 03-02T10:00 - 2026-03-02 60 7',
      'contract_day 03-03T10:00 2026-01-31 2026-01-30 100 7',
      'stage 03-04T10:00 1/50 1/143 - 8',
      'cancel 03-04T10:00 - 2026-03-04 -160 7',
    ],
  },
  {
    why: 'payments: on their dates, else contract day and day of change; a raise is a further payment, a lowered field a refund on the day of that',
    meanings: all,
    records: [
      add,
      record('2026-01-20T10:00:00Z', { fields: fields({ prepayment: '10' }) }),
      record('2026-02-03T10:00:00Z', { stageId: '50' }),
      record('2026-02-10T10:00:00Z', { fields: fields({ paid: '30', paid_date: '2026-02-09' }) }),
      record('2026-03-10T10:00:00Z', { fields: fields({ paid: '50', paid_date: '2026-03-09' }) }),
      record('2026-03-15T10:00:00Z', { fields: fields({ paid: '45' }) }),
      record('2026-03-16T10:00:00Z', { fields: fields({ paid_date: '2026-03-08' }) }),
    ],
    events: [
      'created 01-10T09:00 - 1/10 100000 7',
      'payment 01-20T10:00 prepayment - 10 7',
      'stage 02-03T10:00 1/10 1/50 - 7',
      'contract 02-03T10:00 - 2026-02-03 - 7',
      'payment_day 02-03T10:00 - 2026-02-03 10 7',
      'payment 02-10T10:00 paid 2026-02-09 30 7',
      'payment 03-10T10:00 paid 2026-03-09 20 7',
      'refund 03-15T10:00 paid 2026-03-15 -5 7',
      'payment_day 03-16T10:00 2026-03-09 2026-03-08 20 7',
    ],
    row: { prepayment: 1000, prepayment_day: '2026-02-03', paid: 4500, paid_day: '2026-03-08', months: '2026-01 2026-02 2026-03 undated' },
  },
  {
    why: 'material that went back makes a cost negative; a negative contract is still refused',
    meanings: all,
    records: [add, record('2026-01-11T10:00:00Z', { fields: fields({ materials_cost: '-500', contract_amount: '-1' }) })],
    events: ['created 01-10T09:00 - 1/10 100000 7', 'cost 01-11T10:00 materials_cost -500.00 -500 7'],
    problems: ['contract_amount -1'],
    row: { materials_cost: -50_000 },
  },
  {
    why: 'blank is not 0: a cost known, changed, blanked',
    meanings: all,
    records: [
      add,
      record('2026-01-11T10:00:00Z', { fields: fields({ materials_cost: '0' }) }),
      record('2026-01-12T10:00:00Z', { fields: fields({ materials_cost: '12.5' }) }),
      record('2026-01-13T10:00:00Z', { fields: fields({ materials_cost: '' }) }),
    ],
    events: [
      'created 01-10T09:00 - 1/10 100000 7',
      'cost 01-11T10:00 materials_cost 0.00 0 7',
      'cost 01-12T10:00 materials_cost 12.50 12.5 7',
      'cost 01-13T10:00 materials_cost - -12.5 7',
    ],
    row: { materials_cost: null },
  },
  {
    why: 'a deleted deal is cancelled; restored, its money comes back that day, and the contract is that of the old day; both count when their bodies came',
    records: [
      add,
      record('2026-02-03T10:00:00Z', { stageId: '50' }),
      record('2026-02-05T10:00:00Z', { action: 'delete', dp: true }),
      record('2026-02-03T10:00:00Z', { action: 'restore', stageId: '50', receivedAt: Date.parse('2026-02-06T10:00:00Z') }),
    ],
    events: [
      'created 01-10T09:00 - 1/10 100000 7',
      'stage 02-03T10:00 1/10 1/50 - 7',
      'contract 02-03T10:00 - 2026-02-03 100000 7',
      'cancel 02-05T10:00 - 2026-02-05 -100000 7',
      'deleted 02-05T10:00 - - - 7',
      'restored 02-06T10:00 - - - 7',
      'contract 02-06T10:00 2026-02-03 2026-02-06 100000 7',
    ],
    row: { deleted: false, signed: true, contract_day: '2026-02-03', signings: 1 },
  },
  {
    why: 'installation and due day',
    meanings: all,
    records: [add, record('2026-01-11T10:00:00Z', { fields: fields({ installation_date: '1769893200', due_date: '2026-02-10' }) })], // 31 Jan 21:00Z: midnight of 1 February in Moscow
    events: ['created 01-10T09:00 - 1/10 100000 7', 'installation 01-11T10:00 - 2026-02-01 - 7', 'due 01-11T10:00 - 2026-02-10 - 7'],
  },
  {
    why: 'a partial body blanks nothing',
    records: [add, record('2026-02-03T10:00:00Z', { dp: true, stageId: '20' })],
    events: ['created 01-10T09:00 - 1/10 100000 7', 'stage 02-03T10:00 1/10 1/20 - 7'],
    row: { deal: 'Окна', amount: 10_000_000, manager_id: '7', updated_at: Date.parse('2026-02-03T10:00:01Z') },
  },
  {
    why: 'bad values are problems and leave what was there; the rest counts',
    meanings: all,
    records: [
      add,
      record('2026-01-11T10:00:00Z', {
        amount: '-5',
        fields: fields({ contract_amount: '1e99', paid: '-100', due_date: '31.02.2026', installation_date: '32503680000', source: 'Avito' }),
      }),
    ],
    events: ['created 01-10T09:00 - 1/10 100000 7', 'edit 01-11T10:00 source Avito - 7'],
    row: { amount: 10_000_000, contract_amount: null, paid: null, due_day: null, installation_day: null, source: 'Avito' },
    problems: ['amount -5', 'contract_amount 1e99', 'paid -100', 'due_day 31.02.2026', 'installation_day 32503680000'],
  },
  {
    why: 'the source is the first one known',
    meanings: all,
    records: [
      add,
      record('2026-01-11T10:00:00Z', { fields: fields({ source: 'Avito' }) }),
      record('2026-01-12T10:00:00Z', { fields: fields({ source: 'Сайт' }) }),
    ],
    events: ['created 01-10T09:00 - 1/10 100000 7', 'edit 01-11T10:00 source Avito - 7'],
    row: { source: 'Avito' },
  },
  {
    why: 'no time of creation: undated',
    records: [record('2026-02-01T09:00:00Z', { dp: true, stageId: '10' })],
    events: ['created 02-01T09:00 - 1/10 - '],
    row: { created_at: null, months: 'undated' },
  },
  {
    why: 'a version far ahead of its delivery counts when it came',
    records: [
      add,
      record('2031-01-01T00:00:00Z', { stageId: '20', receivedAt: Date.parse('2026-01-12T00:00:00Z') }),
      record('2026-01-13T00:00:00Z', { stageId: '30' }),
    ],
    events: ['created 01-10T09:00 - 1/10 100000 7', 'stage 01-12T00:00 1/10 1/20 - 7', 'stage 01-13T00:00 1/20 1/30 - 7'],
    problems: ['updated_at 1924992000'],
  },
];

test.each(cases)('$why', ({ records, meanings, events, row, problems }) => {
  const folded = history(records, mappingOf({ meanings: meanings ?? [] }));
  expect(told(folded.events)).toEqual(events);
  expect(folded.deal).toMatchObject(row ?? {});
  expect(folded.problems.map(({ column, value }) => `${column} ${value}`)).toEqual(problems ?? []);
});

test('cohort, causes and numbers of events', () => {
  const { events } = history([add, record('2026-02-03T10:00:00Z', { stageId: '50', eventId: 'second' })], mappingOf());
  expect(events.map((e) => [e.event_id, e.cohort, e.source_event, e.known_at])).toEqual([
    ['amocrm/1/1768035600/00', '2026-01', add.eventId, Date.parse('2026-01-10T09:00:01Z')],
    ['amocrm/1/1770112800/00', '2026-01', 'second', Date.parse('2026-02-03T10:00:01Z')],
    ['amocrm/1/1770112800/01', '2026-01', 'second', Date.parse('2026-02-03T10:00:01Z')],
  ]);
});

test('two bodies of one change: known since the first of them', () => {
  const status = record('2026-02-03T10:00:00Z', { action: 'status', stageId: '20', eventId: 's', receivedAt: Date.parse('2026-02-03T10:00:01Z') });
  const update = record('2026-02-03T10:00:00Z', { action: 'update', stageId: '20', eventId: 'u', receivedAt: Date.parse('2026-02-03T10:05:00Z') });
  const stage = history([add, update, status], mappingOf()).events.find((event) => event.kind === 'stage');
  expect(stage).toMatchObject({ known_at: Date.parse('2026-02-03T10:00:01Z'), source_event: 's' });
});
