import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { expensesSheet } from '../../sheets-templates/expenses';
import { paymentsSheet } from '../../sheets-templates/payments';
import { payrollLinesSheet } from '../../sheets-templates/payroll-lines';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import { planFactSheet } from '../../sheets-templates/plan-fact';
import { plansSheet } from '../../sheets-templates/plans';
import { settingsSheet } from '../../sheets-templates/settings';
import { turnoverSheet } from '../../sheets-templates/turnover';
import { look, renew } from '../../src/jobs/tick';
import type { Row } from '../../src/kernel/sheet-template';
import { post } from '../ingest/setting';
import type { MemoryWorld } from '../memory-world';
import { bodyOf, company, edit, expenses, lookAndCompare, plan, plans, removal, schemes, settings, type Told, tell, time } from './refresh-company';

/** Told while the company was young; then the clock stands at noon of 10 December and a look has made everything. */
function grown(now = '2026-12-10T12:00:00'): MemoryWorld {
  const memory = company(time('2026-09-01T10:00:00'));
  const then = (at: string, told: Omit<Told, 'at' | 'created'> & { readonly created?: string }): void => {
    memory.now = time(`${at}T10:00:00`);
    tell(memory, { ...told, at: memory.now, created: time(`${told.created ?? at}T10:00:00`) }, told.created ? 'update' : 'add');
  };
  then('2026-09-01', { id: 1, owner: 7, says: { source: 'Site' } });
  then('2026-09-03', { id: 2, owner: 8 });
  then('2026-09-10', { id: 1, created: '2026-09-01', stage: 30, owner: 7 });
  then('2026-09-20', { id: 1, created: '2026-09-01', stage: 50, owner: 7, says: { contract_amount: '600', prepayment: '200', materials_cost: '100' } });
  then('2026-10-02', { id: 2, created: '2026-09-03', stage: 40, owner: 8 });
  then('2026-10-05', { id: 2, created: '2026-09-03', stage: 40, owner: 8, says: { paid: '90' } });
  then('2026-10-07', { id: 3, owner: 9, says: { source: 'Ads' } });
  then('2026-10-20', { id: 3, created: '2026-10-07', stage: 50, owner: 9, says: { contract_amount: '400', materials_cost: '50' } });
  then('2026-11-02', { id: 4, owner: 7, says: { source: 'Ads' } });
  then('2026-11-12', { id: 4, created: '2026-11-02', stage: 50, owner: 7, says: { contract_amount: '700', paid: '300' } });
  then('2026-12-01', { id: 5, owner: 8, says: { source: 'Site' } });
  memory.now = time(now);
  look(memory.world());
  return memory;
}
const at = (day: string): number => time(`${day}T11:00:00`);
const said = (memory: MemoryWorld, id: number, created: string, told: Omit<Told, 'id' | 'at' | 'created'>, day?: string): void =>
  void post(memory, bodyOf('update', { id, created: time(`${created}T10:00:00`), at: day ? at(day) : memory.now, ...told }));

/** The settings of the company with balances, and with some of them set. */
const finance = (set: Readonly<Record<string, string>>): Row[] => [
  ...settings,
  ...Object.entries({ opening_balance: '1000', opening_day: '2026-09-05', break_even: '300', ...set }).map(([key, value]) => ({ key, value })),
];

