/** UrlFetchApp's requests, carried out. The texts are Google's. */
import type { FetchReply, FetchRequest } from '../services/url-fetch-app';

const none = (failure: string): FetchReply => ({ code: 0, headers: {}, body: new Uint8Array(), failure });

function failureOf(error: unknown, request: FetchRequest): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `Timeout: ${request.url}`;
  const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
  return cause?.code === 'ENOTFOUND' || cause?.code === 'EAI_AGAIN' ? `DNS error: ${request.url}` : `Address unavailable: ${request.url}`;
}

/** One request; never rejects. */
export async function carryOut(request: FetchRequest): Promise<FetchReply> {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: request.follow ? 'follow' : 'manual',
      signal: AbortSignal.timeout(request.timeoutMs),
      ...(request.body === null ? {} : { body: request.body as Uint8Array<ArrayBuffer> }),
    });
    const headers: Record<string, string | string[]> = Object.fromEntries(response.headers.entries());
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 1) headers['set-cookie'] = cookies;
    return { code: response.status, headers, body: new Uint8Array(await response.arrayBuffer()), failure: null };
  } catch (error) {
    return none(failureOf(error, request));
  }
}
