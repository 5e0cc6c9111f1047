import { payrollSheet } from '../../sheets-templates/payroll';
import { payrollLinesSheet } from '../../sheets-templates/payroll-lines';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import type { Book } from '../facts/book';
import type { PayrollScheme } from '../facts/rows';
import { problemRow } from '../i18n/speak';
import type { Month } from '../kernel/calendar';
import { addMonths, firstDay, monthOf, monthsBetween } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { compare } from '../kernel/order';
import type { Pay } from '../metrics/pay-ledger';
import { readSchemes } from '../metrics/pay-scheme';
import { cliffs } from '../metrics/pay-tiers';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { payOf } from '../reports/pay-rows';
import { inMonths } from '../reports/report';
import { loadBook } from './load-book';
import { titleOf } from './panel';

/** Units of the currency. */
export interface Worth {
  readonly base: number;
  readonly fixed: number;
  readonly variable: number;
  readonly multiplier: number | null;
  readonly corrections: number;
  readonly lost: number;
  readonly total: number;
}
export interface SchemePreview {
  readonly month: Month;
  /** what of the draft cannot be read, in the user's language; then nothing is computed */
  readonly wrong: readonly string[];
  /** everybody who is paid in the month, by name; null: by this side he is not */
  readonly rows: readonly { readonly manager: string; readonly now: Worth | null; readonly draft: Worth | null }[];
  /** borders of a scale on the whole base, where one kopeck more re-rates everything */
  readonly cliffs: readonly { readonly from: number; readonly below: number; readonly above: number }[];
}

const major = (amount: Minor): number => amount / 100;
const worth = ({ base, fixed, variable, multiplier, corrections, lost, total }: Pay): Worth => ({
  base: major(base),
  fixed: major(fixed),
  variable: major(variable),
  multiplier,
  corrections: major(corrections),
  lost: major(lost),
  total: major(total),
});

/** What of a row cannot be read, in the user's language. */
export const flawsOf = (world: World, row: PayrollScheme): readonly string[] =>
  readSchemes([row]).flaws.map((flaw) => {
    const details: Record<string, string> = { ...flaw.details } as never,
      why = (details.why ?? '').replace(/^[a-z_]+/, (key) => titleOf(payrollSchemesSheet, key, world.lang));
    return problemRow({ ...flaw, details: { ...details, why } as never }, { tab: payrollSchemesSheet.title[world.lang], at: world.now, lang: world.lang }).what;
  });

/**
 * What each manager would have got last month under a draft, against what he gets now: the same ledger over the same facts, on top of the months before as they were paid. The draft holds for
 * the whole month, whenever it is to begin. Reads the facts of last month and of this one, and the two tabs of pay; writes nothing.
 */
export function previewOf(
  world: World,
  { draft, others }: { readonly draft: PayrollScheme; readonly others: readonly Placed<PayrollScheme>[] },
): SchemePreview {
  const month = addMonths(monthOf(world.today), -1),
    wrong = flawsOf(world, draft);
  if (wrong.length > 0) return { month, wrong, rows: [], cliffs: [] };
  const { book } = loadBook(world, { months: new Set([month]), paid: monthsBetween(month, monthOf(world.today)) }),
    begin = firstDay(month);
  const rival = ({ row }: Placed<PayrollScheme>): boolean => row.manager.trim() === draft.manager.trim() && (row.valid_from ?? '') > begin;
  const stands = new Map([payrollSheet, payrollLinesSheet].map((sheet) => [sheet.key as string, world.sheets.read(sheet).rows.map(({ row }) => row)]));
  const paysOf = (schemes: Book['schemes']): ReadonlyMap<string, Pay> =>
    new Map(payOf({ ...book, schemes }, inMonths(new Set([month]), new Set()), (key) => stands.get(key) ?? []).pays.map((pay) => [pay.manager, pay]));
  const now = paysOf(book.schemes),
    then = paysOf([...others.filter((one) => !rival(one)).map(({ row }) => row), { ...draft, valid_from: begin }]);
  return {
    month,
    wrong,
    rows: [...new Set([...now.keys(), ...then.keys()])].sort(compare).map((manager) => {
      const [was, is] = [now.get(manager), then.get(manager)];
      return { manager, now: was ? worth(was) : null, draft: is ? worth(is) : null };
    }),
    cliffs: readSchemes([draft]).schemes.flatMap(({ own }) =>
      cliffs(own).map(({ from, below, above }) => ({ from: major(from), below: major(below), above: major(above) })),
    ),
  };
}
