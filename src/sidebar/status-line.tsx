import { useEffect, useState } from 'preact/hooks';
import type { Live } from './live';
import type { Speaker } from './say';

/** Always at the foot: how fresh the figures are, and for some seconds what has just come. */
export function StatusLine({ speak, live }: { readonly speak: Speaker; readonly live: Live }) {
  const [flash, setFlash] = useState(false),
    { state, failure, busy } = live,
    last = live.log[0];
  useEffect(() => {
    if (live.news === 0) return;
    setFlash(true);
    const timer = window.setTimeout(() => setFlash(false), 4_000);
    return () => window.clearTimeout(timer);
  }, [live.news]);
  const colour = failure ? 'red' : busy || state?.progress ? 'yellow' : 'green',
    events = last?.events ?? 0;
  const fresh =
    state === null ? speak.say('loading') : state.asOf === '' ? speak.say('refresh.never') : speak.say('refresh.asof', { time: speak.time(state.asOf) });
  return (
    <footer role="status" aria-live="polite">
      <span class={`dot ${colour}${flash ? ' flash' : ''}`} />
      <span class="fresh">{failure ? speak.say('refresh.offline') : fresh}</span>
      {flash && events > 0 && <span class="event">{events === 1 ? speak.say('refresh.event') : speak.say('refresh.events', { n: events })}</span>}
    </footer>
  );
}
