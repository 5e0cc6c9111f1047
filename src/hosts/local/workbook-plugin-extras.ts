import * as engine from '@odoo/o-spreadsheet';
import type { EngineCommand, EngineGetters, EngineZone, HeaderCommand, Note, NotesCommand, ProtectedZone, PutCommand } from './workbook-engine-types';
import { shiftPosition, shiftZone } from './workbook-shift';

interface CorePlugin {
  readonly getters: EngineGetters;
  readonly history: { update(...path: unknown[]): void };
}
const EngineCorePlugin = engine.CorePlugin as unknown as (new (config: unknown) => CorePlugin) & { readonly getters: readonly string[] };

/** A chart as it was asked for, with the engine's sheet ids. */
export interface KeptChart {
  readonly ranges: readonly { readonly sheetId: string; readonly zone: EngineZone }[];
  readonly [key: string]: unknown;
}
interface Extras {
  readonly notes: Readonly<Record<string, readonly Note[]>>;
  readonly kept: Readonly<Record<string, unknown>>;
}

/**
 * What the engine has not: notes on cells, protections, and what a chart, a rule or the workbook itself carries beyond it.
 * It lives in the snapshot and in the revisions like everything else, and follows rows and columns that come and go.
 */
export class CifraExtras extends EngineCorePlugin implements Extras {
  static override readonly getters = ['cifraNotes', 'cifraProtections', 'cifraMeta'];
  readonly notes: Readonly<Record<string, readonly Note[]>> = {};
  readonly kept: Readonly<Record<string, unknown>> = {};

  handle(command: EngineCommand): void {
    switch (command.type) {
      case 'CIFRA_NOTES':
        this.setNotes(command as unknown as NotesCommand);
        break;
      case 'CIFRA_PUT':
        this.put(command as unknown as PutCommand);
        break;
      case 'ADD_COLUMNS_ROWS':
      case 'REMOVE_COLUMNS_ROWS':
        this.follow(command as unknown as HeaderCommand);
        break;
      case 'DELETE_SHEET':
        this.history.update('notes', command.sheetId, undefined);
        for (const each of this.cifraProtections()) if (each.sheetId === command.sheetId) this.history.update('kept', `protect:${each.id}`, undefined);
        break;
      case 'DUPLICATE_SHEET':
        this.history.update('notes', command.sheetIdTo, this.notes[String(command.sheetId)] ?? []);
        break;
    }
  }

  import(data: { readonly cifra?: Extras }): void {
    Object.assign(this, { notes: { ...data.cifra?.notes }, kept: { ...data.cifra?.kept } });
  }

  export(data: { cifra?: Extras }): void {
    data.cifra = { notes: this.notes, kept: this.kept };
  }

  cifraNotes(sheetId: string): readonly Note[] {
    return this.notes[sheetId] ?? [];
  }

  cifraProtections(): readonly ProtectedZone[] {
    return Object.keys(this.kept)
      .filter((key) => key.startsWith('protect:'))
      .map((key) => this.kept[key] as ProtectedZone);
  }

  cifraMeta(key: string): unknown {
    return this.kept[key];
  }

  private setNotes({ sheetId, notes }: NotesCommand): void {
    const replaced = new Set(notes.map(({ row, col }) => `${row}:${col}`));
    const kept = this.cifraNotes(sheetId).filter(({ row, col }) => !replaced.has(`${row}:${col}`));
    this.history.update('notes', sheetId, [...kept, ...notes.filter(({ text }) => text !== '')]);
  }

  private put({ key, value }: PutCommand): void {
    this.history.update('kept', key, value ?? undefined);
  }

  private follow(change: HeaderCommand): void {
    const notes = this.cifraNotes(change.sheetId);
    if (notes.length)
      this.history.update(
        'notes',
        change.sheetId,
        notes.map((note) => shiftPosition(note, change)).filter((note): note is Note => note !== null),
      );
    for (const each of this.cifraProtections()) {
      if (each.sheetId !== change.sheetId || !each.zone) continue;
      const zone = shiftZone(each.zone, change);
      this.history.update('kept', `protect:${each.id}`, zone ? { ...each, zone } : undefined);
    }
    for (const [key, value] of Object.entries(this.kept)) {
      if (!key.startsWith('chart:')) continue;
      const { ranges, ...rest } = value as KeptChart;
      this.history.update('kept', key, {
        ...rest,
        ranges: ranges.map((range) => (range.sheetId === change.sheetId ? { ...range, zone: shiftZone(range.zone, change) ?? range.zone } : range)),
      });
    }
  }
}
