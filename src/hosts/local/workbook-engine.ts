import * as engine from '@odoo/o-spreadsheet';
import type { EngineCommand, HeaderCommand, LooksCommand, Note, NotesCommand, WriteCommand } from './workbook-engine-types';
import { CifraCells } from './workbook-plugin-cells';
import {
  CifraBatch,
  CifraComputedStyle,
  CifraCustomColors,
  CifraHeaderPositions,
  CifraRowSizes,
  CifraSheets,
  NoRowSizes,
  NoViewport,
} from './workbook-plugin-engine';
import { CifraEvaluation } from './workbook-plugin-evaluation';
import { CifraExtras } from './workbook-plugin-extras';
import { type History, quickInsert, type Session } from './workbook-session';
import { shiftArea, shiftBlocks, shiftPosition } from './workbook-shift';

interface AnyRegistry {
  add(key: string, value: unknown): unknown;
  replace(key: string, value: unknown): unknown;
  contains(key: string): boolean;
}
interface Transformations {
  addTransformation(
    executed: string,
    commands: readonly string[],
    transform: (command: EngineCommand, executed: EngineCommand) => EngineCommand | undefined,
  ): void;
}

const own = ['CIFRA_WRITE', 'CIFRA_LOOKS', 'CIFRA_NOTES', 'CIFRA_ORDER', 'CIFRA_PUT'];

/**
 * Teaches the engine our commands and plugins; the same in the server and in the browser, else their models would part. Once a process:
 * o-spreadsheet keeps its registries for all models. `screen` says whether somebody looks: without one, no row heights are measured.
 */
export function extendEngine({ screen }: { readonly screen: boolean }): typeof engine {
  const { corePluginRegistry, coreViewsPluginRegistry, statefulUIPluginRegistry, featurePluginRegistry, otRegistry, inverseCommandRegistry } =
    engine.registries as unknown as Record<string, AnyRegistry> & { otRegistry: AnyRegistry & Transformations };
  if (corePluginRegistry?.contains('cifra')) return engine;
  console.debug = () => {}; // the engine tells how long everything took, all the time
  for (const type of own) {
    (engine.coreTypes as Set<string>).add(type);
    inverseCommandRegistry?.add(type, (command: EngineCommand) => [command]);
  }
  corePluginRegistry?.replace('sheet', CifraSheets);
  corePluginRegistry?.replace('cell', CifraCells);
  corePluginRegistry?.add('cifra', CifraExtras);
  coreViewsPluginRegistry?.replace('evaluation', CifraEvaluation);
  coreViewsPluginRegistry?.replace('custom_colors', CifraCustomColors);
  coreViewsPluginRegistry?.replace('row_size', screen ? CifraRowSizes : NoRowSizes);
  statefulUIPluginRegistry?.replace('cell_computed_style', CifraComputedStyle);
  statefulUIPluginRegistry?.replace('header_positions', CifraHeaderPositions);
  if (!screen) statefulUIPluginRegistry?.replace('viewport', NoViewport);
  featurePluginRegistry?.add('cifra_batch', CifraBatch);
  for (const executed of ['ADD_COLUMNS_ROWS', 'REMOVE_COLUMNS_ROWS']) {
    otRegistry.addTransformation(executed, ['CIFRA_WRITE', 'CIFRA_LOOKS', 'CIFRA_NOTES'], (command, change) =>
      transformed(command, change as unknown as HeaderCommand),
    );
  }
  const { session } = new engine.Model() as unknown as { readonly session: Session };
  quickInsert(Object.getPrototypeOf(session.revisions) as History);
  return engine;
}

/** A command of ours after rows or columns came or went below it (another person was faster, or something earlier was undone). */
function transformed(command: EngineCommand, change: HeaderCommand): EngineCommand | undefined {
  if (command.sheetId !== change.sheetId) return command;
  if (command.type === 'CIFRA_WRITE') return { ...command, blocks: shiftBlocks((command as unknown as WriteCommand).blocks, change) };
  if (command.type === 'CIFRA_NOTES')
    return {
      ...command,
      notes: (command as unknown as NotesCommand).notes.map((note) => shiftPosition(note, change)).filter((note): note is Note => note !== null),
    };
  const area = shiftArea((command as unknown as LooksCommand).area, change);
  return area ? { ...command, area } : undefined;
}

// o-spreadsheet asks for Node 22 for this one function; Node 20 gets it here.
const withGroupBy = Object as unknown as {
  groupBy?: (items: Iterable<unknown>, key: (item: unknown, index: number) => PropertyKey) => Record<PropertyKey, unknown[]>;
};
withGroupBy.groupBy ??= (items, key) => {
  const groups: Record<PropertyKey, unknown[]> = Object.create(null);
  let index = 0;
  for (const item of items) {
    const name = key(item, index++);
    const group = groups[name];
    if (group) group.push(item);
    else groups[name] = [item];
  }
  return groups;
};
