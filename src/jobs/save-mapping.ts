import { fieldsSheet } from '../../sheets-templates/fields';
import { managersSheet } from '../../sheets-templates/managers';
import { stagesSheet } from '../../sheets-templates/stages';
import type { Field, Manager, Stage } from '../facts/rows';
import { meanings, outcomes } from '../facts/rows';
import { Fault } from '../kernel/fault';
import type { SheetTemplate } from '../kernel/sheet-template';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { alone, noteEdit, rowsOf } from './panel';
import { fieldKeyOf, isNameless, type MapLine, managerKeyOf, outcomeOf, stageKeyOf } from './setup-lines';
import { type SetupPage, setupPage } from './setup-panel';

/** `was`: the value that the page showed; when the tab holds another one by now, the line comes back as a conflict and is not touched. */
export interface MapChange {
  readonly kind: MapLine['kind'];
  readonly key: string;
  readonly was: string;
  readonly value: string;
  /** of a nameless stage; one that got a name meanwhile keeps it */
  readonly name: string;
}
export interface SaveMappingArgs {
  readonly changes: readonly MapChange[];
}
/** `reread`: something was changed, so the next `tick` reads the stored bodies again with the new mapping (the tabs are noted as edited) and tells how far it is. */
export interface SaveMappingResult {
  readonly saved: number;
  readonly conflicts: readonly { readonly kind: MapLine['kind']; readonly key: string; readonly mine: string; readonly theirs: string }[];
  readonly reread: boolean;
  readonly page: SetupPage;
}

/** Saves what a person mapped, all tabs at once. Throws Fault `word-unknown` before anything is written, and `busy`. */
export function saveMapping(world: World, args: SaveMappingArgs): SaveMappingResult {
  for (const change of args.changes) {
    const allowed: readonly string[] | null = change.kind === 'stage' ? outcomes : change.kind === 'field' ? meanings : null;
    if (allowed && change.value !== '' && !allowed.includes(change.value))
      throw new Fault('word-unknown', {
        value: change.value,
        column: change.kind === 'stage' ? stagesSheet.columns.outcome.title[world.lang] : fieldsSheet.columns.meaning.title[world.lang],
      });
  }
  const of = (kind: MapLine['kind']): Map<string, MapChange> =>
    new Map(args.changes.filter((change) => change.kind === kind).map((change) => [change.key, change]));
  const conflicts: SaveMappingResult['conflicts'][number][] = [];
  let saved = 0,
    reread = false;
  const put = <R>(
    sheet: SheetTemplate,
    kind: MapLine['kind'],
    keyOf: (row: R) => string,
    read: (row: R) => string,
    withChange: (row: R, change: MapChange) => R,
  ): void => {
    const wanted = of(kind);
    if (wanted.size === 0) return;
    const written: Placed<R>[] = [];
    for (const { at, row } of rowsOf<R>(world, sheet).rows) {
      const change = wanted.get(keyOf(row)),
        here = read(row);
      if (!change) continue;
      const next = withChange(row, change);
      if (JSON.stringify(next) === JSON.stringify(row)) saved += 1;
      else if (here !== change.was && here !== change.value) conflicts.push({ kind, key: change.key, mine: change.value, theirs: here });
      else {
        written.push({ at, row: next });
        saved += 1;
      }
    }
    if (written.length === 0) return;
    world.sheets.write(sheet, written as unknown as Parameters<World['sheets']['write']>[1]);
    noteEdit(world, sheet);
    reread = true;
  };
  alone(world, () => {
    put<Stage>(stagesSheet, 'stage', stageKeyOf, outcomeOf, (row, { value, name }) => ({
      ...row,
      outcome: value === outcomeOf(row) ? row.outcome : value === '' ? 'unmapped' : (value as Stage['outcome']),
      stage: isNameless(row) && name.trim() !== '' ? name.trim() : row.stage,
    }));
    put<Field>(
      fieldsSheet,
      'field',
      fieldKeyOf,
      (row) => row.meaning,
      (row, { value }) => ({ ...row, meaning: value as Field['meaning'] }),
    );
    put<Manager>(
      managersSheet,
      'manager',
      managerKeyOf,
      (row) => row.manager,
      (row, { value }) => ({ ...row, manager: value.trim() }),
    );
  });
  return { saved, conflicts, reread, page: setupPage(world) };
}
