/** The web app's address, `/exec`: https://developers.google.com/apps-script/guides/web and guides/content. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Outcome } from './executions';
import type { Host } from './host';
import { isReserved, webEvent } from './web-event';
import { errorPage, noSuchPage, type Served, webAppPage } from './web-pages';

const mimes: Readonly<Record<string, string>> = {
  ATOM: 'application/atom+xml',
  CSV: 'text/csv',
  ICAL: 'text/calendar',
  JAVASCRIPT: 'application/javascript',
  JSON: 'application/json',
  RSS: 'application/rss+xml',
  TEXT: 'text/plain',
  VCARD: 'text/vcard',
  XML: 'application/xml',
};

interface Echo {
  readonly mime: string;
  readonly content: string;
  readonly file: string | null;
}

/** Query of an address as it was sent, without the question mark. */
export const queryOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');

const give = (reply: FastifyReply, served: Served): FastifyReply => reply.code(served.status).headers(served.headers).send(served.body);

export function serveExec(app: FastifyInstance, host: Host): void {
  const echoes = new Map<string, Echo>();

  function result(outcome: Outcome, query: string, reply: FastifyReply): FastifyReply {
    if (!outcome.ok)
      return give(
        reply,
        errorPage(outcome.error.name === 'ReferenceError' || outcome.refused ? outcome.error.message : `${outcome.error.name}: ${outcome.error.message}`),
      );
    const { result: value } = outcome;
    switch (value.as) {
      case 'html':
        return give(reply, webAppPage(value.page, { id: '', client: '', query, functions: [...host.functions] }));
      case 'text': {
        const key = randomBytes(48).toString('base64url');
        echoes.set(key, value);
        setTimeout(() => echoes.delete(key), 60_000).unref();
        return reply
          .code(302)
          .headers({ location: `/macros/echo?user_content_key=${key}`, 'access-control-allow-origin': '*', 'content-type': 'text/html; charset=utf-8' })
          .send('<HTML><HEAD><TITLE>Moved Temporarily</TITLE></HEAD><BODY>The document has moved.</BODY></HTML>');
      }
      case 'nothing':
        return give(reply, errorPage('The script completed but did not return anything.'));
      default:
        return give(reply, errorPage('The script completed but the returned value is not a supported return type.'));
    }
  }

  async function exec(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = queryOf(request.url);
    const method = request.method === 'POST' ? 'POST' : 'GET';
    const event = webEvent({
      method,
      query,
      pathInfo: null,
      type: request.headers['content-type'] ?? '',
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    });
    if (isReserved(event)) return give(reply, noSuchPage(405));
    const outcome = await host.run({
      function: method === 'POST' ? 'doPost' : 'doGet',
      kind: method === 'POST' ? 'doPost' : 'doGet',
      args: [event],
      wants: 'page',
    });
    return result(outcome, query, reply);
  }

  app.head('/exec', (_request, reply) => reply.code(403).send());
  app.get('/exec', exec);
  app.post('/exec', exec);
  // an address below /exec demands a login even of an anonymous web app (since February 2023)
  app.all('/exec/*', (_request, reply) => reply.code(302).header('location', 'https://accounts.google.com/ServiceLogin').send());
  app.get('/macros/echo', (request, reply) => {
    const key = String((request.query as Record<string, unknown>)['user_content_key'] ?? '');
    const echo = echoes.get(key);
    if (echo === undefined) return give(reply, noSuchPage(404));
    echoes.delete(key);
    const download: Record<string, string> = echo.file === null ? {} : { 'content-disposition': `attachment; filename="${echo.file.replaceAll('"', '')}"` };
    return reply
      .headers({ 'content-type': `${mimes[echo.mime] ?? 'text/plain'}; charset=utf-8`, 'access-control-allow-origin': '*', ...download })
      .send(echo.content);
  });
  app.post('/macros/echo', (_request, reply) => give(reply, noSuchPage(405)));
}
