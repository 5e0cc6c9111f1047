import type { DealRecord } from '../../ports/crm-adapter';
import { type FormMap, isList, itemsOf } from '../form';
import { text } from './fields';
import { timeIn, type Where } from './leaves';

/** Events of amoCRM's own history that we ask for (A-EV), and the letter under which a body keeps each. */
export const historyTypes = {
  lead_status_changed: 's',
  entity_responsible_changed: 'o',
  sale_field_changed: 'p',
} as const;
type Letter = (typeof historyTypes)[keyof typeof historyTypes];

/** One step of a deal's life as a body keeps it: letter, Unix seconds, then what stands there since and what stood there before (`s`: pipeline, stage of each). */
interface Step {
  readonly letter: string;
  readonly at: number;
  readonly said: readonly string[];
}
const LOST_AND_WON: readonly string[] = ['142', '143'];

/**
 * The deal as it is now, after one record for each step that amoCRM remembers; before them its birth, where the first step tells what stood there before. A lead that is closed although no
 * step says so (amoCRM forgot, or it was imported) is closed at its `closed_at`. Of several steps of one kind in a second the last counts. No history asked for: the record alone.
 */
export function withHistory(now: DealRecord, lead: FormMap, where: Where): DealRecord[] {
  if (lead.history === undefined) return [now];
  const steps = itemsOf(lead.history)
    .flatMap(([, step]) => (isList(step) ? [step.map(text)] : []))
    .map(([letter = '', at = '', ...said]): Step => ({ letter, at: Number(at) * 1000, said }));
  const base = {
    crm: now.crm,
    dealId: now.dealId,
    past: true as const,
    ...(now.createdAt ? { createdAt: now.createdAt } : {}),
    ...(now.account ? { account: now.account } : {}),
  };
  const firstOf = (letter: Letter): Step | undefined => steps.find((step) => step.letter === letter),
    moved = firstOf('s'),
    last = [...steps].reverse().find(({ letter }) => letter === 's'),
    closedAt = timeIn(lead, where, 'closed_at');
  const isForgotten = LOST_AND_WON.includes(now.stageId ?? '') && closedAt !== null && (last?.said[0] !== now.pipelineId || last?.said[1] !== now.stageId);
  const born: readonly DealRecord[] =
    now.createdAt && (moved ? moved.said[3] !== '' : !isForgotten)
      ? [
          {
            ...base,
            action: 'add',
            version: now.createdAt,
            ...given('pipelineId', moved ? moved.said[2] : now.pipelineId),
            ...given('stageId', moved ? moved.said[3] : now.stageId),
            ...given('managerId', firstOf('o')?.said[1] ?? now.managerId),
            ...given('amount', firstOf('p')?.said[1] ?? now.amount),
          },
        ]
      : [];
  const counts = steps.filter(({ letter, at }, i) => !steps.some((other, n) => n > i && other.letter === letter && other.at === at));
  return [
    ...born,
    ...counts.map((step): DealRecord => ({ ...base, version: step.at, ...stepOf(step) })),
    ...(isForgotten
      ? [{ ...base, action: 'status' as const, version: closedAt, ...given('pipelineId', now.pipelineId), ...given('stageId', now.stageId) }]
      : []),
    now,
  ];
}

const given = <K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: string });

function stepOf({ letter, said: [one = '', two = ''] }: Step): Pick<DealRecord, 'action' | 'pipelineId' | 'stageId' | 'managerId' | 'amount'> {
  if (letter === 's') return { action: 'status', pipelineId: one, stageId: two };
  return letter === 'o' ? { action: 'responsible', managerId: one === '0' ? '' : one } : { action: 'update', amount: one };
}
