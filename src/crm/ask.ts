import { Fault } from '../kernel/fault';
import type { CrmSource, Reach } from '../ports/crm-source';
import type { HttpReply, HttpRequest } from '../ports/http';

/** How a CRM wants to be asked: requests sent together, and milliseconds from the start of one such group to the start of the next. */
export interface Pace {
  readonly together: number;
  readonly everyMs: number;
}
/** What a CRM's own answers mean beyond the HTTP code: a fault to throw, `again` = ask once more after a while, null = the answer is good. Called for every answer. */
export type Verdict = (reply: HttpReply) => Fault | 'again' | null;

/** Pauses before a request is repeated, milliseconds; after the last of them the CRM counts as busy. */
const PAUSES = [1_000, 3_000, 8_000, 20_000];

/**
 * Sends requests at the CRM's pace and repeats those that it turned away for a while (429, 502, 503, 504, a connection that broke). Replies in the order of the requests, each of them good.
 * Throws Fault crm-busy when it goes on turning us away, crm-away when nothing answers, and what `verdict` finds; an unexpected code is crm-nonsense.
 */
export function ask(reach: Reach, requests: readonly HttpRequest[], { pace, verdict }: { readonly pace: Pace; readonly verdict: Verdict }): HttpReply[] {
  const { http, connection } = reach,
    replies: HttpReply[] = new Array(requests.length);
  let left = requests.map((request, i) => ({ request, i })),
    tried = 0;
  while (left.length > 0) {
    const again: typeof left = [];
    let last: HttpReply | null = null;
    for (let from = 0; from < left.length; from += pace.together) {
      const group = left.slice(from, from + pace.together),
        began = http.clock();
      const answers = http.send(group.map(({ request }) => request));
      group.forEach((one, n) => {
        const reply = answers[n] ?? { code: 0, headers: {}, text: '' },
          said = verdict(reply) ?? byCode(reply, connection.crm, one.request.url);
        if (said === null) replies[one.i] = reply;
        else if (said === 'again') {
          again.push(one);
          last = reply;
        } else throw said;
      });
      const used = http.clock() - began;
      if (used < pace.everyMs) http.pause(pace.everyMs - used);
    }
    if (again.length > 0) {
      const pause = PAUSES[tried];
      if (pause === undefined) throw givenUp(last, connection.crm, again[0]?.request.url ?? '');
      http.pause(Math.max(pause, retryAfter(last)));
      tried += 1;
    }
    left = again;
  }
  return replies;
}

const BUSY = [429, 502, 503, 504];
function byCode(reply: HttpReply, crm: string, url: string): Fault | 'again' | null {
  if (reply.code >= 200 && reply.code < 300) return null;
  if (reply.code === 0 || BUSY.includes(reply.code)) return 'again';
  if (reply.code === 401) return new Fault('token-wrong', { crm });
  if (reply.code === 402 || reply.code === 403) return new Fault('no-rights', { crm, what: beginning(reply.text) });
  if (reply.code === 404) return new Fault('address-wrong', { value: hostOf(url) });
  return new Fault('crm-nonsense', { crm, why: `HTTP ${reply.code}: ${beginning(reply.text)}` });
}
const givenUp = (reply: HttpReply | null, crm: string, url: string): Fault =>
  reply === null || reply.code === 0 ? new Fault('crm-away', { address: hostOf(url), why: beginning(reply?.text ?? '') }) : new Fault('crm-busy', { crm });
/** `Retry-After` in seconds, as milliseconds, at most a minute. */
const retryAfter = (reply: HttpReply | null): number => Math.min(60_000, (Number(reply?.headers['retry-after'] ?? 0) || 0) * 1000);

/** The answer as JSON. Throws crm-nonsense for a page of HTML, half an answer, anything that is none. An answer without content (204) is null. */
export function jsonOf(reply: HttpReply, crm: CrmSource['crm']): unknown {
  if (reply.code === 204 || reply.text.trim() === '') return null;
  try {
    return JSON.parse(reply.text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Fault('crm-nonsense', { crm, why: beginning(reply.text) });
  }
}

/** Scheme and host only: paths of incoming webhooks are secrets. */
export const hostOf = (url: string): string => /^https?:\/\/[^/?#@]+/i.exec(url)?.[0] ?? '';
/** The first words of an answer, for a message; tags and long codes (which may be tokens) left out. */
const beginning = (text: string): string =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\w-]{24,}/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
