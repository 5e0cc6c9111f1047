import type { Account, LiveKind } from './account';
import type { FaultKind, Faults } from './faults';
import type { Hooks } from './hooks';
import { type Answer, type Asked, answer, readQuery, textAt } from './wire';

/** What a stand-in in a process of its own can be told over HTTP, under `/-/`; no vendor has such paths. */
export interface Controlled {
  readonly account: Account;
  readonly faults: Faults;
  readonly hooks: Hooks;
}
const kinds: readonly FaultKind[] = ['slow', '500', '502', '503', '504', 'html', 'half', 'cut', 'reset'];

/**
 * GET  /-/state                        clock, counts of records and webhooks
 * GET  /-/truth                        every record as it is now
 * POST /-/live?n=10&every=7000         further changes; `kinds=status,funnel` only these
 * POST /-/clock?add=60000              or `set=2026-11-21T12:00:00Z`
 * POST /-/send?minutes=30              sends webhooks that are due, or those of the next minutes, the clock going along
 * POST /-/hooks?lose=0.05&double=0.05&late=0.05&outage=30   shares, and an outage of so many minutes from now on; `disable=1` disables all
 * POST /-/fault?kind=502&next=3&when=leads   arms a fault; without `kind` all are disarmed
 */
export async function control({ account, faults, hooks }: Controlled, { method, path, query }: Asked): Promise<Answer> {
  const asked = readQuery(query),
    text = (key: string): string | null => textAt(asked, key),
    number = (key: string): number | null => (text(key) === null ? null : Number(text(key)));
  const { clock, records } = account,
    json = (content: unknown): Answer => answer(200, JSON.stringify(content));
  const state = (): unknown => ({
    now: new Date(clock.now()).toISOString(),
    deals: records.deals.size,
    leads: records.leads.size,
    contacts: records.contacts.size,
    companies: records.companies.size,
    tasks: records.tasks.size,
    notes: records.notes.size,
    changes: records.changes.length,
    hooks: [...hooks.all.values()].map(({ destination, disabled }) => ({ destination: destination.replace(/\?.*$/s, ''), disabled })),
    pending: hooks.pending(),
    webhooks: hooks.counts,
    faults: faults.counts(),
  });
  const word = path.replace(/^\/-\//, '');
  if (method === 'GET') return word === 'state' ? json(state()) : word === 'truth' ? json(account.truth()) : answer(404, '{}');
  switch (word) {
    case 'live': {
      const only = text('kinds')?.split(',') as LiveKind[] | undefined;
      account.live(number('n') ?? 1, { everyMs: number('every') ?? 7_000, ...(only ? { kinds: Object.fromEntries(only.map((kind) => [kind, 1])) } : {}) });
      return json(state());
    }
    case 'clock': {
      const to = text('set');
      if (to !== null) clock.set(Date.parse(to));
      clock.add(number('add') ?? 0);
      return json(state());
    }
    case 'send': {
      const minutes = number('minutes');
      await (minutes === null ? hooks.run() : hooks.runTo(clock.now() + minutes * 60_000));
      return json(state());
    }
    case 'hooks': {
      for (const key of ['lose', 'double', 'late', 'deaf', 'batch'] as const) hooks.knobs[key] = number(key) ?? hooks.knobs[key];
      const outage = number('outage');
      if (outage !== null) hooks.knobs.outages = [...hooks.knobs.outages, { from: clock.now(), to: clock.now() + outage * 60_000 }];
      if (text('disable') === '1') hooks.disableAll();
      return json(state());
    }
    case 'fault': {
      const kind = kinds.find((one) => one === text('kind'));
      if (kind)
        faults.arm({
          kind,
          next: number('next') ?? 1,
          ...(text('when') === null ? {} : { when: new RegExp(text('when') ?? '') }),
          ...(number('ms') === null ? {} : { ms: number('ms') ?? 0 }),
        });
      else faults.disarm();
      return json(state());
    }
    default:
      return answer(404, '{}');
  }
}
