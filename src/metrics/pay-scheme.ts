import type { PayrollScheme, PlanMetric } from '../facts/rows';
import { planMetrics } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { isDay } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { roundHalfAway } from '../kernel/money';
import type { Flaw } from '../kernel/problem';

export type PayBase = 'contract' | 'receipts' | 'margin';
export const payBases: readonly PayBase[] = ['contract', 'receipts', 'margin'];

/** Above `from` (minor units of the base) the rate holds; `rate` in percent. There is no `to`, so there are no gaps (finance 1.1). */
export interface Tier {
  readonly from: Minor;
  readonly rate: number;
}
/** From this attainment (percent, itself included) the factor holds. */
export interface Step {
  readonly from: number;
  readonly factor: number;
}

/** One version of a scheme of one manager, read from a row of `payroll_schemes`. */
export interface Scheme extends Version {
  readonly name: string;
  readonly base: PayBase;
  readonly fixed: Minor;
  readonly tiers: readonly Tier[];
  /** the rate of the whole base is that of its last tier, instead of step by step */
  readonly whole: boolean;
  readonly metric: PlanMetric | null;
  readonly steps: readonly Step[];
  readonly refundRule: 'reverse' | 'net';
  /** most that a month pays, fixed part included */
  readonly cap: Minor | null;
}
/** Shares of one deal, adding up to 100 %. */
export interface DealSplit {
  readonly dealId: string;
  readonly validFrom: Day | '';
  readonly shares: readonly { readonly manager: string; readonly percent: number }[];
}

/** `broken`: rows that could not be read; from their day on their manager is not paid until they are mended. */
export interface Schemes {
  readonly schemes: readonly Scheme[];
  readonly broken: readonly Version[];
  readonly splits: readonly DealSplit[];
  readonly flaws: readonly Flaw[];
}
/** Whose version and since when; manager '' = everybody without a version of his own. */
export interface Version {
  readonly manager: string;
  readonly validFrom: Day | '';
}

/** A broken place of a scheme's text: column and text as it stands, so that the line in `problems` can name it. */
class Broken extends Error {
  readonly place: string;
  constructor(column: string, text: string) {
    super(`${column}: ${text}`);
    this.place = `${column}: «${text}»`;
  }
}

/**
 * Reads the tab `payroll_schemes`. A row that cannot be read is set aside with a flaw that names scheme and place: nobody is paid by a guess, and everybody else is paid (Q079).
 * A row without manager holds for everybody in `managers` who has none of his own.
 * A split that cannot be read, or whose shares do not add up to 100 %, is set aside alone: the deal stays with its owner.
 */
export function readSchemes(rows: readonly PayrollScheme[]): Schemes {
  const schemes: Scheme[] = [],
    broken: Version[] = [],
    splits: DealSplit[] = [],
    flaws: Flaw[] = [];
  const flaw = (row: PayrollScheme, why: string): void => {
    flaws.push({ code: 'scheme-wrong', details: { scheme: row.scheme || row.manager, why }, row: row.scheme });
  };
  for (const row of rows) {
    try {
      schemes.push(readScheme(row));
    } catch (e) {
      if (!(e instanceof Broken)) throw e;
      broken.push({ manager: row.manager.trim(), validFrom: row.valid_from ?? '' });
      flaw(row, e.place);
    }
    const read = readSplits(row);
    splits.push(...read.splits);
    for (const place of read.broken) flaw(row, place);
  }
  return { schemes, broken, splits, flaws };
}

function readScheme(row: PayrollScheme): Scheme {
  const base = row.base.trim() || 'contract',
    rule = row.refund_rule.trim() || 'reverse',
    metric = row.plan_metric.trim();
  if (!isPayBase(base)) throw new Broken('base', base);
  if (rule !== 'reverse' && rule !== 'net') throw new Broken('refund_rule', rule);
  if (metric !== '' && !isMetric(metric)) throw new Broken('plan_metric', metric);
  const steps = readSteps(row.multipliers);
  if (steps.length > 0 && metric === '') throw new Broken('plan_metric', '');
  if ((row.fixed ?? 0) < 0) throw new Broken('fixed', String((row.fixed ?? 0) / 100));
  if (row.cap !== null && row.cap < 0) throw new Broken('cap', String(row.cap / 100));
  return {
    name: row.scheme.trim(),
    manager: row.manager.trim(),
    validFrom: row.valid_from ?? '',
    base,
    fixed: row.fixed ?? 0,
    ...readTiers(row.tiers),
    metric: metric === '' ? null : (metric as PlanMetric),
    steps,
    refundRule: rule,
    cap: row.cap,
  };
}
const isPayBase = (text: string): text is PayBase => (payBases as readonly string[]).includes(text);
const isMetric = (text: string): boolean => (planMetrics as readonly string[]).includes(text);