interface Case {
  readonly name: string;
  readonly why: string;
  readonly does: (memory: MemoryWorld) => void;
}
const cases: readonly Case[] = [
  {
    name: 'a late event in an old month',
    why: 'September is neither running nor watched',
    does: (m) => said(m, 2, '2026-09-03', { stage: 50, owner: 8, says: { contract_amount: '333' } }, '2026-09-28'),
  },
  {
    name: 'a late lead, never seen before',
    why: 'its row comes in above the rows that the index knows',
    does: (m) => said(m, 9, '2026-09-15', { stage: 30, owner: 8 }, '2026-09-16'),
  },
  {
    name: 'a contract day mapped into another month',
    why: 'both the month of the event and that of the day change',
    does: (m) => said(m, 5, '2026-12-01', { stage: 50, owner: 8, says: { contract_amount: '150', contract_date: '2026-10-15' } }),
  },
  {
    name: 'a contract day moved out of an old month',
    why: 'the old day loses what stood there',
    does: (m) => said(m, 1, '2026-09-01', { stage: 50, owner: 7, says: { contract_date: '2026-11-20' } }),
  },
  {
    name: 'a contract day mapped into a month to come',
    why: 'what was told long before counts for pay on that day: the contract, and a cost that came after it',
    does: (m) => {
      said(m, 5, '2026-12-01', { stage: 50, owner: 9, says: { contract_amount: '150', contract_date: '2027-03-15' } });
      m.now += 60_000;
      said(m, 5, '2026-12-01', { stage: 50, owner: 9, says: { materials_cost: '20' } });
      m.now = at('2027-03-16');
      look(m.world());
      m.now += 60_000;
      post(m, bodyOf('add', { id: 8, at: m.now, created: m.now, owner: 7 }));
    },
  },
  {
    name: 'a payment dated into an old month',
    why: 'pay of that month fills the scale of all later ones',
    does: (m) => said(m, 3, '2026-10-07', { stage: 50, owner: 9, says: { paid: '250', paid_date: '2026-10-25' } }),
  },
  {
    name: 'a contract of an old month cancelled now',
    why: 'lines of September are taken back in December',
    does: (m) => said(m, 1, '2026-09-01', { stage: 143, owner: 7 }),
  },
  {
    name: 'a refund of an old payment',
    why: 'the line taken back lies in an old month',
    does: (m) => said(m, 1, '2026-09-01', { stage: 50, owner: 7, says: { prepayment: '20' } }),
  },
  { name: 'another owner after signing', why: 'cohort and measurement pass, the money stays', does: (m) => said(m, 1, '2026-09-01', { stage: 60, owner: 8 }) },
  { name: 'another owner before signing', why: 'the payment of October passes too', does: (m) => said(m, 2, '2026-09-03', { stage: 40, owner: 9 }) },
  {
    name: 'a source told later, and nothing else',
    why: 'measurement, quote and money were unassigned',
    does: (m) => said(m, 2, '2026-09-03', { stage: 40, owner: 8, says: { source: 'Ads' } }),
  },
  {
    name: 'a deal found to be a duplicate',
    why: 'its measurement of October is none any more, although born in September',
    does: (m) => said(m, 2, '2026-09-03', { stage: 80, owner: 8 }),
  },
  { name: 'a deal deleted', why: 'its contract goes today, its receipts on their own days', does: (m) => void post(m, removal(1, m.now)) },
  {
    name: 'a deal deleted and restored',
    why: 'the second brings all of it back',
    does: (m) => {
      post(m, removal(3, m.now));
      lookAndCompare(m);
      m.now += 60_000;
      post(m, bodyOf('restore', { id: 3, at: m.now, created: at('2026-10-07') }));
    },
  },
  {
    name: 'a plan for a week over the end of a month',
    why: 'its fact lies in both months',
    does: (m) => {
      edit(m, plansSheet, [...plans, plan('2026-W40', 'manager', 'Boris', 'quotes', 3)]);
      lookAndCompare(m);
      m.now += 60_000;
      said(m, 9, '2026-09-30', { stage: 40, owner: 8 }, '2026-09-30');
    },
  },
  {
    name: 'a planned week over the end of the year',
    why: 'W53 of 2026 stands in the block of 2027',
    does: (m) => {
      m.now = at('2026-12-29');
      look(m.world());
      m.now += 60_000;
      said(m, 5, '2026-12-01', { stage: 10, owner: 7 });
      m.now += 60_000;
      post(m, bodyOf('add', { id: 8, at: m.now, created: m.now, owner: 7 }));
    },
  },
  {
    name: 'a new month begins',
    why: 'pay, watch and comparison move on',
    does: (m) => {
      m.now = time('2026-12-31T23:59:00');
      look(m.world());
      m.now = time('2027-01-01T00:01:00');
      said(m, 5, '2026-12-01', { stage: 30, owner: 8 });
    },
  },
  {
    name: 'a day begins and nothing happens',
    why: 'overdue days, paces and forecasts go by the day',
    does: (m) => {
      m.now = at('2026-12-11');
    },
  },
  {
    name: 'three months of silence, then a late event',
    why: 'no month that is watched has an event, and the rows of October have moved',
    does: (m) => {
      const many = Array.from({ length: 120 }, (_, i) => ({ id: 100 + i, at: m.now + i * 1_000, created: m.now + i * 1_000, owner: 7 }));
      for (let i = 0; i < many.length; i += 20) post(m, bodyOf('add', ...many.slice(i, i + 20)));
      edit(m, payrollSchemesSheet, []); // pay would look at all months since
      m.now = at('2027-04-10');
      look(m.world());
      m.now += 60_000;
      said(m, 2, '2026-09-03', { stage: 20, owner: 8 }, '2026-10-06');
    },
  },
  { name: 'an expense edited', why: 'it is shared over the contracts of all its months', does: (m) => edit(m, expensesSheet, expenses.slice(1)) },
  {
    name: 'a scheme edited',
    why: 'pay of all months',
    does: (m) =>
      edit(
        m,
        payrollSchemesSheet,
        schemes.map((row) => ({ ...row, cap: 2_000 })),
      ),
  },
  {
    name: 'a payment nobody has a date for',
    why: 'the bucket without date has its block at the end',
    does: (m) => said(m, 7, '2026-12-08', { stage: 10, owner: 8, says: { prepayment: '70' } }),
  },
  {
    name: 'somebody sorted the tab of deals',
    why: 'the index lies',
    does: (m) => {
      m.put(dealsSheet, m.rows(dealsSheet).reverse());
      said(m, 5, '2026-12-01', { stage: 30, owner: 8 });
    },
  },
  {
    name: 'somebody sorted the tab of events',
    why: 'the index lies',
    does: (m) => {
      m.put(dealEventsSheet, m.rows(dealEventsSheet).reverse());
      m.store.set({ 'order.events': '0' });
      said(m, 5, '2026-12-01', { stage: 30, owner: 8 });
    },
  },
  {
    name: 'somebody sorted report tabs',
    why: 'their blocks are not where they were',
    does: (m) => {
      for (const sheet of [turnoverSheet, payrollLinesSheet, planFactSheet]) m.put(sheet, m.rows(sheet).reverse());
      said(m, 4, '2026-11-02', { stage: 50, owner: 7, says: { paid: '400' } });
    },
  },
  {
    name: 'a payment of October told a year later',
    why: 'the P&L of the next October stands beside it, and every balance since moves',
    does: (m) => {
      edit(m, settingsSheet, finance({ revenue_recognition: 'payment', bank_balance: '70', bank_balance_day: '2027-09-20' }));
      edit(m, payrollSchemesSheet, []); // else every month since is made anew for pay
      m.now = at('2027-10-15');
      look(m.world());
      m.now += 60_000;
      said(m, 3, '2026-10-07', { stage: 50, owner: 9, says: { paid: '250' } }, '2026-10-25');
    },
  },
  {
    name: 'an installation of an old month, its costs and its end',
    why: 'revenue is recognised on a day that no event happened on',
    does: (m) => {
      edit(m, settingsSheet, finance({ revenue_recognition: 'installation' }));
      m.now = at('2027-02-10');
      look(m.world());
      for (const says of [
        { installation_date: '2026-10-28' },
        { materials_cost: '55' },
        { contract_amount: '444' },
        { installation_date: '2026-11-28' },
        {},
      ] as Readonly<Record<string, string>>[]) {
        m.now += 60_000;
        said(m, 3, '2026-10-07', { stage: Object.keys(says).length === 0 ? 143 : 50, owner: 9, says });
        lookAndCompare(m);
      }
    },
  },
  {
    name: 'an installation of this month told long before, and then something else',
    why: 'no other event of that deal lies in the months that are read',
    does: (m) => {
      edit(m, settingsSheet, finance({ revenue_recognition: 'installation' }));
      said(m, 3, '2026-10-07', { stage: 50, owner: 9, says: { installation_date: '2026-12-05' } }, '2026-10-25');
      lookAndCompare(m);
      m.now += 60_000;
      said(m, 5, '2026-12-01', { stage: 30, owner: 8 });
    },
  },
  {
    name: 'a cost of a contract that was cancelled in another month',
    why: 'it stands in the month of the signature and goes in that of the cancellation',
    does: (m) => {
      edit(m, settingsSheet, finance({}));
      said(m, 3, '2026-10-07', { stage: 143, owner: 9 }, '2026-11-05');
      lookAndCompare(m);
      m.now = at('2027-02-10');
      look(m.world());
      m.now += 60_000;
      said(m, 3, '2026-10-07', { stage: 143, owner: 9, says: { materials_cost: '300' } });
    },
  },
  {
    name: 'a deal deleted whose cost was entered in a month of its own',
    why: 'by payment a cost stands on the day it was entered',
    does: (m) => {
      edit(m, settingsSheet, finance({ revenue_recognition: 'payment', cash_direct_costs: 'deals' }));
      said(m, 3, '2026-10-07', { stage: 50, owner: 9, says: { materials_cost: '80' } }, '2026-11-20');
      lookAndCompare(m);
      m.now = at('2027-02-10');
      look(m.world());
      m.now += 60_000;
      post(m, removal(3, m.now));
    },
  },
  {
    name: 'computed pay in the P&L',
    why: 'what a contract cancelled in October takes back is carried into November, of which nothing else is new',
    does: (m) => {
      edit(m, paymentsSheet, []);
      edit(m, settingsSheet, finance({ pnl_payroll: 'computed' }));
      lookAndCompare(m);
      m.now += 60_000;
      said(m, 1, '2026-09-01', { stage: 143, owner: 7 }, '2026-10-15');
    },
  },
  {
    name: 'the cache forgot',
    why: 'inputs are read again',
    does: (m) => {
      const { cache } = m.world();
      cache.remove(
        Array.from({ length: 13 }, (_, i) =>
          ['settings', 'managers', 'stages', 'fields', 'plans', 'expenses', 'payments', 'paymentPlan', 'schemes', 'adCosts', 'prices', 'rates', 'calendar'].map(
            (name) => `input.${name}.${i}`,
          ),
        ).flat(),
      );
      said(m, 5, '2026-12-01', { stage: 30, owner: 8 });
    },
  },
];

