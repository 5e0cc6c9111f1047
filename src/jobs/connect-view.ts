import { problemWords } from '../i18n/speak';
import { connections } from '../ingest/connections';
import { DAY_MS, type Instant, offsetAt } from '../kernel/calendar';
import type { Pullable } from '../ports/crm-source';
import type { World } from '../ports/world';
import { chosen, type Setup, type Step, setupOf, stepsOf } from './connect-state';
import { crmTitle, forPeople } from './crm-title';
import { timeText } from './panel';
import { type PullView, pullState } from './pull';
import { isGood } from './reconcile-certificate';
import { hookAddress, type WatchView, watchState } from './watch';
import { lastEventOf } from './watch-silence';

/** What a person is told of one CRM that is wrong, and what to do. */
export interface Told {
  readonly code: string;
  readonly what: string;
  readonly mend: string;
}
/** One CRM of this workbook as the sidebar shows it. Times are ISO texts, '' = never. The key itself is nowhere in it. */
export interface CrmView {
  readonly crm: string;
  readonly title: string;
  readonly colour: 'green' | 'yellow' | 'red';
  /** can be asked by us, once a key is given */
  readonly canAsk: boolean;
  readonly connected: boolean;
  readonly polls: boolean;
  /** we can register the webhook there ourselves */
  readonly canArm: boolean;
  readonly armed: boolean;
  /** answers of the assistant that are no secrets */
  readonly signed: boolean;
  /** the address to paste into this CRM, secret included; '' until the web app is deployed */
  readonly address: string;
  readonly checked: {
    readonly at: string;
    readonly account: string;
    readonly zone: string;
    readonly sameClock: boolean;
    readonly refused: readonly Pullable[];
  } | null;
  readonly lastEvent: string;
  /** empty: it was never set up here, its webhooks just come in */
  readonly steps: readonly Step[];
  /** wrong now: data do not come in, or soon will not */
  readonly told: readonly Told[];
  readonly pull: Pick<PullView, 'what' | 'entity' | 'done' | 'total' | 'etaSeconds' | 'state'>;
  readonly certificate: {
    readonly at: string;
    readonly checked: number;
    readonly missing: number;
    readonly stale: number;
    readonly deleted: number;
    readonly repaired: number;
    /** ids of the deals that differed, as far as a line holds them */
    readonly rows: string;
    readonly good: boolean;
    readonly fresh: boolean;
  } | null;
}

/** In the order in which they are offered. */
const order = ['amocrm', 'bitrix24', 'onec', 'json', 'import'] as const;
export const offered = (world: World): { readonly crm: string; readonly title: string }[] =>
  order.filter((crm) => Object.hasOwn(world.crms, crm)).map((crm) => ({ crm, title: crmTitle(crm, world.lang) }));

/** A reconciliation counts as fresh so long, milliseconds. */
const FRESH = 2 * DAY_MS;
/** Without a fresh certificate, a CRM that sends nothing for so long has stopped sending, milliseconds. */
export const SILENCE = 3 * DAY_MS;
/** Incidents that do not stop data. */
const mild: readonly string[] = ['token-ends', 'hook-mended'];

/** Do both zones show the same time now? A name that the platform does not know is not ours. */
export function isSameClock(now: Instant, one: string, other: string): boolean {
  if (one === '' || one === other) return true;
  try {
    return offsetAt(now, one) === offsetAt(now, other);
  } catch {
    return false;
  }
}

/** CRMs that a person chose, that are connected, or that have sent something (`seen`, from the tabs of meanings). A table that is imported sends nothing by itself: it is no line here. */
export function crmViews(world: World, seen: ReadonlySet<string>): CrmView[] {
  const held = connections(world.store).map(({ crm }) => crm),
    known = new Set([...chosen(world.store), ...held, ...seen]);
  const pulls = held.length > 0 ? pullState(world) : [],
    watched = held.length > 0 ? watchState(world) : [];
  return order
    .filter((crm) => crm !== 'import' && known.has(crm) && Object.hasOwn(world.crms, crm))
    .map((crm) =>
      viewOf(world, crm, {
        setup: setupOf(world.store, crm),
        pull: pulls.find((one) => one.crm === crm),
        watch: watched.find((one) => one.crm === crm),
        options: connections(world.store).find((one) => one.crm === crm)?.options ?? {},
      }),
    );
}

function viewOf(
  world: World,
  crm: string,
  {
    setup,
    pull,
    watch,
    options,
  }: {
    readonly setup: Setup | null;
    readonly pull: PullView | undefined;
    readonly watch: WatchView | undefined;
    readonly options: Readonly<Record<string, string>>;
  },
): CrmView {
  const source = Object.hasOwn(world.sources, crm) ? world.sources[crm] : undefined,
    connected = pull !== undefined,
    polls = options.mode === 'poll',
    last = watch ? watch.lastEvent : lastEventOf(world, crm),
    found = pull?.certificate ?? null;
  const certificate = found && {
    at: timeText(found.at, world.zone),
    checked: found.checked ?? 0,
    missing: found.missing ?? 0,
    stale: found.stale ?? 0,
    deleted: found.deleted ?? 0,
    repaired: found.repaired ?? 0,
    rows: found.rows,
    good: isGood(found),
    fresh: world.now - (found.at ?? 0) < FRESH,
  };
  const pulled = pull !== undefined && (pull.state === 'done' || pull.what === 'reconcile');
  const steps = setup
    ? stepsOf({ setup, canAsk: source !== undefined, connected, polls, cameOnce: last !== null, pulled, good: certificate?.good ?? false })
    : [];
  const told = toldOf(world, pull, watch);
  const isSilent = connected && !polls && last !== null && world.now - last > SILENCE && !(certificate?.good && certificate.fresh);
  const isRed = isSilent || told.some(({ code }) => !mild.includes(code) && code !== 'crm-busy'),
    isYellow = told.length > 0 || steps.some(({ state }) => state !== 'done') || (connected && !(certificate?.good && certificate.fresh));
  return {
    crm,
    title: crmTitle(crm, world.lang),
    colour: isRed ? 'red' : isYellow ? 'yellow' : 'green',
    canAsk: source !== undefined,
    connected,
    polls,
    canArm: source?.arm !== undefined,
    armed: setup?.armed === true || watch?.hook === 'armed',
    signed: (options.application_token ?? '') !== '',
    address: hookAddress(world, crm),
    checked: setup?.checked
      ? { ...setup.checked, at: timeText(setup.checked.at, world.zone), sameClock: isSameClock(world.now, setup.checked.zone, world.zone) }
      : null,
    lastEvent: timeText(last, world.zone),
    steps,
    told,
    pull: pull ?? { what: null, entity: null, done: 0, total: null, etaSeconds: null, state: 'idle' },
    certificate,
  };
}

/** What keeps a pull waiting, and what the watchdog found: each once, in words. */
function toldOf(world: World, pull: PullView | undefined, watch: WatchView | undefined): Told[] {
  const told = new Map<string, Told>();
  const say = (code: string, details: Readonly<Record<string, unknown>>): Told => ({
    code,
    ...problemWords(code as 'busy', forPeople(details, world.lang) as never, world.lang),
  });
  for (const { code, what, mend } of watch?.incidents ?? []) told.set(code, { code, what, mend });
  if (pull?.fault) told.set(pull.fault.code, say(pull.fault.code, pull.fault.details));
  return [...told.values()];
}
