import { useRef } from 'preact/hooks';
import type { Edits, Grid, GridRow } from './plans-edits';
import { editKey, managersTotal, readPlan, shown, withEdit } from './plans-edits';
import type { Speaker } from './say';

interface Props {
  readonly speak: Speaker;
  readonly grid: Grid;
  readonly columns: readonly number[];
  readonly edits: Edits;
  readonly onEdit: (edits: Edits) => void;
}

/** Managers down, metrics across; below them their sum, the company's plan and what lies between. */
export function PlansGrid({ speak, grid, columns, edits, onEdit }: Props) {
  const table = useRef<HTMLTableElement>(null),
    { say } = speak;
  const rows = [...grid.rows.filter((row) => row.level !== 'company'), ...grid.rows.filter((row) => row.level === 'company')];
  const nameOf = (row: GridRow): string => (row.level === 'company' ? say('plans.company') : row.name);
  const go = (r: number, c: number): boolean => {
    const cell = table.current?.querySelector<HTMLInputElement>(`[data-cell="${r}:${c}"]`);
    cell?.focus();
    return cell !== undefined && cell !== null;
  };
  const onKey = (e: KeyboardEvent & { readonly currentTarget: HTMLInputElement }, r: number, c: number): void => {
    const { key, currentTarget: cell } = e,
      all = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    const atStart = all || cell.selectionEnd === 0,
      atEnd = all || cell.selectionStart === cell.value.length;
    const to =
      key === 'Enter'
        ? [r + (e.shiftKey ? -1 : 1), c]
        : key === 'ArrowDown'
          ? [r + 1, c]
          : key === 'ArrowUp'
            ? [r - 1, c]
            : key === 'ArrowLeft' && atStart
              ? [r, c - 1]
              : key === 'ArrowRight' && atEnd
                ? [r, c + 1]
                : null;
    if (key === 'Escape') {
      const row = rows[r],
        at = columns[c];
      if (row && at !== undefined) onEdit(without(grid, row, at, edits));
      window.setTimeout(() => cell.select(), 0);
    } else if (to && go(to[0] ?? r, to[1] ?? c)) e.preventDefault();
    else if (key === 'Enter') cell.blur();
  };
  const onPaste = (e: ClipboardEvent, r: number, c: number): void => {
    const text = e.clipboardData?.getData('text/plain') ?? '';
    if (!/[\t\n]/.test(text.trim())) return;
    e.preventDefault();
    let next = edits;
    text
      .replace(/\r/g, '')
      .replace(/\n$/, '')
      .split('\n')
      .forEach((line, i) =>
        line.split('\t').forEach((piece, j) => {
          const row = rows[r + i],
            at = columns[c + j];
          if (row && at !== undefined) next = withEdit(grid, row, at, next, piece.trim());
        }),
      );
    onEdit(next);
  };
  const input = (row: GridRow, r: number, at: number, c: number) => {
    const metric = grid.metrics[at];
    if (!metric) return null;
    const edit = edits.get(editKey({ period: grid.month, level: row.level, name: row.name, metric: metric.key })),
      typed = edit && readPlan(edit.text, edit.money),
      wrong = typed && 'wrong' in typed ? say(typed.wrong, { value: edit?.text ?? '' }) : undefined;
    const text = edit ? edit.text : speak.typed(row.cells[at]?.value ?? null);
    return (
      <td key={metric.key} class={wrong ? 'wrong' : edit ? 'edited' : ''}>
        <input
          data-cell={`${r}:${c}`}
          inputMode="decimal"
          autocomplete="off"
          aria-label={`${nameOf(row)}, ${metric.title}`}
          aria-invalid={wrong !== undefined}
          title={wrong}
          class={sizeOf(text)}
          value={text}
          onFocus={(e) => e.currentTarget.select()}
          onKeyDown={(e) => onKey(e, r, c)}
          onPaste={(e) => onPaste(e, r, c)}
          onInput={(e) => onEdit(withEdit(grid, row, at, edits, e.currentTarget.value))}
          onBlur={() => {
            if (edit && typed && 'value' in typed) onEdit(withEdit(grid, row, at, edits, speak.typed(typed.value)));
          }}
        />
      </td>
    );
  };
  const figures = (label: string, note: string, value: (at: number) => number | null, signed: boolean) => (
    <tr class={signed ? 'difference' : 'sum'}>
      <th scope="row" title={note}>
        {label}
      </th>
      {columns.map((at) => {
        const n = value(at);
        const text = n === null ? '' : `${signed && n > 0 ? '+' : ''}${speak.number(n)}`;
        return (
          <td key={at} class={`figure ${sizeOf(text)} ${signed && n ? (n < 0 ? 'less' : 'more') : ''}`}>
            {text}
          </td>
        );
      })}
    </tr>
  );
  const company = rows.length - 1,
    companyRow = rows[company],
    total = (at: number): number | null => managersTotal(grid, at, edits);
  const difference = (at: number): number | null => {
    const sum = total(at),
      plan = companyRow ? shown(grid, companyRow, at, edits) : null;
    return sum === null || plan === null ? null : Math.round((sum - plan) * 100) / 100;
  };
  return (
    <table class="grid" ref={table} aria-label={say('plans.grid', { month: speak.month(grid.month) })}>
      <thead>
        <tr>
          <th scope="col">{say('plans.who')}</th>
          {columns.map((at) => (
            <th key={at} scope="col" class={sizeOf(grid.metrics[at]?.title ?? '')} title={grid.metrics[at]?.title}>
              {grid.metrics[at]?.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, company).map((row, r) => (
          <tr key={`${row.level} ${row.name}`}>
            <th scope="row" class={row.known ? '' : 'unknown'} title={row.known ? row.name : `${row.name}. ${say('plans.unknown')}`}>
              {row.name}
              {row.level === 'department' && <small> {say('plans.department')}</small>}
            </th>
            {columns.map((at, c) => input(row, r, at, c))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        {figures(say('plans.total'), say('plans.total.note'), total, false)}
        {companyRow && (
          <tr class="company">
            <th scope="row">{say('plans.company')}</th>
            {columns.map((at, c) => input(companyRow, company, at, c))}
          </tr>
        )}
        {figures(say('plans.difference'), say('plans.difference.note'), difference, true)}
      </tfoot>
    </table>
  );
}

/** Long figures are set smaller: 300 pixels hold three columns of money. */
const sizeOf = (text: string): string => (text.length > 11 ? 'longer' : text.length > 9 ? 'long' : '');

function without(grid: Grid, row: GridRow, at: number, edits: Edits): Edits {
  const next = new Map(edits);
  next.delete(editKey({ period: grid.month, level: row.level, name: row.name, metric: grid.metrics[at]?.key ?? '' }));
  return next;
}
