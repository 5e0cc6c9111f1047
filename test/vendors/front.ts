import Fastify from 'fastify';
import type { Answer, Asked } from './wire';

/** A stand-in on the network. */
export interface Front {
  /** `http://127.0.0.1:51234` */
  readonly base: string;
  readonly close: () => Promise<void>;
}

/** Serves on loopback; port 0 takes any. Bodies are read as text, whatever they call themselves. */
export async function openFront(handle: (asked: Asked) => Answer | Promise<Answer>, port = 0): Promise<Front> {
  const server = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 16 * 1024 * 1024, routerOptions: { maxParamLength: 2000 } });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.all('/*', async (request, reply) => {
    const [path = '', ...query] = request.url.split('?');
    const made = await handle({
      method: request.method,
      origin: `http://${request.headers.host ?? ''}`,
      path,
      query: query.join('?'),
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      body: typeof request.body === 'string' ? request.body : '',
    });
    if (made.delayMs) await new Promise((resolve) => setTimeout(resolve, made.delayMs));
    if (made.broken) {
      reply.hijack();
      request.raw.socket.resetAndDestroy();
      return reply;
    }
    if (made.declared !== undefined) {
      reply.hijack();
      reply.raw.writeHead(made.status, { ...made.headers, 'content-length': made.declared });
      reply.raw.write(made.text, () => request.raw.socket.destroy());
      return reply;
    }
    return reply
      .code(made.status)
      .headers(made.headers)
      .send(made.status === 204 ? undefined : made.text);
  });
  await server.listen({ port, host: '127.0.0.1' });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port.');
  return { base: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
