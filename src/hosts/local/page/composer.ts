import * as engine from '@odoo/o-spreadsheet';
import type { EngineGetters, EnginePosition } from '../workbook-engine-types';

interface Composer {
  readonly getters: EngineGetters;
  getComposerContent(position: EnginePosition, selection?: unknown): { readonly text: string };
}

/** In the formula bar a text under the format `@` stands without the apostrophe that we store it with, as in Google Sheets; elsewhere the apostrophe is shown there too. */
export function plainTextInComposer(): void {
  const composer = engine.stores.CellComposerStore.prototype as unknown as Composer;
  const original = composer.getComposerContent;
  composer.getComposerContent = function (this: Composer, position, selection) {
    const cell = this.getters.getCell(position);
    if (cell?.format === '@' && cell.content?.startsWith("'")) return { text: cell.content.slice(1) };
    return original.call(this, position, selection);
  };
}
