import type { Answer, Asked } from './wire';

/** The same shapes as ports/http, written again: the stand-ins share nothing with the product. */
export interface DoorRequest {
  readonly url: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly type?: string;
}
export interface DoorReply {
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Asks a stand-in in the same process, synchronously and without the network. `waited` hears how long the answer took (an armed slow one), in milliseconds; above 60 s nothing comes. */
export function openDoor(handle: (asked: Asked) => Answer, waited: (ms: number) => void = () => undefined): (request: DoorRequest) => DoorReply {
  return ({ url, method, headers = {}, body = '', type }) => {
    const { origin, pathname, search } = new URL(url);
    const given = Object.fromEntries(
      Object.entries({ ...headers, ...(type === undefined ? {} : { 'content-type': type }) }).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const made = handle({ method: method.toUpperCase(), origin, path: pathname, query: search.slice(1), headers: given, body });
    if (made.delayMs) waited(Math.min(60_000, made.delayMs));
    if (made.broken || made.declared !== undefined || (made.delayMs ?? 0) > 60_000) return { code: 0, headers: {}, text: 'Address unavailable' };
    return { code: made.status, headers: made.headers, text: made.text };
  };
}
