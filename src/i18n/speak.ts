import type { FaultCode, FaultDetails } from '../kernel/fault';
import type { Flaw, ProblemCode, ProblemDetails } from '../kernel/problem';
import type { Lang, Words } from '../kernel/sheet-template';
import type { TextKey } from './catalogue';
import { catalogue } from './catalogue';

/** Details that a text needs, by the names in its braces. */
export type Details = Readonly<Record<string, unknown>>;
export type Say = (key: TextKey, details?: Details) => string;

/** Puts details into a text; a name without a detail stays in its braces, so that a slip is seen. Pure: a value with braces is not filled in again. */
export const fill = (text: string, details: Details = {}): string =>
  text.replace(/\{(\w+)\}/g, (braces, name: string) => (name in details ? String(details[name]) : braces));

let apart: (() => Readonly<Record<string, Words>>) | null = null;
/** Sentences that the build keeps apart from the code: read when the first of them is spoken. */
export const sentencesFrom = (read: () => Readonly<Record<string, Words>>): void => {
  apart = read;
};
const known: Record<string, Words> = { ...catalogue };
function wordsOf(key: string): Words | undefined {
  if (known[key] === undefined && apart !== null) {
    Object.assign(known, apart());
    apart = null;
  }
  return known[key];
}

/** Texts of the catalogue in one language. */
export const speak =
  (lang: Lang): Say =>
  (key, details) =>
    fill((wordsOf(key) as Words)[lang], details);

interface Spoken {
  readonly what: string;
  readonly mend: string;
}

/** Words of a problem, or of a fault that became one because it concerns a single row: what is wrong and how to mend it. */
export function problemWords<C extends ProblemCode>(code: C, details: ProblemDetails[C], lang: Lang): Spoken;
export function problemWords<C extends FaultCode>(code: C, details: FaultDetails[C], lang: Lang): Spoken;
export function problemWords(code: ProblemCode | FaultCode, details: Details, lang: Lang): Spoken {
  const say = speak(lang),
    kind = wordsOf(`problem.${code}.what`) === undefined ? 'fault' : 'problem';
  return { what: say(`${kind}.${code}.what` as TextKey, details), mend: say(`${kind}.${code}.mend` as TextKey, details) };
}

/** The line of the tab `problems` for a flaw that was found in the tab titled `tab`; `at` is an instant. */
export const problemRow = (
  flaw: Flaw,
  place: { readonly tab: string; readonly at: number; readonly lang: Lang },
): { at: number; tab: string; row: string; what: string; mend: string; times: number } => ({
  at: place.at,
  tab: place.tab,
  row: flaw.row,
  ...problemWords(flaw.code, flaw.details as never, place.lang),
  times: 1,
});