test.each(cases)('$name: $why', ({ does }) => {
  const memory = grown();
  memory.now += 60_000;
  does(memory);
  lookAndCompare(memory);
  expect(renew(memory.world()).changed).toEqual([]);
});

test('hours later with nothing new, renewing changes what goes by the hour and nothing else', () => {
  const memory = grown();
  post(memory, bodyOf('add', { id: 10, at: memory.now - 3_600_000, created: memory.now - 3_600_000 }));
  look(memory.world());
  memory.now += 5 * 3_600_000; // 17:00: yesterday is compared up to another hour
  expect(look(memory.world()).changed).toEqual([]);
  expect(
    renew(memory.world())
      .changed.map(({ sheet }) => sheet)
      .filter((title) => title !== 'Заявки сейчас'),
  ).toEqual([]);
});

test('a webhook between a look and the renewal a second later is what the renewal brings in', () => {
  const memory = grown();
  post(memory, bodyOf('add', { id: 10, at: memory.now, created: memory.now, says: { source: 'Site' } }));
  look(memory.world());
  memory.now += 1_000;
  expect(renew(memory.world()).changed).toEqual([]);
  post(memory, bodyOf('add', { id: 11, at: memory.now, created: memory.now, says: { source: 'Site' } }));
  memory.now += 1_000;
  const renewed = renew(memory.world());
  expect(renewed.changed.map(({ sheet }) => sheet)).toEqual(expect.arrayContaining(['Заявки сейчас']));
  expect(renewed.changed.length).toBeGreaterThanOrEqual(4); // funnels by source and by manager, the funnel, plan and fact, the board
});

test('an edit made while a refresh runs is not lost', () => {
  const memory = grown();
  edit(memory, plansSheet, plans.slice(1));
  let isEdited = false;
  memory.trap = (call) => {
    // after the plans were read, before the refresh is done
    if (call !== 'read deals' || isEdited) return;
    isEdited = true;
    const kept = memory.trap;
    memory.trap = null;
    memory.put(plansSheet, plans.slice(2));
    memory.store.set({ 'inputs.edited': 'plans' });
    memory.trap = kept;
  };
  look(memory.world());
  memory.trap = null;
  expect(isEdited).toBe(true);
  memory.now += 1_000;
  lookAndCompare(memory);
});

test('an idle look makes at most five service calls', () => {
  const memory = grown();
  memory.calls();
  look(memory.world());
  const calls = memory.calls();
  expect(calls.length).toBeLessThanOrEqual(5);
});
