import { connectionOf, forgetConnection, keepConnection, reachOf } from '../ingest/connections';
import { Fault } from '../kernel/fault';
import type { Connection, CrmSource } from '../ports/crm-source';
import type { World } from '../ports/world';
import { begun, keepSetup, type Setup, setupOf } from './connect-state';
import { saveDirectories } from './directories';
import { startPull, stopPull } from './pull';
import { forgottenPull } from './pull-state';
import { noMonths } from './pull-tally';
import { type SetupPage, setupPage } from './setup-panel';
import { hookAddress } from './watch';

/** What a person does in the set-up assistant: one act, one call. `token` and `options` go in and never come out again. */
export type ConnectArgs = { readonly crm: string } & (
  | {
      readonly act:
        | 'choose'
        /** not this one after all: forgets the choice, not the rows */
        | 'drop'
        /** go on without a key */
        | 'keyless'
        /** list stages, fields and people from the CRM */
        | 'list'
        | 'confirm'
        /** register the webhook there */
        | 'arm'
        /** go on without the first event */
        | 'later'
        /** hooks cannot be had: ask every minute */
        | 'poll'
        | 'hook'
        | 'load'
        | 'stop'
        | 'reconcile'
        | 'disconnect';
    }
  | { readonly act: 'key'; readonly address: string; readonly token: string; readonly options: Readonly<Record<string, string>> }
  | { readonly act: 'sign'; readonly token: string }
);

/**
 * One act of the set-up assistant; the answer is the page after it. Throws what the source throws (a key that the CRM refuses replaces none that works), Fault connection-missing, busy,
 * tab-unknown for a CRM that we do not know.
 */
export function connectCrm(world: World, args: ConnectArgs): SetupPage {
  const { crm } = args,
    { store } = world;
  if (!Object.hasOwn(world.crms, crm)) throw new Fault('tab-unknown', { key: crm });
  const before = setupOf(store, crm) ?? begun(world.now),
    keep = (changed: Partial<Setup>): void => keepSetup(store, crm, { ...before, ...changed });
  switch (args.act) {
    case 'choose':
      keep({ keyless: false });
      break;
    case 'drop':
      keepSetup(store, crm, null);
      break;
    case 'keyless':
      keep({ keyless: true });
      break;
    case 'key':
      keep(keyOf(world, args, before));
      break;
    case 'list':
      saveDirectories(world, crm);
      keep({ listed: true });
      break;
    case 'confirm':
      keep({ confirmed: true });
      break;
    case 'arm':
      armOf(world, crm);
      keep({ armed: true });
      withOptions(world, crm, { mode: 'hook' });
      break;
    case 'later':
      keep({ later: true });
      break;
    case 'poll':
    case 'hook':
      withOptions(world, crm, { mode: args.act });
      break;
    case 'sign':
      withOptions(world, crm, { application_token: args.token.trim() });
      break;
    case 'load':
    case 'reconcile':
      startPull(world, crm, args.act);
      break;
    case 'stop':
      stopPull(world, crm);
      break;
    case 'disconnect':
      stopPull(world, crm);
      forgetConnection(store, crm);
      keepSetup(store, crm, null);
      break;
  }
  return setupPage(world);
}

/** Tries the key before it is kept. Another account than before has nothing to do with what was pulled. */
function keyOf(world: World, { crm, address, token, options }: ConnectArgs & { readonly act: 'key' }, before: Setup): Partial<Setup> {
  const source = sourceOf(world, crm),
    held = connectionOf(world.store, crm);
  const connection: Connection = source.clean({ crm, address, token, options: { ...held?.options, ...filled(options) } });
  const { account, zone, refused } = source.check({ http: world.http, connection, zone: world.zone }),
    isSame = before.checked === null || before.checked.account === account;
  if (!isSame) world.store.set({ ...forgottenPull(crm), ...noMonths(crm, source.entities) });
  keepConnection(world.store, connection);
  return {
    keyless: false,
    checked: { at: world.now, account, zone, refused },
    ...(isSame ? {} : { listed: false, confirmed: false, armed: false }),
  };
}
/** A blank answer stands for what the source offers. */
const filled = (options: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(options)
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );

function sourceOf(world: World, crm: string): CrmSource {
  const source = Object.hasOwn(world.sources, crm) ? world.sources[crm] : undefined;
  if (!source) throw new Fault('connection-missing', { crm });
  return source;
}
function armOf(world: World, crm: string): void {
  const { source, reach } = reachOf(world, crm);
  if (!source.arm) throw new Fault('no-rights', { crm, what: '' });
  source.arm(reach, hookAddress(world, crm));
}
function withOptions(world: World, crm: string, options: Readonly<Record<string, string>>): void {
  const { connection } = reachOf(world, crm).reach;
  keepConnection(world.store, { ...connection, options: { ...connection.options, ...options } });
}
