import type { Speaker } from './say';
import type { Pair } from './scheme-pairs';
import { readPairs, writePairs } from './scheme-pairs';

export interface PairsProps {
  readonly speak: Speaker;
  readonly label: string;
  readonly text: string;
  readonly from: string;
  readonly to: string;
  /** heads a tick that writes `~` */
  readonly smooth?: string;
  /** what the left side may say; free text without it */
  readonly choices?: readonly { readonly key: string; readonly title: string }[];
  readonly onText: (text: string) => void;
}

const blank: Pair = { from: '', to: '', smooth: false };

/** A text of pairs as a table: a row for each pair, and a last one for the next. */
export function PairsTable({ speak, label, text, from, to, smooth, choices, onText }: PairsProps) {
  const pairs = readPairs(text),
    rows = [...pairs, blank];
  const put = (i: number, change: Partial<Pair>): void => onText(writePairs(rows.map((row, n) => (n === i ? { ...row, ...change } : row))));
  const named = (what: string, i: number): string => `${label}, ${what}, ${i + 1}`;
  return (
    <table class="pairs" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{from}</th>
          <th scope="col">{to}</th>
          {smooth && <th scope="col">{smooth}</th>}
          <th />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            <td>
              {choices ? (
                <select aria-label={named(from, i)} value={row.from} onChange={(e) => put(i, { from: e.currentTarget.value })}>
                  <option value="" />
                  {choices.map(({ key, title }) => (
                    <option key={key} value={key}>
                      {title}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  aria-label={named(from, i)}
                  class="figure"
                  autocomplete="off"
                  value={row.from}
                  onChange={(e) => put(i, { from: e.currentTarget.value })}
                />
              )}
            </td>
            <td>
              <input aria-label={named(to, i)} class="figure" autocomplete="off" value={row.to} onChange={(e) => put(i, { to: e.currentTarget.value })} />
            </td>
            {smooth && (
              <td>
                <input type="checkbox" aria-label={named(smooth, i)} checked={row.smooth} onChange={(e) => put(i, { smooth: e.currentTarget.checked })} />
              </td>
            )}
            <td>
              {i < pairs.length && (
                <button type="button" class="icon" aria-label={`${speak.say('pay.row.remove')}: ${label}, ${i + 1}`} onClick={() => put(i, blank)}>
                  ×
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
