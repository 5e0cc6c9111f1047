import * as engine from '@odoo/o-spreadsheet';
import { Component, xml } from '@odoo/owl';
import type { EngineGetters, EnginePosition, EngineZone } from '../workbook-engine-types';
import type { Shows } from './shows';
import type { speaker } from './words';

interface Rendering {
  readonly ctx: CanvasRenderingContext2D;
  readonly sheetId: string;
  readonly viewports: {
    getVisibleRect(sheetId: string, zone: EngineZone): { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  };
}
interface Env {
  readonly model: { readonly getters: EngineGetters & { getActivePosition(): EnginePosition }; dispatch(type: string, payload: object): void };
}

const EngineUiPlugin = engine.UIPlugin as unknown as new (config: unknown) => { readonly getters: EngineGetters };

/** The little dark corner of a cell that has a note. */
class NoteMarks extends EngineUiPlugin {
  static readonly getters = [];
  static readonly layers = ['Selection'];

  drawLayer({ ctx, sheetId, viewports }: Rendering): void {
    ctx.fillStyle = '#1f1f1f';
    for (const { row, col } of this.getters.cifraNotes(sheetId)) {
      const { x, y, width, height } = viewports.getVisibleRect(sheetId, { top: row, bottom: row, left: col, right: col });
      if (width <= 0 || height <= 0) continue;
      ctx.beginPath();
      ctx.moveTo(x + width - 7, y + 1);
      ctx.lineTo(x + width - 1, y + 1);
      ctx.lineTo(x + width - 1, y + 7);
      ctx.fill();
    }
  }
}

/** The note itself, beside the cell under the pointer. */
class NotePopover extends Component {
  static override template = xml`<div class="cifra-note" t-out="props.text"/>`;
  static override props = ['*'];
}

const textAt = (getters: EngineGetters, { sheetId, row, col }: EnginePosition): string =>
  getters.cifraNotes(sheetId).find((note) => note.row === row && note.col === col)?.text ?? '';

/** Shows notes and lets people write them, as in Google Sheets. Before the model is made. */
export function showNotes(shows: Shows, speak: () => ReturnType<typeof speaker>): void {
  const { statefulUIPluginRegistry, cellPopoverRegistry, cellMenuRegistry } = engine.registries as unknown as Record<
    string,
    { add(key: string, value: unknown): void }
  >;
  statefulUIPluginRegistry?.add('cifra_notes', NoteMarks);
  cellPopoverRegistry?.add('cifra_note', {
    onHover: (position: EnginePosition, getters: EngineGetters) => {
      const text = textAt(getters, position);
      return text === '' ? { isOpen: false } : { isOpen: true, props: { text }, Component: NotePopover, cellCorner: 'top-right' };
    },
  });
  const put = ({ model }: Env, text: string) => {
    const { sheetId, row, col } = model.getters.getActivePosition();
    model.dispatch('CIFRA_NOTES', { sheetId, notes: [{ row, col, text }] });
  };
  cellMenuRegistry?.add('cifra_edit_note', {
    name: () => speak()('editNote'),
    sequence: 145,
    execute: async (env: Env) => {
      const { button, text } = await shows.ask({
        title: speak()('note'),
        message: '',
        buttons: 'OK_CANCEL',
        prompt: true,
        text: textAt(env.model.getters, env.model.getters.getActivePosition()),
      });
      if (button === 'OK') put(env, text);
    },
  });
  cellMenuRegistry?.add('cifra_delete_note', {
    name: () => speak()('deleteNote'),
    sequence: 146,
    separator: true,
    isVisible: (env: Env) => textAt(env.model.getters, env.model.getters.getActivePosition()) !== '',
    execute: (env: Env) => put(env, ''),
  });
}
