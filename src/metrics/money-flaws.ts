import type { Book } from '../facts/book';
import { unitsText } from '../facts/deal-moves';
import type { Deal, PlanMetric } from '../facts/rows';
import { dealKey } from '../facts/rows';
import { isDay, monthOf } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import type { Flaw } from '../kernel/problem';
import { expenseFlaws } from './expenses';
import { metricOf } from './pay';
import { handPay } from './pay-corrections';
import type { Scheme } from './pay-scheme';
import { readSchemes } from './pay-scheme';
import { paymentRows } from './payment-rows';
import { plansOf } from './planned';
import { inBase } from './rate';

/** A flaw and the key of the tab whose row it speaks of. `details.column` and the place of a scheme begin with the key of a column. */
export interface MoneyFlaw {
  readonly tab: 'expenses' | 'payments' | 'payment_plan' | 'payroll_schemes' | 'corrections' | 'deals';
  readonly flaw: Flaw;
}

/**
 * What of people's money data is left out of the figures, or paid otherwise than they may think (Q079, Q068; workbook.md, Currency): each thing once.
 *
 * Shape   `isWhole`: the book holds all deals, so a payment of an unknown deal can be told
 * Time    plans that are missing: of the month of today only; what was paid without one in earlier months is known by then
 */
export const moneyFlaws = (book: Book, isWhole: boolean): readonly MoneyFlaw[] => [
  ...expenseFlaws(book).map((flaw): MoneyFlaw => ({ tab: 'expenses', flaw })),
  ...paymentFlaws(book, isWhole).map((flaw): MoneyFlaw => ({ tab: 'payments', flaw })),
  ...planFlaws(book, isWhole).map((flaw): MoneyFlaw => ({ tab: 'payment_plan', flaw })),
  ...schemeFlaws(book).map((flaw): MoneyFlaw => ({ tab: 'payroll_schemes', flaw })),
  ...handPay(book).flaws.map((flaw): MoneyFlaw => ({ tab: 'corrections', flaw })),
  ...rateFlaws(book).map((flaw): MoneyFlaw => ({ tab: 'deals', flaw })),
];

function paymentFlaws(book: Book, isWhole: boolean): readonly Flaw[] {
  const known = new Set(book.deals.map((deal) => deal.deal_id));
  const { rows, real } = paymentRows(book);
  const wrong = rows.flatMap(({ row }): Flaw[] => {
    if (row.amount === null) return [{ code: 'amount-missing', details: { column: 'amount' }, row: row.deal_id }];
    return isWhole && row.deal_id !== '' && !known.has(row.deal_id) ? [{ code: 'deal-unknown', details: { deal: row.deal_id }, row: row.deal_id }] : [];
  });
  const paidIn = new Map<Deal | undefined, Minor>();
  for (const { row, deal } of rows) if (row.payment_id !== '') paidIn.set(deal, (paidIn.get(deal) ?? 0) + (row.amount ?? 0));
  const differing = book.deals.flatMap((deal): Flaw[] => {
    const fields = (deal.prepayment ?? 0) + (deal.paid ?? 0);
    if (deal.deleted || fields === 0 || !real.has(dealKey(deal))) return [];
    const paid = paidIn.get(deal) ?? 0;
    return paid === fields
      ? []
      : [{ code: 'payments-differ', details: { deal: deal.deal_id, fields: unitsText(fields), payments: unitsText(paid) }, row: deal.deal_id }];
  });
  return [...wrong, ...differing];
}

/** Planned payments that stand in no calendar: without amount or direction, or of a deal that is none. */
function planFlaws(book: Book, isWhole: boolean): readonly Flaw[] {
  const known = new Set(book.deals.map((deal) => deal.deal_id));
  return book.paymentPlan.flatMap((row): Flaw[] => {
    const name = row.counterparty || row.article || row.deal_id;
    if (row.amount === null) return [{ code: 'amount-missing', details: { column: 'amount' }, row: name }];
    if (row.direction !== 'in' && row.direction !== 'out')
      return [{ code: 'cell-unreadable', details: { column: 'direction', value: row.direction }, row: name }];
    return isWhole && row.deal_id !== '' && !known.has(row.deal_id) ? [{ code: 'deal-unknown', details: { deal: row.deal_id }, row: name }] : [];
  });
}

function schemeFlaws(book: Book): readonly Flaw[] {
  const { schemes, splits, flaws } = readSchemes(book.schemes),
    names = new Set(book.managers.map((row) => row.manager)),
    groups = new Set(book.managers.map((row) => row.department)),
    period = monthOf(book.today),
    plans = plansOf(book);
  const named = [
    ...schemes.map(({ manager }) => manager),
    ...splits.flatMap(({ shares }) => shares.map(({ manager }) => manager)),
    ...schemes.flatMap(({ team }) => team.filter((name) => !groups.has(name))),
  ];
  const unknown = [...new Set(named)]
    .filter((name) => name !== '' && !names.has(name))
    .map((name): Flaw => ({ code: 'manager-unknown', details: { name }, row: name }));
  const isPlanned = (level: 'manager' | 'department', name: string, metric: PlanMetric): boolean => (plans.of({ period, level, name, metric }) ?? 0) > 0;
  const unplanned = (scheme: Scheme): boolean =>
    scheme.manager !== '' &&
    metricsAsked(scheme).some((metric) => !isPlanned('manager', scheme.manager, metric) && !scheme.team.some((name) => isPlanned('department', name, metric)));
  const missing = [...new Set(schemes.filter(unplanned).map(({ manager }) => manager))].map(
    (name): Flaw => ({ code: 'plan-missing', details: { name, period }, row: name }),
  );
  return [...flaws, ...unknown, ...missing];
}

/** Plans that a scheme looks at: of its multiplier, of tiers in percent of the plan, of KPIs. */
const metricsAsked = ({ metric, steps, base, own, teamScale, pool, kpis }: Scheme): readonly PlanMetric[] => [
  ...(metric !== null && steps.length > 0 ? [metric] : []),
  ...([...own.tiers, ...teamScale.tiers].some(({ ofPlan }) => ofPlan) ? [metricOf[base]] : []),
  ...(pool > 0 ? kpis.map((kpi) => kpi.metric) : []),
];

/** Money of deals in another currency that no rate can convert: one flaw for a currency and a day. */
function rateFlaws(book: Book): readonly Flaw[] {
  const found = new Map<string, Flaw>(),
    currencies = new Map(book.deals.map((deal) => [dealKey(deal), deal.currency]));
  const look = (currency: string, day: string, row: string): void => {
    if (isDay(day) && inBase(1, currency, day, book) === null)
      found.set(`${currency} ${day}`, found.get(`${currency} ${day}`) ?? { code: 'rate-missing', details: { currency, day }, row });
  };
  for (const deal of book.deals) if (deal.signed && !deal.deleted) look(deal.currency, deal.contract_day ?? book.today, deal.deal_id);
  for (const event of book.events)
    if (['payment', 'refund', 'contract', 'cancel', 'contract_change'].includes(event.kind))
      look(currencies.get(dealKey(event)) ?? '', event.to, event.deal_id);
  return [...found.values()];
}
