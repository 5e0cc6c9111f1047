/** The HTTP server of the local host, on 127.0.0.1 only. */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { WebSocketServer } from 'ws';
import type { Host } from './host';
import { serveApi } from './server-api';
import { serveExec } from './server-exec';
import { ApiError, param } from './server-request';
import { panelPage } from './web-pages';

export interface Server {
  readonly port: number;
  readonly base: string;
  readonly close: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};
/** Apps Script takes no body of this size; ours is a guard of the host itself. */
const largestBody = 64 * 1024 * 1024;

function serveFiles(app: FastifyInstance, host: Host, folder: string): void {
  const send = (name: string): { readonly body: Buffer; readonly type: string } | null => {
    const path = join(folder, name);
    return /^\w[\w.-]*$/.test(name) && existsSync(path) ? { body: readFileSync(path), type: types[extname(name)] ?? 'application/octet-stream' } : null;
  };
  app.get('/', (_request, reply) => {
    const page = send('page.html');
    if (page === null)
      return reply
        .type('text/html; charset=utf-8')
        .send('<!DOCTYPE html><title>Cifra</title><p>The page of the workbook is not built: run "npm run build".</p>');
    return reply.type(page.type).header('cache-control', 'no-cache').send(page.body);
  });
  app.get('/:file', (request, reply) => {
    const found = send(param(request, 'file'));
    if (found === null || param(request, 'file').endsWith('.cjs')) throw new ApiError(404, `There is no page ${request.url}: open / for the workbook.`);
    return reply.type(found.type).header('cache-control', 'no-cache').send(found.body);
  });
  app.get('/sidebar/:id', (request, reply) => {
    const id = param(request, 'id');
    const kept = host.page(id);
    if (kept === null) throw new ApiError(404, 'This panel is closed: open it again from the menu.');
    const served = panelPage(kept.page, { id, client: kept.client, query: '', functions: [...host.functions] });
    return reply.code(served.status).headers(served.headers).send(served.body);
  });
}

function serveLive(app: FastifyInstance, host: Host): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestBody });
  app.server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { live } = host;
    if (url.pathname !== '/live' || live === null || !isOurs(request.headers)) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const connection = live.connect({ send: (text) => client.send(text) }, url.searchParams.get('client') ?? undefined);
      client.on('message', (data) => {
        try {
          connection.receive(data.toString());
          void host.durable();
        } catch (error) {
          console.error(`A page sent what the workbook cannot take: ${error instanceof Error ? error.message : String(error)}`);
          client.close(1008, 'not understood');
        }
      });
      client.on('close', () => connection.close());
      client.on('error', () => client.terminate());
      void host.opened();
    });
  });
  return sockets;
}

/**
 * A page of another site may not reach into the workbook of whoever visits it: the request must name this host, and its page must be one of this host, under the same name and port.
 * `Origin: null` is what a sandboxed frame of any site sends, so it is refused; our panels are frames that keep the origin of this host.
 */
const isOurs = ({ origin, host = '' }: { readonly origin?: string | undefined; readonly host?: string | undefined }): boolean =>
  /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host) && (origin === undefined || origin === `http://${host}`);

/** Starts to listen. `port` 0 takes a free one. Throws what listening throws (a taken port). */
export async function startServer(host: Host, options: { readonly port: number; readonly files: string }): Promise<Server> {
  const app = fastify({ bodyLimit: largestBody, forceCloseConnections: 'idle', routerOptions: { ignoreTrailingSlash: true } });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof ApiError ? error.status : ((error as { statusCode?: number }).statusCode ?? 500);
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return reply.code(status).send({ error: { name, message } });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: { name: 'ApiError', message: `Nothing answers ${request.method} ${request.url.split('?')[0]}: see docs/architecture.md for the interface.` },
    }),
  );
  // the webhook's address may be reached through a tunnel; all the rest belongs to this machine, under its own name
  app.addHook('onRequest', (request, _reply, done) => {
    const open = /^\/(exec|macros\/echo)\b/.test(request.url);
    done(open || isOurs(request.headers) ? undefined : new ApiError(403, 'Only pages of this host, opened as 127.0.0.1, may use its interface.'));
  });
  serveExec(app, host);
  serveApi(app, host);
  serveFiles(app, host, options.files);
  await app.ready();
  const sockets = serveLive(app, host);
  const base = await app.listen({ port: options.port, host: '127.0.0.1' });
  host.setAddress(base);
  return {
    base,
    port: Number(new URL(base).port),
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      await app.close();
    },
  };
}
