import type { PlanMetric } from '../facts/rows';
import { planMetrics } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { isDay } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { roundHalfAway } from '../kernel/money';

/** Above `from` the rate holds, in percent: minor units of the base, or percent of the month's plan where `ofPlan`. There is no `to`, so there are no gaps (finance 1.1). */
export interface Tier {
  readonly from: Minor;
  readonly rate: number;
  readonly ofPlan?: boolean;
}
/** Tiers in the order of `from`; `whole`: the rate of the last tier below the base holds for all of it. */
export interface Scale {
  readonly tiers: readonly Tier[];
  readonly whole: boolean;
}
/** From this place (attainment or discount in percent, itself included) the factor holds; `smooth`: it goes straight to the next step's. */
export interface Step {
  readonly from: number;
  readonly factor: number;
  readonly smooth?: boolean;
}
/** A fixed sum for a signed deal that meets every condition; blank = no condition. */
export interface Bonus {
  readonly sum: Minor;
  readonly product: string;
  readonly source: string;
  /** least contract amount */
  readonly least: Minor;
  readonly from: Day | '';
  readonly to: Day | '';
}
/** Part of the bonus pool, percent, that the attainment of a plan earns. */
export interface Kpi {
  readonly metric: PlanMetric;
  readonly weight: number;
}
/** Factor of the rate by the deal's discount; `approved`: ids of deals whose discount somebody allowed. */
export interface Discounts {
  readonly steps: readonly Step[];
  readonly approved: readonly string[];
}

/** A place of a scheme's text that cannot be read: column and text as it stands, so that the line in `problems` can name it. */
export class Broken extends Error {
  readonly place: string;
  constructor(column: string, text: string) {
    super(`${column}: ${text}`);
    this.place = `${column}: «${text}»`;
  }
}

/** Pieces of a text between `;` or ends of line. */
export const parts = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A number as people type it: spaces between thousands, point or comma before the fraction; null = none. */
export function readNumber(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^\d{1,13}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}
const minor = (units: number): Minor => roundHalfAway(Number((units * 100).toPrecision(15)));

/** `0=3; 500000=4; 100%=6`: from this base (units of the currency, or percent of the plan) so many percent; `whole:` in front = on the whole base. Throws Broken. */
export function readScale(column: string, text: string): Scale {
  const whole = /^\s*whole\s*:/i.test(text),
    list = text.replace(/^\s*whole\s*:/i, '');
  const tiers = pairs(column, list, '%').map(({ from, to, mark, part }): Tier => {
    if (to > 100) throw new Broken(column, part);
    return mark ? { from, rate: to, ofPlan: true } : { from: minor(from), rate: to };
  });
  return { tiers, whole };
}

/** `0=0; 80=0.8~; 100=1`: from this percent the factor; `~` = straight on to the next one. Throws Broken. */
export const readSteps = (column: string, text: string): readonly Step[] =>
  pairs(column, text, '').map(({ from, to, smooth }): Step => (smooth ? { from, factor: to, smooth } : { from, factor: to }));

/** `1=50; 2=75`: in this month of work so many percent of the plan. Throws Broken. */
export const readRamp = (text: string): readonly { readonly month: number; readonly percent: number }[] =>
  pairs('ramp', text, '').map(({ from, to, part }) => {
    if (!Number.isInteger(from) || from < 1 || to <= 0) throw new Broken('ramp', part);
    return { month: from, percent: to };
  });

/** `contracts=40; margin=60`: weights in percent that add up to 100. Throws Broken. */
export function readKpis(text: string): readonly Kpi[] {
  const kpis = parts(text).map((part): Kpi => {
    const m = /^([a-z_]+)\s*=\s*([\d.,\s]+)%?$/i.exec(part),
      metric = planMetrics.find((one) => one === m?.[1]?.toLowerCase()),
      weight = readNumber(m?.[2] ?? '');
    if (metric === undefined || weight === null || weight === 0) throw new Broken('kpis', part);
    return { metric, weight };
  });
  const total = kpis.reduce((sum, { weight }) => sum + Math.round(weight * 1e6), 0);
  if (kpis.length > 0 && total !== 100 * 1e6) throw new Broken('kpis', text.trim());
  if (new Set(kpis.map(({ metric }) => metric)).size < kpis.length) throw new Broken('kpis', text.trim());
  return kpis;
}

/** `10=0.9; 20=0.5; approved: 41, 42`: from this discount in percent the factor of the rate; deals whose discount is approved. Throws Broken. */
export function readDiscounts(text: string): Discounts {
  const [lists, steps] = [parts(text).filter((part) => approval.test(part)), parts(text).filter((part) => !approval.test(part))];
  return { steps: readSteps('discounts', steps.join(';')), approved: lists.flatMap((list) => names(list.replace(approval, ''))) };
}
const approval = /^(approved|согласовано)\s*:/i;

/** `5000: product=Кухня, source=Сайт, amount=300000, from=2026-11-01, to=2026-11-30`: a sum for each signed deal that meets all of it. Throws Broken. */
export const readBonuses = (text: string): readonly Bonus[] =>
  parts(text).map((part) => {
    const m = /^([\d\s\u00a0\u202f.,]+)(?::(.*))?$/.exec(part),
      sum = readNumber(m?.[1] ?? '');
    if (sum === null) throw new Broken('bonuses', part);
    const says: Record<string, string> = { product: '', source: '', amount: '', from: '', to: '' };
    for (const piece of (m?.[2] ?? '').split(/,(?=\s*[a-z]+\s*=)/i).filter((one) => one.trim() !== '')) {
      const [key = '', value = ''] = piece.split(/=(.*)/).map((one) => one.trim());
      if (says[key.toLowerCase()] === undefined || value === '') throw new Broken('bonuses', part);
      says[key.toLowerCase()] = value;
    }
    const { product = '', source = '', amount = '', from = '', to = '' } = says,
      least = amount === '' ? 0 : readNumber(amount);
    if (least === null || [from, to].some((day) => day !== '' && !isDay(day)) || (from !== '' && to !== '' && to < from)) throw new Broken('bonuses', part);
    return { sum: minor(sum), product, source, least: minor(least), from, to };
  });

/** `Отдел продаж, Анна`: names between commas. */
export const names = (text: string): readonly string[] =>
  text
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

interface Pair {
  readonly from: number;
  readonly to: number;
  /** the mark asked for stands after the place */
  readonly mark: boolean;
  readonly smooth: boolean;
  readonly part: string;
}
/** `from=to` pairs in the order of places; two for one place are a mistake. */
function pairs(column: string, text: string, mark: string): readonly Pair[] {
  const found = parts(text).map((part): Pair => {
    const m = /^([\d\s\u00a0\u202f.,]+)(%?)\s*=([\d\s.,]+)%?\s*(~?)$/.exec(part),
      from = readNumber(m?.[1] ?? ''),
      to = readNumber(m?.[3] ?? '');
    if (from === null || to === null || (m?.[2] !== '' && m?.[2] !== mark)) throw new Broken(column, part);
    return { from, to, mark: m[2] !== '', smooth: m[4] !== '', part };
  });
  found.forEach(({ from, mark: marked, part }, i) => {
    if (found.findIndex((other) => other.from === from && other.mark === marked) !== i) throw new Broken(column, part);
  });
  return found.sort((a, b) => Number(a.mark) - Number(b.mark) || a.from - b.from);
}
