import type { DealMapping } from '../../src/facts/deal-mapping';
import type { DealRecord, TimedRecord } from '../../src/facts/deal-record';
import type { Meaning, Outcome } from '../../src/facts/rows';

/** Stages of pipeline 1 by id, fields by the meaning that is their id: what a person has mapped in these tests. */
const outcomes: Readonly<Record<string, Outcome>> = {
  '10': 'new',
  '20': 'in_work',
  '30': 'measurement',
  '40': 'quote',
  '50': 'contract',
  '60': 'done',
  '142': 'contract',
  '143': 'refusal',
};

export const mappingOf = (
  options: { readonly zone?: string; readonly meanings?: readonly Meaning[]; readonly outcomes?: Readonly<Record<string, Outcome>> } = {},
): DealMapping => {
  const meanings = options.meanings ?? [],
    known = options.outcomes ?? outcomes;
  return {
    zone: options.zone ?? 'Europe/Moscow',
    stage: (_crm, _pipeline, stage) => {
      const outcome = known[stage] ?? 'unmapped';
      return { outcome, closed: ['142', '143'].includes(stage) || ['refusal', 'junk', 'done', 'duplicate'].includes(outcome) };
    },
    meaning: (_crm, field) => meanings.find((meaning) => meaning === field) ?? '',
    isMapped: (_crm, meaning) => meanings.includes(meaning),
    managerName: (_crm, id) => (id === '7' ? 'Анна' : id),
    clientName: () => '',
    link: () => '',
  };
};

/** Fields by the id that is their meaning. */
export const fields = (values: Partial<Record<Meaning, string>>): NonNullable<DealRecord['fields']> =>
  Object.entries(values).map(([id, value]) => ({ id, name: id, values: [{ value }] }));

/** A record of deal 1, version `at` (ISO), received a second later unless said. */
export function record(at: string, rest: Partial<Omit<TimedRecord, 'version'>> & { readonly dp?: true } = {}): TimedRecord {
  const time = Date.parse(at),
    { dp, ...given } = rest;
  return {
    crm: 'amocrm',
    dealId: '1',
    action: 'update',
    version: dp ? null : time,
    pipelineId: '1',
    receivedAt: time + 1000,
    eventId: `e${at}${given.action ?? ''}${JSON.stringify(given.fields ?? '')}${given.stageId ?? ''}`,
    ...given,
  };
}
