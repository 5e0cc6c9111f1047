import { useEffect, useState } from 'preact/hooks';
import type { Live } from './live';
import { Bar, Failed, Notice } from './parts';
import type { Speaker } from './say';
import { isWord } from './say';

/** Refresh: the button, long work as it goes on, and what each refresh changed. */
export function RefreshTab({ speak, live }: { readonly speak: Speaker; readonly live: Live }) {
  const { say } = speak,
    { state, busy } = live,
    [asked, setAsked] = useState<number | null>(null),
    progress = state?.progress ?? null;
  useEffect(() => {
    if (asked !== null && live.log.length > asked) setAsked(null);
  }, [live.log.length]);
  const word = progress ? `refresh.progress.${progress.what}` : '';
  return (
    <>
      <div class="big">
        {state === null ? say('loading') : state.asOf === '' ? say('refresh.never') : say('refresh.asof', { time: speak.time(state.asOf) })}
      </div>
      {state !== null && state.pending > 0 && <div class="hint">{say('refresh.pending', { n: state.pending })}</div>}
      <button
        type="button"
        class="main wide"
        disabled={busy}
        onClick={() => {
          setAsked(live.log.length);
          live.refresh();
        }}
      >
        {busy ? say('refresh.running') : say('refresh.now')}
      </button>
      {(busy || progress) && (
        <div class="working">
          <div class="row spread">
            <span>{isWord(word) ? say(word) : say('refresh.running')}</span>
            {progress && (
              <span>
                {progress.total > 0
                  ? say('refresh.progress.count', { done: speak.number(progress.done), total: speak.number(progress.total) })
                  : speak.number(progress.done)}
              </span>
            )}
          </div>
          <Bar label={isWord(word) ? say(word) : say('refresh.running')} done={progress?.done ?? 0} total={progress?.total ?? 0} />
        </div>
      )}
      {live.failure && <Failed speak={speak} failure={live.failure} again={live.refresh} />}
      {!busy && asked !== null && live.log.length === asked && !live.failure && <Notice kind="good">{say('refresh.same')}</Notice>}
      <h2>{say('refresh.changed')}</h2>
      {live.log.length === 0 && <p class="hint">{say('refresh.changed.none')}</p>}
      <ol class="log">
        {live.log.map((change, i) => (
          <li key={live.log.length - i}>
            <div class="row spread">
              <b>{speak.time(change.at)}</b>
              {change.events > 0 && <span class="chip">{change.events === 1 ? say('refresh.event') : say('refresh.events', { n: change.events })}</span>}
            </div>
            {change.sheets.map(({ sheet, cells }) => (
              <div key={sheet} class="row spread">
                <span class="clip" title={sheet}>
                  {sheet}
                </span>
                <span class="hint">{say('refresh.cells', { n: speak.number(cells) })}</span>
              </div>
            ))}
          </li>
        ))}
      </ol>
      <p class="hint">{say('refresh.note')}</p>
    </>
  );
}