/** `0=3; 500000=4`: from this base (units of the currency) so many percent; `whole:` in front = on the whole base. Blank = no variable part. */
function readTiers(text: string): { readonly tiers: readonly Tier[]; readonly whole: boolean } {
  const whole = /^\s*whole\s*:/i.test(text),
    list = whole ? text.replace(/^\s*whole\s*:/i, '') : text;
  const tiers = pairs('tiers', list).map(({ from, to, part }) => {
    if (from < 0 || to < 0 || to > 100) throw new Broken('tiers', part);
    return { from: roundHalfAway(Number((from * 100).toPrecision(15))), rate: to };
  });
  return { tiers, whole };
}

/** `0=0.8; 80=1; 100.01=1.1`: from this attainment in percent the factor. */
const readSteps = (text: string): readonly Step[] =>
  pairs('multipliers', text).map(({ from, to, part }) => {
    if (from < 0 || to < 0) throw new Broken('multipliers', part);
    return { from, factor: to };
  });

function pairs(column: string, text: string): { readonly from: number; readonly to: number; readonly part: string }[] {
  const found = parts(text).map((part) => {
    const m = /^([\d\s\u00a0\u202f.,]+)=([\d\s.,]+)%?$/.exec(part),
      from = readNumber(m?.[1] ?? ''),
      to = readNumber(m?.[2] ?? '');
    if (from === null || to === null) throw new Broken(column, part);
    return { from, to, part };
  });
  found.forEach(({ from, part }, i) => {
    if (found.findIndex((other) => other.from === from) !== i) throw new Broken(column, part);
  });
  return found.sort((a, b) => a.from - b.from);
}
const parts = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A number as people type it: spaces between thousands, point or comma before the fraction. */
function readNumber(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^\d{1,13}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}

/** `41: Анна=60, Борис=40; 42: …`; shares in percent. */
function readSplits(row: PayrollScheme): { readonly splits: readonly DealSplit[]; readonly broken: readonly string[] } {
  const splits: DealSplit[] = [],
    broken: string[] = [];
  for (const part of parts(row.splits)) {
    const m = /^([^:]+):(.+)$/.exec(part);
    const shares = (m?.[2] ?? '')
      .split(/,(?=[^,=]*[^\d,=\s][^,=]*=)/)
      .map((piece) => /^\s*(.+?)\s*=\s*([\d.,]+)\s*%?\s*$/.exec(piece))
      .map((found) => ({ manager: found?.[1] ?? '', percent: readNumber(found?.[2] ?? '') }));
    const total = shares.reduce((sum, share) => sum + Math.round((share.percent ?? Number.NaN) * 1e6), 0);
    if (!m || total !== 100 * 1e6 || shares.some((share) => share.manager === '')) {
      broken.push(`splits: «${part}»`);
      continue;
    }
    splits.push({
      dealId: (m[1] ?? '').trim(),
      validFrom: row.valid_from ?? '',
      shares: shares.map(({ manager, percent }) => ({ manager, percent: percent ?? 0 })),
    });
  }
  return { splits, broken };
}

/**
 * The version by which a manager is paid on a day: the latest of his own that holds by then, else the latest of everybody's; of two with one day the lower row. None -> null;
 * `broken` when it is a row that could not be read.
 */
export function schemeOn({ schemes, broken }: Schemes, manager: string, day: Day): Scheme | 'broken' | null {
  for (const whose of [manager, '']) {
    const own = latest(schemes, whose, day),
      wrong = latest(broken, whose, day);
    if (wrong !== null && (own === null || wrong.validFrom >= own.validFrom)) return 'broken';
    if (own !== null) return own;
  }
  return null;
}

function latest<V extends Version>(versions: readonly V[], manager: string, day: Day): V | null {
  let best: V | null = null;
  for (const version of versions)
    if (version.manager === manager && holds(version, day) && (best === null || version.validFrom >= best.validFrom)) best = version;
  return best;
}

/** Shares of a deal on a day; a deal that nobody shares -> null. */
export function splitOn(splits: readonly DealSplit[], dealId: string, day: Day): DealSplit['shares'] | null {
  let best: DealSplit | null = null;
  for (const one of splits) if (one.dealId === dealId && holds(one, day) && (best === null || one.validFrom >= best.validFrom)) best = one;
  return best === null ? null : best.shares;
}

const holds = (version: { readonly validFrom: Day | '' }, day: Day): boolean =>
  version.validFrom === '' || (isDay(version.validFrom) && version.validFrom <= day);
