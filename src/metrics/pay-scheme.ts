import type { PayrollScheme, PlanMetric } from '../facts/rows';
import { planMetrics } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { isDay } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import type { Flaw } from '../kernel/problem';
import type { Bonus, Discounts, Kpi, Scale, Step } from './pay-words';
import { Broken, names, parts, readBonuses, readDiscounts, readKpis, readNumber, readRamp, readScale, readSteps } from './pay-words';

export type PayBase = 'contract' | 'receipts' | 'margin';
export const payBases: readonly PayBase[] = ['contract', 'receipts', 'margin'];

/** One version of a scheme of one manager, read from a row of `payroll_schemes`. */
export interface Scheme extends Version {
  readonly name: string;
  readonly base: PayBase;
  readonly fixed: Minor;
  readonly own: Scale;
  readonly metric: PlanMetric | null;
  readonly steps: readonly Step[];
  readonly refundRule: 'reverse' | 'net';
  /** a refund later than so many days after its line takes nothing back; null = always */
  readonly window: number | null;
  /** most that a month pays, fixed part included */
  readonly cap: Minor | null;
  /** departments and people whose deals the scale `team` is filled with; the head's own deals only where his name stands here */
  readonly team: readonly string[];
  readonly teamScale: Scale;
  /** least that a full month pays, fixed part included; `recoverable`: later months repay it */
  readonly guarantee: Minor | null;
  readonly recoverable: boolean;
  readonly ramp: readonly { readonly month: number; readonly percent: number }[];
  readonly bonuses: readonly Bonus[];
  readonly discounts: Discounts;
  /** what all KPIs reached in full bring */
  readonly pool: Minor;
  readonly kpis: readonly Kpi[];
  /** a KPI without plan: its weight goes to the others, or is lost */
  readonly unplanned: 'share' | 'zero';
  /** margins below 0 lower the base of the month instead of counting as 0 */
  readonly carriesLoss: boolean;
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
  const metric = row.plan_metric.trim(),
    own = readScale('tiers', row.tiers),
    team = names(row.team),
    teamScale = readScale('team_tiers', row.team_tiers);
  if (metric !== '' && !isMetric(metric)) throw new Broken('plan_metric', metric);
  const steps = readSteps('multipliers', row.multipliers);
  if (steps.length > 0 && metric === '') throw new Broken('plan_metric', '');
  if (team.length > 0 && row.manager.trim() === '') throw new Broken('team', row.team); // whose team it is has to be said
  if (teamScale.tiers.length > 0 && team.length === 0) throw new Broken('team', '');
  const kpis = readKpis(row.kpis);
  if (row.refund_window !== null && row.refund_window < 0) throw new Broken('refund_window', String(row.refund_window));
  return {
    name: row.scheme.trim(),
    manager: row.manager.trim(),
    validFrom: row.valid_from ?? '',
    base: oneOf('base', row.base, payBases, 'contract'),
    fixed: notBelowZero('fixed', row.fixed) ?? 0,
    own,
    metric: metric === '' ? null : (metric as PlanMetric),
    steps,
    refundRule: oneOf('refund_rule', row.refund_rule, ['reverse', 'net'], 'reverse'),
    window: row.refund_window,
    cap: notBelowZero('cap', row.cap),
    team,
    teamScale,
    guarantee: notBelowZero('guarantee', row.guarantee),
    recoverable: oneOf('guarantee_rule', row.guarantee_rule, ['gift', 'draw'], 'gift') === 'draw',
    ramp: readRamp(row.ramp),
    bonuses: readBonuses(row.bonuses),
    discounts: readDiscounts(row.discounts),
    pool: notBelowZero('kpi_pool', row.kpi_pool) ?? 0,
    kpis,
    unplanned: oneOf('kpi_without_plan', row.kpi_without_plan, ['share', 'zero'], 'share'),
    carriesLoss: oneOf('negative_margin', row.negative_margin, ['zero', 'carry'], 'zero') === 'carry',
  };
}

/** A word of a column; blank = the usual one. */
function oneOf<W extends string>(column: string, text: string, words: readonly W[], usual: W): W {
  const word = text.trim() || usual,
    found = words.find((one) => one === word);
  if (found === undefined) throw new Broken(column, word);
  return found;
}
function notBelowZero(column: string, amount: Minor | null): Minor | null {
  if (amount !== null && amount < 0) throw new Broken(column, String(amount / 100));
  return amount;
}
const isMetric = (text: string): boolean => (planMetrics as readonly string[]).includes(text);

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
