import { useState } from 'preact/hooks';
import type { Failure, Outcome } from './call';

/** One tab's dealings with the server: whether something runs, what failed, and how to do it again. */
export interface Work {
  readonly busy: boolean;
  readonly failure: { readonly told: Failure; readonly again: () => void } | null;
  readonly run: <T>(job: () => Promise<Outcome<T>>, done: (value: T) => void) => void;
  readonly forget: () => void;
}

export function useWork(): Work {
  const [running, setRunning] = useState(0),
    [failure, setFailure] = useState<Work['failure']>(null);
  const run: Work['run'] = (job, done) => {
    setRunning((n) => n + 1);
    setFailure(null);
    void job().then((answer) => {
      setRunning((n) => n - 1);
      if (answer.ok) done(answer.value);
      else setFailure({ told: answer.failure, again: () => run(job, done) });
    });
  };
  return { busy: running > 0, failure, run, forget: () => setFailure(null) };
}
