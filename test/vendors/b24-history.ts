import { failed, type Outcome } from './b24-batch';
import { b24Firm, semanticOf } from './b24-firm';
import type { B24Spec, Keys } from './b24-list';
import type { Change, Stage } from './model';
import { type Tree, textAt } from './wire';

/** `crm.stagehistory.list` (crm-formats 3.3): `TYPE_ID` 1 created, 2 on the way, 3 final, 5 into another funnel; numbers are numbers, times are UTC. */

const stages = new Map<string, Stage>(
  [...b24Firm.pipelines, ...(b24Firm.leads ? [b24Firm.leads] : [])].flatMap((pipeline) =>
    pipeline.stages.map((stage) => [`${pipeline.id}/${stage.id}`, stage] as const),
  ),
);
const semanticAfter = ({ after }: Change) => semanticOf(stages.get(`${after?.pipelineId}/${after?.stageId}`)?.role ?? 'new');
const typeOf = (change: Change): number => {
  if (change.action === 'add') return 1;
  if (change.before?.pipelineId !== change.after?.pipelineId) return 5;
  return semanticAfter(change) === 'P' ? 2 : 3;
};

/** `rows`: births and moves of the leads or deals that there still are; `list` makes the pages. */
export function stageHistory(
  rows: Readonly<Record<'1' | '2', () => readonly Change[]>>,
  list: (spec: B24Spec<Change>, params: Tree) => Outcome,
): (params: Tree) => Outcome {
  return (params) => {
    const type = textAt(params, 'entityTypeId');
    if (type !== '1' && type !== '2') return failed(400, 0, "Parameter 'entityTypeId' is wrong"); // the code is the number 0
    const isDeal = type === '2';
    const keys: Keys<Change> = {
      ID: { kind: 'number', of: (row) => row.n },
      TYPE_ID: { kind: 'number', of: typeOf },
      OWNER_ID: { kind: 'number', of: (row) => row.id() },
      CREATED_TIME: { kind: 'time', of: (row) => row.at },
      ...(isDeal ? { CATEGORY_ID: { kind: 'number', of: (row: Change) => Number(row.after?.pipelineId) } } : {}),
      [isDeal ? 'STAGE_ID' : 'STATUS_ID']: { kind: 'text', of: (row) => row.after?.stageId ?? null },
    };
    const json = (row: Change) => ({
      ID: row.n,
      TYPE_ID: typeOf(row),
      OWNER_ID: row.id(),
      CREATED_TIME: `${new Date(row.at).toISOString().slice(0, 19)}+00:00`,
      ...(isDeal
        ? { CATEGORY_ID: Number(row.after?.pipelineId), STAGE_SEMANTIC_ID: semanticAfter(row), STAGE_ID: row.after?.stageId }
        : { STATUS_SEMANTIC_ID: semanticAfter(row), STATUS_ID: row.after?.stageId }),
    });
    return list({ rows: rows[type], id: (row) => row.n, idKey: 'ID', keys, json }, params);
  };
}
