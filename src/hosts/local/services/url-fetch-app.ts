/** UrlFetchApp over real HTTP: https://developers.google.com/apps-script/reference/url-fetch/url-fetch-app */

import { Blob, bytesOf } from './blob';
import { allowOnly, here, Service, ServiceError } from './core';

/** A request as the owner's thread carries it out. */
export interface FetchRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  readonly follow: boolean;
  readonly timeoutMs: number;
  readonly mute: boolean;
}
/** What came back: `failure` when there was no answer at all. */
export interface FetchReply {
  readonly code: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Uint8Array;
  readonly failure: string | null;
}

export class UrlFetchApp extends Service {
  readonly title = 'UrlFetchApp';
  fetch(url: unknown, params: unknown = {}): HTTPResponse {
    allowOnly(['CUSTOM_FUNCTION', 'FULL'], 'UrlFetchApp.fetch', 'script.external_request');
    here().charge('fetch', 0, 0);
    const request = requestOf({ ...(params as object), url });
    const [reply] = here().ask('fetch', [request]) as readonly FetchReply[];
    return answer(request, reply);
  }
  /** Requests at the same time; the first that fails throws. */
  fetchAll(requests: unknown): readonly HTTPResponse[] {
    allowOnly(['CUSTOM_FUNCTION', 'FULL'], 'UrlFetchApp.fetchAll', 'script.external_request');
    here().charge('fetchAll', 0, 0);
    const all = (requests as unknown[]).map((one) => requestOf(typeof one === 'string' ? { url: one } : (one as Record<string, unknown>)));
    const replies = here().ask('fetch', all) as readonly FetchReply[];
    return all.map((request, i) => answer(request, replies[i]));
  }
}

const encode = (value: unknown): string => encodeURIComponent(String(value)).replaceAll('%20', '+');

function requestOf(given: Record<string, unknown>): FetchRequest {
  const url = String(given['url']);
  if (url.length > 2048) throw new ServiceError('Limit exceeded: URLFetch URL Length.');
  if (!/^https?:\/\/[^/\s]+/i.test(url)) throw new ServiceError(`Invalid argument: ${url}`);
  const { payload } = given;
  const method = String(given['method'] ?? (payload === undefined ? 'get' : 'post')).toUpperCase();
  const headers: Record<string, string> = Object.fromEntries(Object.entries((given['headers'] ?? {}) as object).map(([name, value]) => [name, String(value)]));
  let body: Uint8Array | null = null;
  let type = given['contentType'] === undefined ? null : String(given['contentType']);
  if (payload !== undefined && payload !== null) {
    const form = typeof payload === 'object' && !Array.isArray(payload) && !(payload instanceof Blob);
    body = form
      ? Buffer.from(
          Object.entries(payload)
            .map(([name, value]) => `${encode(name)}=${encode(value)}`)
            .join('&'),
        )
      : bytesOf(payload);
    type ??= payload instanceof Blob && payload.type !== null ? payload.type : 'application/x-www-form-urlencoded';
    if (body.length > 50 * 1024 * 1024) throw new ServiceError('Limit exceeded: URLFetch POST Size.');
  }
  if (type !== null && !Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) headers['Content-Type'] = type;
  const timeout = Number(given['timeoutSeconds'] ?? 360);
  return {
    url,
    method,
    headers,
    body,
    follow: given['followRedirects'] !== false,
    timeoutMs: Math.min(360, timeout) * 1000,
    mute: given['muteHttpExceptions'] === true,
  };
}

function answer(request: FetchRequest, reply: FetchReply | undefined): HTTPResponse {
  if (reply === undefined || reply.failure !== null) throw new ServiceError(reply?.failure ?? `Address unavailable: ${request.url}`);
  const response = new HTTPResponse(reply);
  if (reply.code >= 400 && !request.mute) {
    const host = /^https?:\/\/[^/?#]+/i.exec(request.url)?.[0] ?? request.url;
    throw new ServiceError(
      `Request failed for ${host} returned code ${reply.code}. Truncated server response: ${response.getContentText().slice(0, 150)} (use muteHttpExceptions option to examine full response)`,
    );
  }
  return response;
}

class HTTPResponse extends Service {
  readonly title = 'UrlFetchApp.HTTPResponse';
  constructor(readonly reply: FetchReply) {
    super();
  }
  getResponseCode(): number {
    return this.reply.code;
  }
  getContentText(charset?: unknown): string {
    const named = /charset=([^;\s]+)/i.exec(String(this.reply.headers['Content-Type'] ?? this.reply.headers['content-type'] ?? ''))?.[1];
    return new TextDecoder(charset === undefined ? (named ?? 'utf-8') : String(charset)).decode(this.reply.body);
  }
  getContent(): Uint8Array {
    return this.reply.body;
  }
  getBlob(): Blob {
    const type = this.reply.headers['content-type'];
    return new Blob(this.reply.body, typeof type === 'string' ? type : null, null);
  }
  getHeaders(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.reply.headers).map(([name, value]) => [name, Array.isArray(value) ? (value[value.length - 1] ?? '') : value]),
    );
  }
  getAllHeaders(): Record<string, string | string[]> {
    return { ...this.reply.headers };
  }
}
