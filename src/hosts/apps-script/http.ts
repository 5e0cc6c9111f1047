import type { Http, HttpReply, HttpRequest } from '../../ports/http';

type Options = GoogleAppsScript.URL_Fetch.URLFetchRequest;

const optionsOf = ({ url, method, headers, body, type }: HttpRequest): Options => ({
  url,
  method,
  headers: { ...headers },
  muteHttpExceptions: true,
  followRedirects: false, // a redirect would carry the token to another host
  ...(body === undefined ? {} : { payload: body }),
  ...(type === undefined ? {} : { contentType: type }),
});
const replyOf = (response: GoogleAppsScript.URL_Fetch.HTTPResponse): HttpReply => ({
  code: response.getResponseCode(),
  headers: Object.fromEntries(Object.entries(response.getHeaders() as Record<string, unknown>).map(([name, value]) => [name.toLowerCase(), String(value)])),
  text: response.getContentText(),
});
const failed = (error: unknown): HttpReply => ({ code: 0, headers: {}, text: error instanceof Error ? error.message : String(error) });

/**
 * UrlFetchApp as the way out. `fetchAll` throws when one of the requests gets no answer at all (no such host, certificate, time-out), so they are then sent one by one
 * and each failure stays with its own request.
 */
export const urlFetch = (): Http => ({
  send: (requests) => {
    if (requests.length === 0) return [];
    try {
      return UrlFetchApp.fetchAll(requests.map(optionsOf)).map(replyOf);
    } catch (error) {
      if (requests.length === 1) return [failed(error)];
      return requests.map((request) => {
        try {
          const { url, ...options } = optionsOf(request);
          return replyOf(UrlFetchApp.fetch(url, options));
        } catch (alone) {
          return failed(alone);
        }
      });
    }
  },
  pause: (ms) => Utilities.sleep(Math.min(ms, 300_000)),
  clock: () => Date.now(),
});

/** One e-mail to whoever owns the installation. */
export function mailOwner(subject: string, text: string): boolean {
  const to = Session.getEffectiveUser().getEmail();
  if (to === '' || MailApp.getRemainingDailyQuota() < 1) return false;
  MailApp.sendEmail(to, subject, text);
  return true;
}
