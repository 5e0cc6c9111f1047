import type { Answer, Args, Call, Reply } from '../hosts/apps-script/api';
import type { Speaker } from './say';

/** What a person is told when a call fails: what happened and what to do. */
export interface Failure {
  readonly code: string;
  readonly what: string;
  readonly mend: string;
}
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };
export type Caller = <C extends Call>(name: C, args: Args<C>) => Promise<Outcome<Answer<C>>>;

interface Runner {
  withSuccessHandler(done: (reply: unknown) => void): Runner;
  withFailureHandler(failed: (error: unknown) => void): Runner;
}
declare const google: { readonly script: { readonly run: Runner } };

type Known = 'accounts' | 'network' | 'slow' | 'version';
/** Failures of google.script.run itself, by the texts that Google gives them (apps-script.md 8, 17); the first that fits. */
const known: readonly (readonly [RegExp, Known])[] = [
  [/PERMISSION_DENIED|Authorization is required|reading from storage|do not have permission/i, 'accounts'],
  [/NetworkError|Connection failure|HTTP 0\b|network/i, 'network'],
  [/timed out|Exceeded maximum execution time|Lock timeout|try again|server error occurred/i, 'slow'],
  [/Script function not found|is not a function/i, 'version'],
];

/** One call of the server as a promise that never rejects: a fault spoken by the server and a failure of the line come out alike. */
export function caller(speak: Speaker): Caller {
  return <C extends Call>(name: C, args: Args<C>) =>
    new Promise<Outcome<Answer<C>>>((resolve) => {
      const failed = (error: unknown): void => resolve({ ok: false, failure: failureOf(error, speak) });
      const done = (reply: unknown): void => {
        if (!isReply(reply)) return failed(new Error(`${name}: no answer`));
        resolve(reply.ok ? { ok: true, value: reply.value as Answer<C> } : { ok: false, failure: reply.fault });
      };
      try {
        const run = google.script.run.withSuccessHandler(done).withFailureHandler(failed) as Runner & Partial<Record<Call, (args: Args<C>) => void>>,
          server = run[name];
        if (server === undefined) failed(new Error(`Script function not found: ${name}`));
        else server.call(run, args);
      } catch (error) {
        failed(error);
      }
    });
}

const isReply = (reply: unknown): reply is Reply<unknown> => typeof reply === 'object' && reply !== null && typeof (reply as { ok?: unknown }).ok === 'boolean';

export function failureOf(error: unknown, { say }: Speaker): Failure {
  const message =
    error instanceof Error ? error.message : typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
  const code = known.find(([text]) => text.test(message))?.[1] ?? 'unknown';
  return { code, what: say(`fault.${code}.what`, { message }), mend: say(`fault.${code}.mend`) };
}
