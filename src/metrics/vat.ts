import type { Book } from '../facts/book';
import type { Day } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { mulDiv, roundHalfAway } from '../kernel/money';

/** Rates are kept to six places of a fraction. */
const PLACES = 1_000_000;

export interface VatRate {
  /** millionths: 0.22 is 220,000 */
  readonly rate: number;
  readonly deductible: boolean;
}

/**
 * The company's VAT on a day: the latest row of tab `vat_rates` for its regime that is valid by then (finance 3.5). No VAT in the settings, or no row -> null.
 *
 * Time    a row holds from its `valid_from` (blank: always) until the next one of its regime
 */
export function vatOn(day: Day, book: Pick<Book, 'settings' | 'vatRates'>): VatRate | null {
  const { vat_mode, vat_regime } = book.settings;
  if (vat_mode === 'none') return null;
  let best: { readonly from: string; readonly vat: VatRate } | null = null;
  for (const row of book.vatRates) {
    const from = row.valid_from ?? '';
    if (row.regime !== vat_regime || row.rate === null || !(row.rate >= 0) || from > day) continue;
    const fraction = row.rate > 1 ? row.rate / 100 : row.rate; // 22 is meant as 22 %
    if (best === null || from >= best.from) best = { from, vat: { rate: roundHalfAway(fraction * PLACES), deductible: row.deductible } };
  }
  return best === null ? null : best.vat;
}

/** An amount with VAT in it without it, rounded once half away from zero; null = no VAT. */
export const exVat = (amount: Minor, vat: VatRate | null): Minor => (vat === null ? amount : mulDiv(amount, PLACES, PLACES + vat.rate));

/**
 * How amounts of a book come without VAT. `contract`: what was signed or done; `paid`: what came, VAT always in it; `cost`: direct costs of deals, whose VAT is deducted only
 * where the regime says so and amounts are entered with it.
 */
export interface ExVat {
  readonly contract: (amount: Minor, day: Day | null) => Minor;
  readonly paid: (amount: Minor, day: Day | null) => Minor;
  readonly cost: (amount: Minor, day: Day | null) => Minor;
}
export function withoutVat(book: Pick<Book, 'settings' | 'vatRates' | 'today'>): ExVat {
  const known = new Map<Day, VatRate | null>(),
    included = book.settings.vat_mode === 'included';
  const vat = (day: Day | null): VatRate | null => {
    const on = day ?? book.today,
      found = known.has(on) ? (known.get(on) ?? null) : vatOn(on, book);
    known.set(on, found);
    return found;
  };
  const deducted = (day: Day | null): VatRate | null => {
    const found = vat(day);
    return found?.deductible ? found : null;
  };
  return {
    contract: (amount, day) => (included ? exVat(amount, vat(day)) : amount),
    paid: (amount, day) => exVat(amount, vat(day)),
    cost: (amount, day) => (included ? exVat(amount, deducted(day)) : amount),
  };
}
