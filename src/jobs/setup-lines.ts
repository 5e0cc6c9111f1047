import { dealsSheet } from '../../sheets-templates/deals';
import { fieldsSheet } from '../../sheets-templates/fields';
import { managersSheet } from '../../sheets-templates/managers';
import { stagesSheet } from '../../sheets-templates/stages';
import type { Deal, Field, Manager, Stage } from '../facts/rows';
import type { World } from '../ports/world';
import { guessMeaning, guessOutcome } from './mapping-guess';
import { rowsOf } from './panel';

/** Something that a person gives a meaning: a stage an outcome, a CRM field a meaning, a manager id a name. `value` '' = not mapped. */
export interface MapLine {
  readonly kind: 'stage' | 'field' | 'manager';
  readonly crm: string;
  /** identity within its tab: crm and ids, joined by `/` */
  readonly key: string;
  /** what people call it; the id where nothing else is known */
  readonly title: string;
  /** webhooks of amoCRM bring no names of stages: true asks for one */
  readonly nameless: boolean;
  /** a deal that carries it, so that a person can look in the CRM what the id stands for; null when it is not needed */
  readonly example: { readonly title: string; readonly link: string } | null;
  /** where it belongs: the pipeline, the crm */
  readonly group: string;
  readonly value: string;
  /** what its name suggests; '' = nothing */
  readonly guess: string;
}

/** Deals looked up for ids without a name. */
const EXAMPLES = 12;

export const stageKeyOf = (row: Stage): string => [row.crm, row.pipeline_id, row.stage_id].join('/');
export const fieldKeyOf = (row: Field): string => [row.crm, row.entity, row.field_id].join('/');
export const managerKeyOf = (row: Manager): string => [row.crm, row.manager_id].join('/');
/** '' = not mapped. */
export const outcomeOf = (row: Stage): string => (row.outcome === 'unmapped' ? '' : row.outcome);
export const isNameless = (row: Stage): boolean => row.stage === '' || row.stage === row.stage_id;

/** Everything that has or wants a meaning, from the tabs `stages`, `fields`, `managers`. */
export function mapLines(world: World): MapLine[] {
  let examples = EXAMPLES;
  const example = (column: 'stage_id' | 'manager_id', id: string): MapLine['example'] => (examples-- > 0 ? dealWith(world, column, id) : null);
  const rows = rowsOf<Stage>(world, stagesSheet).rows,
    signed = signedFrom(rows.map(({ row }) => row));
  const stages = rows.map(({ row }): MapLine => {
    const value = outcomeOf(row),
      nameless = isNameless(row);
    return {
      kind: 'stage',
      crm: row.crm,
      key: stageKeyOf(row),
      title: row.stage || row.stage_id,
      nameless,
      example: nameless && value === '' ? example('stage_id', row.stage_id) : null,
      group: row.pipeline || row.pipeline_id,
      value,
      guess: guessOutcome(row.stage) || (row.position !== null && row.position > (signed.get(pipelineOf(row)) ?? Number.POSITIVE_INFINITY) ? 'contract' : ''),
    };
  });
  const fields = rowsOf<Field>(world, fieldsSheet)
    .rows.filter(({ row }) => row.entity !== 'contact' && row.entity !== 'company')
    .map(
      ({ row }): MapLine => ({
        kind: 'field',
        crm: row.crm,
        key: fieldKeyOf(row),
        title: row.field || row.field_id,
        nameless: false,
        example: null,
        group: row.crm,
        value: row.meaning,
        guess: guessMeaning(row.field),
      }),
    );
  const managers = rowsOf<Manager>(world, managersSheet).rows.map(
    ({ row }): MapLine => ({
      kind: 'manager',
      crm: row.crm,
      key: managerKeyOf(row),
      title: row.manager_id,
      nameless: false,
      example: row.manager === '' ? example('manager_id', row.manager_id) : null,
      group: row.crm,
      value: row.manager,
      guess: '',
    }),
  );
  return [...stages, ...fields, ...managers];
}

const pipelineOf = (row: Stage): string => `${row.crm}/${row.pipeline_id}`;
/** Place of the first open stage of each pipeline that means a contract: what stands behind it and says nothing of itself is still a contract, for leaving it takes the contract back. */
function signedFrom(rows: readonly Stage[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const row of rows)
    if (row.position !== null && (outcomeOf(row) || guessOutcome(row.stage)) === 'contract')
      first.set(pipelineOf(row), Math.min(row.position, first.get(pipelineOf(row)) ?? Number.POSITIVE_INFINITY));
  return first;
}

/** The newest deal with this id: two service calls. */
function dealWith(world: World, column: 'stage_id' | 'manager_id', id: string): MapLine['example'] {
  const places = world.sheets.find(dealsSheet, column, id),
    last = places[places.length - 1];
  const deal = last === undefined ? undefined : (world.sheets.readSpan(dealsSheet, last, 1)[0]?.row as unknown as Deal | undefined);
  return deal ? { title: deal.deal || deal.deal_id, link: /^https:/.test(deal.link) ? deal.link : '' } : null;
}
