type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/**
 * Keeps what people put beside our rows together with its row when a report's rows change places (T05, N11): values and formulas of user columns, notes of the whole row.
 * `before` and `after` are the identities of the block's rows ('' = blank); nothing is read while the rows stand where they stood. A row that leaves the
 * report takes its company along. Returns the number of cells written.
 */
export function keepCompany({
  grid,
  top,
  before,
  after,
  columns,
  isOurs,
}: {
  readonly grid: Sheet;
  readonly top: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly columns: readonly string[];
  readonly isOurs: (key: string) => boolean;
}): number {
  const held = before.length;
  if (held === 0 || before.every((name, i) => name === '' || name === after[i])) return 0; // new rows have no company yet
  const width = Math.max(columns.length, grid.getLastColumn()),
    height = Math.max(held, after.length);
  const place = new Map(before.map((name, i) => [name, i] as const));
  const order = after.map((name) => place.get(name));
  let written = 0;
  const range = (col: number, cols: number): GoogleAppsScript.Spreadsheet.Range => grid.getRange(top, col + 1, height, cols);
  const notes = range(0, width).getNotes();
  if (notes.some((line) => line.some((note) => note !== ''))) {
    range(0, width).setNotes(
      Array.from({ length: height }, (_, i) => {
        const from = order[i];
        return from === undefined ? Array.from({ length: width }, () => '') : (notes[from] ?? []);
      }),
    );
  }
  for (let col = 0; col < width; col += 1) {
    if (isOurs(columns[col] ?? '')) continue;
    const cells = range(col, 1),
      formulas = cells.getFormulas(),
      values = cells.getValues();
    const kept = values.map((line, i): unknown[] => [formulas[i]?.[0] || (typeof line[0] === 'string' && line[0] !== '' ? `'${line[0]}` : line[0])]);
    if (kept.every((line) => line[0] === '')) continue;
    const moved = Array.from({ length: height }, (_, i): unknown[] => {
      const from = order[i];
      return from === undefined ? [''] : (kept[from] ?? ['']);
    });
    cells.setValues(moved);
    written += height;
  }
  return written;
}
