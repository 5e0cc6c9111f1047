import type { ComponentChildren } from 'preact';
import type { Failure } from './call';
import type { Speaker } from './say';
import { monthList } from './say';

/** Small pieces that every tab of the sidebar uses. */

export function Notice({ kind, children }: { readonly kind: 'good' | 'bad' | 'note' | 'ask'; readonly children: ComponentChildren }) {
  return (
    <div class={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** What failed and what to do, with a button that does it again. */
export function Failed({ speak, failure, again }: { readonly speak: Speaker; readonly failure: Failure; readonly again?: (() => void) | undefined }) {
  return (
    <Notice kind="bad">
      <b>{failure.what}</b>
      <div>{failure.mend}</div>
      {again && (
        <button type="button" class="link" onClick={again}>
          {speak.say('retry')}
        </button>
      )}
    </Notice>
  );
}

/** ‹ ноябрь 2026 › */
export function MonthPicker({
  speak,
  today,
  month,
  onPick,
}: {
  readonly speak: Speaker;
  readonly today: string;
  readonly month: string;
  readonly onPick: (month: string) => void;
}) {
  const all = monthList(today, month),
    step = (n: number): string => {
      const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + n;
      return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    };
  return (
    <div class="months">
      <button type="button" class="icon" aria-label={speak.say('month.previous')} title={speak.say('month.previous')} onClick={() => onPick(step(-1))}>
        ‹
      </button>
      <select aria-label={speak.say('month')} value={month} onChange={(e) => onPick(e.currentTarget.value)}>
        {all.map((one) => (
          <option key={one} value={one}>
            {speak.month(one)}
          </option>
        ))}
      </select>
      <button type="button" class="icon" aria-label={speak.say('month.next')} title={speak.say('month.next')} onClick={() => onPick(step(1))}>
        ›
      </button>
    </div>
  );
}

/** Cells of the tab that nobody could read: folded, because there may be many. */
export function Unread({ speak, notes }: { readonly speak: Speaker; readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <details class="notice ask">
      <summary>{speak.say('notes.title', { n: notes.length })}</summary>
      <ul>
        {notes.slice(0, 20).map((note, i) => (
          <li key={`${i} ${note}`}>{note}</li>
        ))}
      </ul>
    </details>
  );
}

/** A labelled input with its own message below. */
export function Field({
  label,
  wrong,
  hint,
  children,
}: {
  readonly label: string;
  readonly wrong?: string | undefined;
  readonly hint?: string | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label class={wrong ? 'field wrong' : 'field'}>
      <span class="label">{label}</span>
      {children}
      {wrong ? (
        <span class="message" role="alert">
          {wrong}
        </span>
      ) : hint ? (
        <span class="hint">{hint}</span>
      ) : null}
    </label>
  );
}

/** A bar of long work; without a known total it only moves. */
export function Bar({ label, done, total }: { readonly label: string; readonly done: number; readonly total: number }) {
  const known = total > 0;
  return (
    <div
      class={known ? 'bar' : 'bar endless'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      {...(known ? { 'aria-valuemax': total, 'aria-valuenow': done } : {})}
    >
      <div style={known ? { width: `${Math.min(100, (100 * done) / total)}%` } : {}} />
    </div>
  );
}
