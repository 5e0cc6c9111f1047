import type { Instant } from '../../kernel/calendar';
import { wholeSecond } from '../../kernel/calendar';
import type { DealRecord } from '../../ports/crm-adapter';
import { CRM, LEADS, latest } from './words';

/** A line of the stage history. `isBirth`: it tells of the creation. */
export interface Move {
  readonly at: Instant;
  readonly pipelineId: string;
  readonly stageId: string;
  readonly isBirth: boolean;
}
/** A deal or lead and where it has stood, in the order of time. */
export interface Told {
  readonly now: DealRecord;
  readonly moves: readonly Move[];
}

/** What happens within one second cannot be told apart afterwards: the last of it counts. */
const oneASecond = (moves: readonly Move[]): Move[] =>
  moves.flatMap((move, i) => (Math.floor((moves[i + 1]?.at ?? Number.POSITIVE_INFINITY) / 1000) === Math.floor(move.at / 1000) ? [] : [move]));

/**
 * All that is known of a deal as records: one for each move (`past`: where it stood, and nothing else, so the same move told twice is the same record), and the deal as it is now.
 * A deal that was a lead is one journey: it was created when the lead was, has its source, and stood at its stages before its own (the stages of a lead that goes on beside its deal,
 * CONVERTED among them, are no part of it).
 */
export function journeyOf({ now, moves }: Told, lead?: Told | undefined): DealRecord[] {
  const born = now.createdAt ?? null,
    createdAt = lead?.now.createdAt ?? born,
    dated = createdAt === null ? {} : { createdAt };
  const before = lead?.moves.filter(({ at }) => at < wholeSecond(born ?? 0)) ?? [],
    all = oneASecond([...before, ...moves]);
  const base = { crm: CRM, dealId: now.dealId, ...dated, past: true } as const,
    own = lead?.now.own?.source ? { own: { source: lead.now.own.source } } : {};
  const told = all.map(
    ({ at, pipelineId, stageId, isBirth }, i): DealRecord => ({
      ...base,
      action: i === 0 && isBirth ? 'add' : 'status',
      version: at,
      pipelineId,
      stageId,
      ...(i === 0 ? own : {}),
    }),
  );
  const birth: DealRecord[] =
    lead && before.length === 0 && createdAt !== null ? [{ ...base, action: 'add', version: createdAt, pipelineId: LEADS, ...own }] : [];
  const last = all[all.length - 1],
    stands = last && last.stageId === now.stageId && last.pipelineId === now.pipelineId;
  const version = now.version === null ? null : latest(now.version, stands ? last.at : null); // a move to another funnel need not touch the deal's own time
  return [...birth, ...told, { ...now, ...dated, version }];
}

/** A lead that lives on in a deal is no row of its own: deleted from its birth on, whenever this comes, and as it is now. */
export const takenOut = ({ dealId, createdAt, version }: DealRecord): DealRecord[] =>
  [createdAt ?? version, version].map((at) => ({ crm: CRM, dealId, action: 'delete', version: at, ...(createdAt === undefined ? {} : { createdAt }) }));
