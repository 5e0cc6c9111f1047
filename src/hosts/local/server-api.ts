/** The JSON interface for tests and scripts (docs/architecture.md): functions of the bundle, clock, bill, faults, outbox, menu. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Outcome } from './executions';
import type { Host } from './host';
import { latencies } from './latency';
import { ApiError, asked, bodyOf, param } from './server-request';
import { serveTabs } from './server-tabs';
import type { Menu, MenuEntry } from './ui-types';

/** Sends what a function gave, or its error with status 500 (503 when too much runs at once). */
export function sendOutcome(reply: FastifyReply, outcome: Outcome): FastifyReply {
  if (!outcome.ok) {
    const { name, message } = outcome.error;
    return reply
      .code(outcome.refused ? 503 : name === 'ReferenceError' && message.startsWith('Script function not found') ? 404 : 500)
      .send({ error: { name, message } });
  }
  return reply.type('application/json; charset=utf-8').send(outcome.result.as === 'json' ? outcome.result.json : 'null');
}

const opening = /sidebar|panel/i;
function marked(entry: MenuEntry): unknown {
  if ('items' in entry) return { ...entry, items: entry.items.map(marked) };
  return 'function' in entry && opening.test(entry.function) ? { ...entry, opensSidebar: true } : entry;
}
/** One menu is given as its items, several as named groups. */
const menuItems = (menus: readonly Menu[]): unknown[] =>
  menus.length === 1 ? (menus[0]?.items ?? []).map(marked) : menus.map((menu) => ({ name: menu.name, items: menu.items.map(marked) }));

export function serveApi(app: FastifyInstance, host: Host): void {
  const clockNow = (): object => ({ now: new Date(host.clock.now()).toISOString(), frozen: host.clock.frozen() });

  app.post('/api/call/:function', async (request, reply) => {
    const name = param(request, 'function');
    const args = bodyOf(request, []);
    if (!Array.isArray(args)) throw new ApiError(400, 'The body must be a JSON array of the arguments.');
    if (name.endsWith('_')) throw new ApiError(404, `Script function not found: ${name} (names that end with _ are private).`);
    const { client } = asked(request);
    return sendOutcome(reply, await host.run({ function: name, kind: 'run', args, wants: 'wire', ...(client === undefined ? {} : { client }) }));
  });

  app.post('/api/run/:function', async (request, reply) => {
    const { client } = asked(request);
    const outcome = await host.run({
      function: param(request, 'function'),
      kind: 'menu',
      args: bodyOf(request, []) as unknown[],
      wants: 'nothing',
      ...(client === undefined ? {} : { client }),
    });
    return outcome.ok ? reply.send({ ok: true, shown: outcome.shown }) : sendOutcome(reply, outcome);
  });

  app.get('/api/menu', async () => {
    if (host.menus().length === 0) await host.opened();
    return menuItems(host.menus());
  });

  app.get('/api/clock', clockNow);
  app.post('/api/clock', async (request) => {
    const { now } = bodyOf(request, {}) as { now?: unknown };
    const ms = typeof now === 'number' ? now : Date.parse(String(now));
    if (Number.isNaN(ms)) throw new ApiError(400, 'Send {"now": "2026-11-21T09:00:00+03:00"}: a time in ISO 8601 with its offset.');
    try {
      const fired = await host.moveClock(ms);
      return { ...clockNow(), fired };
    } catch (error) {
      throw error instanceof RangeError ? new ApiError(409, error.message) : error;
    }
  });

  app.get('/api/bill', (request) => {
    const query = asked(request);
    if (query['latencies'] !== undefined) return latencies;
    const executions = host.bills.all();
    if (query['reset'] !== undefined) host.bills.reset();
    return { executions: query['last'] === undefined ? executions : executions.slice(-Number(query['last'])), running: host.executions.running() };
  });
  app.delete('/api/bill', () => {
    host.bills.reset();
    return { executions: [] };
  });

  app.get('/api/faults', () => ({ faults: host.faults.all() }));
  app.delete('/api/faults', () => {
    host.faults.clear();
    return { faults: [] };
  });
  app.post('/api/faults', (request) => {
    const given = bodyOf(request, {});
    const armed = (Array.isArray(given) ? given : [given]).map((one: Record<string, unknown>) => {
      const { function: name = '*', method, nth = 1, when = 'before', error } = one;
      if (typeof method !== 'string' || typeof error !== 'string' || (when !== 'before' && when !== 'after') || !(Number(nth) >= 1))
        throw new ApiError(400, 'Send {"function": "doPost", "method": "appendRow", "nth": 1, "when": "before", "error": "text, or kill"}.');
      return host.faults.arm({ function: String(name), method, nth: Number(nth), when, error });
    });
    return { faults: armed };
  });

  app.get('/api/outbox', () => ({ mails: host.outbox() }));
  serveTabs(app, host);
}
