import { pnlSheet } from '../../sheets-templates/pnl';
import type { Book } from '../facts/book';
import { UNDATED } from '../facts/rows';
import { firstDay, monthOf } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { roundHalfAway, sum } from '../kernel/money';
import type { RowOf } from '../kernel/sheet-template';
import { breakEven } from '../metrics/break-even';
import type { Plans } from '../metrics/planned';
import type { PnlMonth, Sums } from '../metrics/pnl-months';
import { withoutVat } from '../metrics/vat';

export type PnlRow = RowOf<typeof pnlSheet>;
export type PnlLine = keyof (typeof pnlSheet)['columns']['line']['words'];
/** Lines in the order of the tab. */
export const pnlLines = Object.keys(pnlSheet.columns.line.words) as readonly PnlLine[];
/** What has no date is neither spent nor held against anything. */
const undatedLines: readonly PnlLine[] = ['revenue', 'materials', 'delivery', 'installation', 'other_direct', 'marginal_profit'];

type Amounts = Readonly<Record<PnlLine, Minor | null>>;

/** All lines of a month's sums. `fixed` is what the whole month costs whatever is sold; `byHand` the break-even that people set. */
function linesOf(sums: Sums, { needed, byHand }: { readonly needed: Minor | null; readonly byHand: Minor | null }): Amounts {
  const marginal = sums.revenue - sum([sums.materials, sums.delivery, sums.installation, sums.other_direct]),
    operating = marginal - sums.payroll - sums.operating_expenses,
    target = byHand ?? needed;
  return {
    ...sums,
    marginal_profit: marginal,
    operating_profit: operating,
    net_profit: operating - sums.taxes,
    break_even: needed,
    above_break_even: target === null ? null : sums.revenue - target,
  };
}
const neededBy = (toDate: Sums, whole: Sums): Minor | null =>
  breakEven({
    revenue: toDate.revenue,
    margin: toDate.revenue - sum([toDate.materials, toDate.delivery, toDate.installation, toDate.other_direct]),
    fixed: whole.payroll + whole.operating_expenses,
  });

/** The rows of one month with all that follows from the month itself; what follows from other months stays blank (reports/pnl-links). */
export function monthRows({ month, toDate, whole }: PnlMonth, book: Book, plans: Plans): readonly PnlRow[] {
  const byHand = book.settings.break_even,
    needed = whole === null ? null : neededBy(toDate, whole),
    amounts = linesOf(toDate, { needed, byHand }),
    projected = whole && month <= monthOf(book.today) ? linesOf(whole, { needed, byHand }) : null;
  const planOf = month === UNDATED ? () => null : plansByLine(month, book, plans);
  return (month === UNDATED ? undatedLines : pnlLines).map((line): PnlRow => {
    const amount = amounts[line],
      plan = line === 'break_even' ? byHand : planOf(line),
      isChart = line === 'revenue' && month !== UNDATED;
    return {
      month,
      line,
      amount,
      plan,
      difference: plan === null || amount === null ? null : amount - plan,
      year_ago: null,
      growth_year: null,
      previous: null,
      growth: null,
      year_to_date: null,
      projected: projected?.[line] ?? null,
      of_revenue: amount === null || line === 'break_even' || !((amounts.revenue ?? 0) > 0) ? null : amount / (amounts.revenue ?? 0),
      months_below: null,
      recognition: book.settings.revenue_recognition,
      revenue: isChart ? amount : null,
      net_profit: isChart ? amounts.net_profit : null,
      break_even: isChart ? (byHand ?? needed) : null,
    };
  });
}

/** The company's plans of a month in the basis of the report: turnover and margin are plans of contracts, receipts one of payments; installations have none. */
function plansByLine(month: string, book: Book, plans: Plans): (line: PnlLine) => Minor | null {
  const basis = book.settings.revenue_recognition,
    vat = withoutVat(book);
  const of = (metric: 'turnover' | 'receipts' | 'margin'): Minor | null => {
    const units = plans.of({ period: month, level: 'company', name: '', metric });
    return units === null ? null : roundHalfAway(Number((units * 100).toPrecision(15)));
  };
  const ex = (amount: Minor | null): Minor | null =>
    amount === null ? null : basis === 'payment' ? vat.paid(amount, firstDay(month)) : vat.contract(amount, firstDay(month));
  return (line) => {
    if (line === 'revenue') return basis === 'contract' ? ex(of('turnover')) : basis === 'payment' ? ex(of('receipts')) : null;
    return line === 'marginal_profit' && basis === 'contract' ? of('margin') : null;
  };
}
