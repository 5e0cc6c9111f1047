import type { Answer } from '../hosts/apps-script/api';
import { Notice } from './parts';
import type { Speaker } from './say';

export type Preview = Answer<'previewScheme'>;

/** What last month would have been: each manager now and under the draft, the sum behind it, and the cliffs of a scale on the whole base. */
export function SchemePreview({ speak, preview, currency }: { readonly speak: Speaker; readonly preview: Preview; readonly currency: string }) {
  const { say, money } = speak;
  if (preview.wrong.length > 0)
    return (
      <Notice kind="bad">
        {preview.wrong.map((one) => (
          <div key={one}>{one}</div>
        ))}
      </Notice>
    );
  const amount = (value: number | undefined): string => (value === undefined ? '–' : money(value, currency));
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${money(value, currency)}`;
  return (
    <section class="preview" aria-label={say('pay.preview', { month: speak.month(preview.month) })}>
      <h2>{say('pay.preview', { month: speak.month(preview.month) })}</h2>
      {preview.rows.length === 0 && <p class="hint">{say('pay.preview.none')}</p>}
      {preview.rows.map(({ manager, now, draft }) => {
        const change = (draft?.total ?? 0) - (now?.total ?? 0);
        return (
          <div key={manager} class="article">
            <div class="row spread">
              <span class="clip" title={manager}>
                {manager}
              </span>
              <span>
                {amount(now?.total)} → <b>{amount(draft?.total)}</b>
              </span>
            </div>
            {change !== 0 && <div class={change < 0 ? 'bad' : 'good'}>{say('pay.preview.change', { amount: signed(change) })}</div>}
            {draft && change !== 0 && (
              <div class="hint">
                {say('pay.preview.sum', {
                  base: money(draft.base, currency),
                  fixed: money(draft.fixed, currency),
                  variable: money(draft.variable, currency),
                  multiplier: draft.multiplier === null ? '–' : speak.number(draft.multiplier),
                  corrections: money(draft.corrections, currency),
                })}
                {draft.lost > 0 && ` ${say('pay.preview.lost', { amount: money(draft.lost, currency) })}`}
              </div>
            )}
          </div>
        );
      })}
      {preview.cliffs.map(({ from, below, above }) => (
        <Notice key={from} kind="ask">
          {say('pay.cliff', {
            from: money(from, currency),
            below: money(below, currency),
            above: money(above, currency),
            change: signed(above - below),
          })}
        </Notice>
      ))}
    </section>
  );
}
