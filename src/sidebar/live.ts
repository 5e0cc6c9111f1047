import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import type { Caller, Failure } from './call';

type TickState = Answer<'tick'>;
/** One line of «what changed»: a refresh that the sidebar saw. */
export interface Change {
  readonly at: string;
  readonly events: number;
  readonly sheets: TickState['changed'];
}
export interface Live {
  readonly state: TickState | null;
  /** newest first, since the sidebar was opened */
  readonly log: readonly Change[];
  /** the last look failed: no connection */
  readonly failure: Failure | null;
  /** the button is at work */
  readonly busy: boolean;
  /** grows with every look that found something: tabs read again what they show */
  readonly news: number;
  readonly refresh: () => void;
  /** something was saved: look at once */
  readonly poke: () => void;
}

/** Milliseconds to the next look: soon after something happened, then more and more rarely. Each look of an idle workbook costs Google quota. */
const PAUSES = [3_000, 3_000, 3_000, 5_000, 8_000, 15_000],
  WORKING = 1_000,
  KEPT = 50;

/** Asks for `tick` while the page can be seen, one look at a time. */
export function useLive(call: Caller): Live {
  const [state, setState] = useState<TickState | null>(null),
    [log, setLog] = useState<readonly Change[]>([]),
    [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false),
    [news, setNews] = useState(0);
  const now = useRef({ timer: 0, idle: 0, asking: false, again: false });

  const took = (next: TickState): boolean => {
    setState(next);
    setFailure(null);
    const something = next.changed.length > 0 || next.drained > 0;
    if (something) {
      setNews((n) => n + 1);
      setLog((old) => [{ at: next.asOf, events: next.drained, sheets: next.changed }, ...old].slice(0, KEPT));
    }
    return something || next.progress !== null;
  };
  const plan = (pause: number): void => {
    window.clearTimeout(now.current.timer);
    if (!document.hidden) now.current.timer = window.setTimeout(() => void look('tick'), pause);
  };
  const look = async (name: 'tick' | 'refreshNow'): Promise<void> => {
    const at = now.current;
    if (at.asking) {
      at.again = true;
      return;
    }
    at.asking = true;
    const answer = await call(name, {});
    at.asking = false;
    const lively = answer.ok && took(answer.value);
    if (!answer.ok) setFailure(answer.failure);
    at.idle = lively ? 0 : Math.min(at.idle + 1, PAUSES.length - 1);
    const working = answer.ok && answer.value.progress !== null;
    plan(at.again || working ? WORKING : !answer.ok ? 15_000 : (PAUSES[at.idle] ?? 15_000));
    at.again = false;
  };
  const poke = (): void => {
    now.current.idle = 0;
    void look('tick');
  };

  useEffect(() => {
    const seen = (): void => {
      if (document.hidden) window.clearTimeout(now.current.timer);
      else poke();
    };
    document.addEventListener('visibilitychange', seen);
    seen();
    return () => {
      document.removeEventListener('visibilitychange', seen);
      window.clearTimeout(now.current.timer);
    };
  }, []);

  const refresh = async (): Promise<void> => {
    setBusy(true);
    window.clearTimeout(now.current.timer);
    while (now.current.asking) await new Promise((resolve) => window.setTimeout(resolve, 100));
    await look('refreshNow');
    setBusy(false);
  };
  return { state, log, failure, busy, news, refresh: () => void refresh(), poke };
}
