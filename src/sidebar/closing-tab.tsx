import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import type { Caller } from './call';
import { ClosingActs } from './closing-acts';
import { ClosingPoints } from './closing-points';
import type { Live } from './live';
import { Failed, MonthPicker, Notice } from './parts';
import type { Speaker } from './say';
import { useWork } from './work';

/** Closing: what is still open in a month, the button that closes it or opens it again, and who did so before. */
export function ClosingTab({ speak, call, live }: { readonly speak: Speaker; readonly call: Caller; readonly live: Live }) {
  const { say } = speak,
    [page, setPage] = useState<Answer<'closingPage'> | null>(null),
    [asks, setAsks] = useState(false),
    [said, setSaid] = useState(''),
    { run, busy, failure } = useWork(),
    asked = useRef('');
  const load = (month: string): void => {
    asked.current = month;
    setAsks(false);
    setSaid('');
    run(
      () => call('closingPage', { month }),
      (next) => {
        if (asked.current === month) setPage(next);
      },
    );
  };
  useEffect(() => load(''), []);
  if (!page) return failure ? <Failed speak={speak} failure={failure.told} again={failure.again} /> : <p class="hint">{say('loading')}</p>;
  const { month, state } = page,
    isClosed = state === 'closed',
    left = page.points.filter(({ count }) => count > 0).length;
  const act = (): void => {
    setAsks(false);
    setSaid('');
    run(
      () => call(isClosed ? 'reopenMonth' : 'closeMonth', { month }),
      (next) => {
        setPage(next);
        setSaid(say(isClosed ? 'closing.reopened' : 'closing.closed'));
        live.poke();
      },
    );
  };
  return (
    <>
      <MonthPicker speak={speak} today={page.today} month={month} onPick={load} />
      <div class="big">{say(`closing.state.${state}`)}</div>
      {failure && <Failed speak={speak} failure={failure.told} again={failure.again} />}
      {said !== '' && <Notice kind="good">{said}</Notice>}
      {state !== 'closed' && <ClosingPoints speak={speak} points={page.points} />}
      {state !== 'running' && !asks && (
        <button type="button" class={isClosed ? 'wide' : 'main wide'} disabled={busy} onClick={() => (isClosed || left > 0 ? setAsks(true) : act())}>
          {isClosed ? say('closing.reopen') : say('closing.close', { month: speak.month(month) })}
        </button>
      )}
      {asks && (
        <Notice kind="ask">
          <div>{isClosed ? say('closing.reopen.sure') : say('closing.close.sure', { n: left })}</div>
          <div class="row">
            <button type="button" class="main" disabled={busy} onClick={act}>
              {say('closing.yes')}
            </button>
            <button type="button" onClick={() => setAsks(false)}>
              {say('closing.no')}
            </button>
          </div>
        </Notice>
      )}
      {state === 'open' && <p class="hint">{say('closing.close.note')}</p>}
      <ClosingActs speak={speak} page={page} />
    </>
  );
}
