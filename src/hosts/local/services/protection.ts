/** SpreadsheetApp.Protection: https://developers.google.com/apps-script/reference/spreadsheet/protection */
import type { Protected } from '../workbook-api';
import { changes } from './book';
import { askBook, enumOf, here, Service } from './core';
import { rangeHandle } from './handles';

/** `SpreadsheetApp.ProtectionType` */
export const protectionTypes = enumOf('SpreadsheetApp.ProtectionType', ['RANGE', 'SHEET']);

export class Protection extends Service {
  readonly title = 'SpreadsheetApp.Protection';
  constructor(
    public state: Omit<Protected, 'id'>,
    public id: string,
  ) {
    super();
  }
  getDescription(): string {
    return this.state.description;
  }
  setDescription(description: unknown): this {
    replace(this, 'setDescription', { ...this.state, description: String(description) });
    return this;
  }
  isWarningOnly(): boolean {
    return this.state.warningOnly;
  }
  setWarningOnly(warningOnly: unknown): this {
    replace(this, 'setWarningOnly', { ...this.state, warningOnly: warningOnly === true });
    return this;
  }
  getProtectionType(): unknown {
    return (protectionTypes as unknown as { variables: Map<string, unknown> }).variables.get(this.state.zone === null ? 'SHEET' : 'RANGE');
  }
  getRange(): Service {
    return rangeHandle(this.state.sheetId, this.state.zone ?? { row: 0, col: 0, rows: 1, cols: 1 });
  }
  /** Owner can edit although the list of editors is empty (gas-fakes, oddities: issuetracker 442636162). */
  getEditors(): readonly unknown[] {
    return [];
  }
  canEdit(): boolean {
    return true;
  }
  removeEditors(): this {
    changes('removeEditors');
    return this;
  }
  canDomainEdit(): boolean {
    return false;
  }
  remove(): void {
    changes('remove');
    askBook({ ask: 'unprotect', id: this.id });
  }
}

function replace(protection: Protection, method: string, state: Omit<Protected, 'id'>): void {
  changes(method);
  askBook({ ask: 'unprotect', id: protection.id });
  protection.state = state;
  protection.id = askBook({ ask: 'protect', protection: state }) as string;
}

/** Protections of the whole file or of one sheet, of one type. */
export function protectionsOf(type: string, sheet: number | null): readonly Protection[] {
  here().charge('getProtections', 0, 0);
  const all = askBook({ ask: 'protections' }) as readonly Protected[];
  return all
    .filter((p) => (sheet === null || p.sheetId === sheet) && (p.zone === null) === (type === 'SHEET'))
    .map(({ id, ...state }) => new Protection(state, id));
}
