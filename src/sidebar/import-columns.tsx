import type { SidebarWord } from '../i18n/sidebar-words';
import type { DateStyle, DecimalSign } from './import-cells';
import { type Column, isAsked, type Kind, keysOf, readsOf, targets } from './import-targets';
import { Field } from './parts';
import type { Speaker } from './say';

interface Props {
  readonly speak: Speaker;
  readonly kind: Kind;
  readonly columns: readonly Column[];
  readonly keys: readonly string[];
  readonly onColumns: (columns: readonly Column[]) => void;
  readonly onKeys: (keys: readonly string[]) => void;
}
const dateStyles: readonly DateStyle[] = ['dmy', 'mdy', 'ymd', 'serial'],
  decimals: readonly DecimalSign[] = [',', '.'];
const word = (to: string): SidebarWord => `import.to.${to}` as SidebarWord;

/** Each column, what it means, and how its dates and amounts are spelled as far as its values tell; what they do not tell is asked. */
export function ImportColumns({ speak, kind, columns, keys, onColumns, onKeys }: Props) {
  const { say } = speak,
    all = ['', ...(kind === 'deal' ? ['field'] : []), ...targets[kind].map(({ key }) => key)];
  const change = (at: number, more: Partial<Column>): void => {
    const next = columns.map((column, i) =>
      i === at ? { ...column, ...more } : more.to !== undefined && more.to !== 'field' && column.to === more.to ? { ...column, to: '' } : column,
    );
    onColumns(next);
    if (more.to !== undefined) onKeys(keysOf(kind, next));
  };
  const style = (at: number, column: Column) => {
    const reads = column.to === '' || column.to === 'field' ? 'text' : readsOf(kind, column.to),
      asked = isAsked(kind, column);
    if (reads === 'date')
      return (
        <select
          aria-label={say('import.dates', { title: column.title })}
          aria-invalid={asked}
          value={column.dates ?? 'dmy'}
          onChange={(e) => change(at, { dates: e.currentTarget.value as DateStyle })}
        >
          {[...(asked ? (['ask'] as const) : []), ...dateStyles].map((one) => (
            <option key={one} value={one}>
              {say(`import.dates.${one}`)}
            </option>
          ))}
        </select>
      );
    if (reads !== 'money' || (!asked && !column.samples.some((text) => /[.,]/.test(text)))) return null;
    return (
      <select
        aria-label={say('import.decimal', { title: column.title })}
        aria-invalid={asked}
        value={column.decimal ?? '.'}
        onChange={(e) => change(at, { decimal: e.currentTarget.value as DecimalSign })}
      >
        {[...(asked ? (['ask'] as const) : []), ...decimals].map((one) => (
          <option key={one} value={one}>
            {say(`import.decimal.${one}`)}
          </option>
        ))}
      </select>
    );
  };
  return (
    <>
      <h2>{say('import.columns')}</h2>
      {columns.map((column, at) => (
        <div key={`${at} ${column.title}`} class={isAsked(kind, column) ? 'map edited' : 'map'}>
          <div>
            {column.title}
            <span class="hint clip">{column.samples.join(' · ')}</span>
          </div>
          <select aria-label={column.title} value={column.to} onChange={(e) => change(at, { to: e.currentTarget.value })}>
            {all.map((to) => (
              <option key={to} value={to}>
                {say(word(to))}
              </option>
            ))}
          </select>
          <div class="example">{style(at, column)}</div>
        </div>
      ))}
      {!columns.some(({ to }) => to === 'ref') && (
        <Field label={say('import.keys')}>
          {columns
            .filter(({ to }) => to !== '' && to !== 'field')
            .map(({ to, title }) => (
              <label key={to} class="radio">
                <input
                  type="checkbox"
                  checked={keys.includes(to)}
                  onChange={(e) => onKeys(e.currentTarget.checked ? [...keys, to] : keys.filter((key) => key !== to))}
                />
                {title}
              </label>
            ))}
        </Field>
      )}
    </>
  );
}
