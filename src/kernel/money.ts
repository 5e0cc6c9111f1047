/** Money is a whole number of minor units (kopecks, cents); only the sheet store turns it into units of the currency and back (Q185). */
export type Minor = number;

/** Half away from zero, the rounding of accountants; -2.5 becomes -3. */
export const roundHalfAway = (x: number): number => (x < 0 ? -Math.round(-x) : Math.round(x));

/**
 * `amount × numerator ÷ denominator`, exact, rounded once half away from zero. Goes through BigInt, so that a turnover times a rate never leaves the safe integers.
 * Throws RangeError when an argument is not whole or the denominator is 0.
 */
export function mulDiv(amount: Minor, numerator: number, denominator: number): Minor {
  const product = BigInt(amount) * BigInt(numerator),
    by = BigInt(denominator),
    zero = BigInt(0);
  const negative = product < zero !== by < zero;
  const size = product < zero ? -product : product,
    part = by < zero ? -by : by;
  const rounded = (size * BigInt(2) + part) / (part * BigInt(2));
  return Number(negative ? -rounded : rounded);
}

/** Sum of amounts, blanks left out. */
export const sum = (amounts: readonly (Minor | null)[]): Minor => amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);

/**
 * Splits `total` by `weights` to the last minor unit: largest remainder, ties to the earlier share (Q069, Q185). The parts add up to `total`;
 * all weights 0 (or none positive) -> null, so that the caller says what stays unallocated. Negative weights count as 0.
 */
export function split(total: Minor, weights: readonly number[]): Minor[] | null {
  const positive = weights.map((w) => (w > 0 ? w : 0)),
    whole = sum(positive);
  if (!(whole > 0)) return null;
  const sign = total < 0 ? -1 : 1,
    size = Math.abs(total);
  const exact = positive.map((w) => shareOf(size, w, whole));
  const parts = exact.map((share) => share.floor);
  const order = exact.map((share, i) => ({ i, rest: share.rest })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  let left = size - sum(parts);
  for (const { i } of order) {
    if (left === 0) break;
    parts[i] = (parts[i] ?? 0) + 1;
    left -= 1;
  }
  return parts.map((part) => (part === 0 ? 0 : sign * part));
}

/** Whole weights are shared out exactly; fractional ones (days, shares) in floating point, which only decides who gets a last kopeck. */
function shareOf(size: Minor, weight: number, whole: number): { readonly floor: Minor; readonly rest: number } {
  if (Number.isSafeInteger(weight) && Number.isSafeInteger(whole)) {
    const product = BigInt(size) * BigInt(weight),
      by = BigInt(whole);
    return { floor: Number(product / by), rest: Number(product % by) / whole };
  }
  const exact = (size * weight) / whole,
    floor = Math.floor(exact);
  return { floor, rest: exact - floor };
}

/**
 * Reads an amount as people and CRMs write it: `1846.56`, `1 846,56`, `1,846.56`, `€ 3.500,00`, `-100`, a number. Blank -> null; not an amount -> undefined.
 * The last `,` or `.` followed by one or two digits is the decimal sign; otherwise separators group thousands. A lone dot before three digits is what `loneDot` says: people mean
 * thousands (`1.500`), CRMs write numbers as programs do (`450.125`).
 */
export function readAmount(raw: unknown, loneDot: 'thousands' | 'decimal' = 'thousands'): Minor | null | undefined {
  if (raw === null || raw === undefined) return null;
  if (typeof raw === 'number') return Number.isFinite(raw) && Math.abs(raw) < 1e13 ? roundHalfAway(Number((raw * 100).toPrecision(15))) : undefined;
  if (typeof raw !== 'string') return undefined;
  const text = raw.replace(/[\s\u00a0\u202f'’]|₽|руб\.?|€|\$|£/g, '');
  if (text === '') return raw.trim() === '' ? null : undefined;
  const m = /^([+-]?)(\d[\d.,]*|[.,]\d{1,2})$/.exec(text.replace('−', '-'));
  if (!m) return undefined;
  const digits = m[2] ?? '',
    cut = /[.,](\d*)$/.exec(digits),
    tail = cut?.[1] ?? '';
  const separators = digits.replace(/\d/g, ''),
    alone = separators.length === 1;
  const grouping =
    cut !== null &&
    tail.length === 3 &&
    !(alone && separators === '.' && loneDot === 'decimal') &&
    (!alone || separators === ',' || /^\d{1,3}[.,]\d{3}$/.test(digits)) &&
    !(alone && digits.startsWith('0'));
  const hasFraction = cut !== null && !grouping && (alone || separators.slice(0, -1).indexOf(separators.slice(-1)) < 0);
  const whole = (hasFraction ? digits.slice(0, digits.length - tail.length - 1) : digits).replace(/[.,]/g, '');
  const fraction = hasFraction ? tail : '';
  if (whole.length > 13) return undefined;
  const rounded = roundHalfAway(Number(`0.${fraction || '0'}`) * 100);
  const size = Number(whole || '0') * 100 + rounded;
  return m[1] === '-' && size !== 0 ? -size : size;
}
