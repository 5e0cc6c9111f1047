import { reconciliationSheet } from '../../sheets-templates/reconciliation';
import { problemWords, speak } from '../i18n/speak';
import { connections, reachOf } from '../ingest/connections';
import { askEverything } from '../ingest/pokes';
import { settleProblems } from '../ingest/problems';
import { type Day, daysBetween, type Instant, isDay, isoTime } from '../kernel/calendar';
import { Fault, type FaultCode } from '../kernel/fault';
import type { ProblemCode } from '../kernel/problem';
import type { Connection } from '../ports/crm-source';
import type { World } from '../ports/world';
import { forPeople } from './crm-title';
import { SECRET, WEB_APP } from './install';
import { isMeterFull } from './pull-meter';
import { changesOf, nowOf, passes, pullOf } from './pull-state';
import { lastEventOf, silenceOf } from './watch-silence';

type Code = ProblemCode | FaultCode;
/** Something that the owner ought to know; `mailed`: he has been told. */
interface Incident {
  readonly crm: string;
  readonly code: Code;
  readonly details: Readonly<Record<string, unknown>>;
  readonly since: Instant;
  readonly mailed: boolean;
}
interface Watched {
  readonly at: Instant;
  readonly hooks: Readonly<Record<string, string>>;
  readonly incidents: readonly Incident[];
}
/** Store: what the last look found, JSON. */
const KEY = 'watch';
const HOUR = 3_600_000;
/** Days before a token ends; milliseconds a fault may last before it is worth a letter. */
const DAYS = 7,
  PATIENCE = HOUR;

const watched = (world: World): Watched => JSON.parse(world.store.get(KEY) ?? '{"at":0,"hooks":{},"incidents":[]}') as Watched;
export const isWatchDue = (world: World): boolean => world.now - watched(world).at >= HOUR && connections(world.store).length > 0;

/** The address that this CRM's webhook has; '' until the web app is deployed. */
export function hookAddress(world: World, crm: string): string {
  const address = world.store.get(WEB_APP) ?? '',
    secret = world.store.get(SECRET) ?? '';
  return address === '' || secret === '' ? '' : `${address}?k=${encodeURIComponent(secret)}&crm=${crm}`;
}

/**
 * Do the CRMs still send, and can they still be asked? A hook that was switched off is switched on again, and what was missed is asked for. The owner gets one letter for each incident,
 * not one each hour; what is over disappears by itself. The lock must not be held.
 */
export function watch(world: World): void {
  const before = watched(world),
    hooks: Record<string, string> = {},
    found: Omit<Incident, 'since' | 'mailed'>[] = [];
  for (const connection of connections(world.store)) {
    if (!Object.hasOwn(world.sources, connection.crm)) continue;
    const hook = hookOf(world, connection);
    hooks[connection.crm] = hook.state;
    found.push(...hook.found, ...tokenOf(world, connection), ...faultsOf(world, connection.crm));
    const since = connection.options.mode === 'poll' ? null : silenceOf(world, connection.crm);
    if (since !== null) {
      found.push({
        crm: connection.crm,
        code: 'crm-silent',
        details: { crm: connection.crm, since: isoTime(since, world.zone).slice(0, 16).replace('T', ' ') },
      });
      if (!before.incidents.some(({ crm, code }) => crm === connection.crm && code === 'crm-silent')) askAll(world, connection.crm);
    }
  }
  if (isMeterFull(world)) found.push({ crm: '', code: 'quota-used', details: { why: '' } });
  const incidents = found.map((one): Incident => {
    const known = before.incidents.find(({ crm, code }) => crm === one.crm && code === one.code);
    return { ...one, since: known?.since ?? world.now, mailed: known?.mailed || tell(world, one) };
  });
  const tab = reconciliationSheet.title[world.lang],
    lines = incidents.filter(({ code }) => code !== 'hook-mended');
  world.lock.within(30_000, () => {
    if (lines.length > 0 || before.incidents.length > 0)
      settleProblems(
        world,
        lines.map(({ code, details, since }) => ({ at: since, tab, row: '', ...wordsOf(code, details, world), times: 1 })),
        [tab],
      );
    world.store.set({ [KEY]: JSON.stringify({ at: world.now, hooks, incidents } satisfies Watched) });
  });
}

const wordsOf = (code: Code, details: Incident['details'], world: World): { readonly what: string; readonly mend: string } =>
  problemWords(code as ProblemCode, forPeople(details, world.lang) as never, world.lang);
function tell(world: World, { code, details }: Pick<Incident, 'code' | 'details'>): boolean {
  const { what, mend } = wordsOf(code, details, world);
  return world.mail(speak(world.lang)('mail.subject', { what }), `${what}\n\n${mend}`);
}
const askAll = (world: World, crm: string): void => {
  world.lock.within(30_000, () => world.store.set(askEverything(crm)));
};

type Found = Omit<Incident, 'since' | 'mailed'>;
/** The hook there, armed again where that is possible. A CRM that cannot be asked now tells nothing of its hook. */
function hookOf(world: World, { crm, options }: Connection): { readonly state: string; readonly found: readonly Found[] } {
  const address = hookAddress(world, crm),
    { source, reach } = reachOf(world, crm);
  if (!source.hook || address === '' || options.mode === 'poll') return { state: 'unknown', found: [] };
  try {
    const state = source.hook(reach, address);
    if (state !== 'disabled' && state !== 'missing') return { state, found: [] };
    try {
      if (!source.arm) throw new Fault('no-rights', { crm, what: '' });
      source.arm(reach, address);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { state, found: [{ crm, code: 'hook-off', details: { crm } }] };
    }
    askAll(world, crm);
    return { state: 'armed', found: [{ crm, code: 'hook-mended', details: { crm } }] };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { state: 'unknown', found: [] };
  }
}
function tokenOf(world: World, { crm, options }: Connection): readonly Found[] {
  const day: Day = options.token_ends ?? '';
  return isDay(day) && daysBetween(world.today, day) <= DAYS ? [{ crm, code: 'token-ends', details: { crm, day } }] : [];
}
/** What a person must mend is told at once, what may pass by itself after an hour. */
function faultsOf(world: World, crm: string): readonly Found[] {
  const waits = pullOf(world.store, crm)?.waits ?? changesOf(world.store, crm)?.waits;
  if (!waits) return [];
  const isQuota = /too many times|quota/i.test(String(waits.details.why ?? ''));
  if (isQuota) return [{ crm, code: 'quota-used', details: { why: String(waits.details.why) } }];
  return passes(waits.code) && nowOf(world) - waits.since < PATIENCE ? [] : [{ crm, code: waits.code as FaultCode, details: waits.details }];
}

/** For the sidebar: the hook as last seen, the last event that came by itself, what is wrong now. */
export interface WatchView {
  readonly crm: string;
  readonly hook: string;
  readonly lastEvent: Instant | null;
  readonly incidents: readonly { readonly code: string; readonly since: Instant; readonly what: string; readonly mend: string }[];
}
export function watchState(world: World): WatchView[] {
  const { hooks, incidents } = watched(world);
  return connections(world.store).map(({ crm }) => ({
    crm,
    hook: hooks[crm] ?? 'unknown',
    lastEvent: lastEventOf(world, crm),
    incidents: incidents
      .filter((one) => one.crm === crm || one.crm === '')
      .map(({ code, since, details }) => ({ code, since, ...wordsOf(code, details, world) })),
  }));
}
