import type { Book } from '../facts/book';
import type { Deal, Stage } from '../facts/rows';
import { dealKey, stageKey } from '../facts/rows';
import type { Instant } from '../kernel/calendar';
import { DAY_MS } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import { compare } from '../kernel/order';

/** A stage of a pipeline with what the leads of a cohort did there. */
export interface StagePass {
  readonly stage: Stage;
  /** a step of the way to the contract, or a place beside it (refusal, postponed) */
  readonly step: boolean;
  /** leads that were ever at this step or, in the same pipeline, at a later one; beside the way: leads that were ever there */
  readonly reached: number;
  /** leads that were ever in the pipeline */
  readonly entered: number;
  /** mean length of the visits that are over, days; none -> null */
  readonly daysAverage: number | null;
}

const beside = ['refusal', 'postponed'],
  left = ['junk', 'duplicate'];

/**
 * The way of leads through each pipeline, stage by stage (Q037): skipped steps count as passed, a way back raises no count, a deal that changes pipelines is one lead in each.
 *
 * Shape   leads -> stages of the pipelines in which any lead or stage is, in the order of position; stages of junk and duplicates are no part of it
 * Time    events `created` and `stage` of these leads, whenever they came; a running visit has no length yet
 */
export function stagePasses(book: Book, leads: readonly Deal[]): readonly StagePass[] {
  const visits = visitsOf(book, leads);
  const pipelines = grouped(book.stages, ({ crm, pipeline_id }) => `${crm}/${pipeline_id}`);
  return [...pipelines.values()].flatMap((stages) => {
    const placed = inPlace(stages),
      steps = placed.filter((stage) => !beside.includes(stage.outcome) && !left.includes(stage.outcome) && !isUnplaced(stage));
    const ids = new Map(placed.map((stage) => [fullKey(stage), steps.indexOf(stage)]));
    const entered = [...visits.values()].filter((own) => own.some(({ stage }) => ids.has(stage)));
    const furthest = entered.map((own) => Math.max(0, ...own.map(({ stage }) => ids.get(stage) ?? -1)));
    return placed
      .filter((stage) => !left.includes(stage.outcome))
      .map((stage) => {
        const at = steps.indexOf(stage),
          key = fullKey(stage),
          step = at >= 0;
        const reached = step ? furthest.filter((rank) => rank >= at).length : entered.filter((own) => own.some((visit) => visit.stage === key)).length;
        return {
          stage,
          step,
          reached,
          entered: entered.length,
          daysAverage: daysAverage(entered.flatMap((own) => own.filter((visit) => visit.stage === key))),
        };
      });
  });
}

interface Visit {
  readonly stage: string;
  readonly from: Instant | null;
  readonly to: Instant | null;
}
const fullKey = (stage: Stage): string => `${stage.crm}/${stageKey(stage.pipeline_id, stage.stage_id)}`;

/** Visits of each lead in the order of time; where the events do not lead to the stage it stands at now, that one is added. */
function visitsOf(book: Book, leads: readonly Deal[]): ReadonlyMap<string, readonly Visit[]> {
  const moves = new Map(leads.map((deal) => [dealKey(deal), [] as { readonly at: Instant | null; readonly stage: string }[]]));
  for (const event of book.events)
    if (event.kind === 'created' || event.kind === 'stage') moves.get(dealKey(event))?.push({ at: event.at, stage: `${event.crm}/${event.to}` });
  return new Map(
    leads.map((deal) => {
      const own = [...(moves.get(dealKey(deal)) ?? [])].sort((a, b) => (a.at ?? -Infinity) - (b.at ?? -Infinity));
      const visits = own.map(({ at, stage }, i): Visit => ({ stage, from: at, to: own[i + 1]?.at ?? null }));
      const now = `${deal.crm}/${stageKey(deal.pipeline_id, deal.stage_id)}`,
        last = visits[visits.length - 1];
      return [dealKey(deal), last?.stage === now ? visits : [...visits, { stage: now, from: deal.stage_at, to: null }]];
    }),
  );
}

function daysAverage(visits: readonly Visit[]): number | null {
  const days = visits.flatMap(({ from, to }) => (from === null || to === null ? [] : [(to - from) / DAY_MS]));
  return days.length === 0 ? null : days.reduce((total, d) => total + d, 0) / days.length;
}

/** Neither a place nor a meaning: the stage came with an event and nobody has looked at it. It is no step, or its deals would count as past every other. */
const isUnplaced = ({ outcome, position }: Stage): boolean => position === null && ranks[outcome] === undefined;
const ranks: Readonly<Record<string, number>> = { new: 0, in_work: 1, postponed: 1, measurement: 2, quote: 3, contract: 4, done: 5 };

/** By position; a stage that has a meaning but no position yet stands behind the last one that means as much or less. */
function inPlace(stages: readonly Stage[]): readonly Stage[] {
  const ordered = stages
    .map((stage, i) => ({ stage, i }))
    .sort((a, b) => compare(a.stage.position ?? Infinity, b.stage.position ?? Infinity) || compare(unseen(a.stage), unseen(b.stage)) || a.i - b.i)
    .map(({ stage }) => stage);
  const placed = ordered.filter(({ position }) => position !== null);
  for (const stage of ordered.filter(({ position }) => position === null)) {
    const rank = ranks[stage.outcome] ?? Infinity,
      before = placed.map((one) => (ranks[one.outcome] ?? Infinity) <= rank).lastIndexOf(true);
    placed.splice(rank === Infinity ? placed.length : before + 1, 0, stage);
  }
  return placed;
}
/** Stages that nobody has named or placed yet stand last, by their id: their rows lie in the order in which events happened to arrive. */
const unseen = ({ stage, stage_id, position }: Stage): string => (position === null && stage === stage_id ? stage_id.padStart(24, '0') : '');
