/** Brings the demo company into a running host through its public doors, then lets it live: a new event every few seconds, so that the figures move while one watches. */

import type { Crm } from './bodies';
import { bodyOf, historyBodies, openCrm } from './bodies';
import type { Locale } from './company';
import type { Door } from './door';
import { openDoor, settle } from './door';
import type { DemoPlan } from './generator';
import { demoPlan, happened, tellStories } from './generator';
import { inputTabs } from './inputs';
import { openRandom } from './random';
import type { Moment, Story } from './story';

export interface Feeding {
  readonly base: string;
  readonly secret: string;
  readonly now: number;
  readonly locale: Locale;
  readonly log?: (line: string) => void;
  readonly plan?: DemoPlan;
  /** webhooks after which the workbook is brought to rest; all of them by default (a long history must not be drained in one execution) */
  readonly settleEvery?: number;
}
/** The loaded company: who may still move on. */
export interface Demo {
  readonly door: Door;
  readonly crm: Crm;
  readonly stories: readonly Story[];
  readonly now: number;
}

/** Below the megabyte that the product takes; few large bodies, because each costs an execution. */
const BODY_CHARACTERS = 450_000,
  AT_ONCE = 3;

/** People's tabs first, then the year of webhooks in the order of time, then work until everything is computed. Throws when the host refuses something. */
export async function loadDemo({
  base,
  secret,
  now,
  locale,
  log = () => undefined,
  plan = demoPlan(now, locale),
  settleEvery = Number.POSITIVE_INFINITY,
}: Feeding): Promise<Demo> {
  const started = performance.now(),
    told = (what: string): void => log(`${what} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  const door = openDoor(base, secret),
    stories = tellStories(plan),
    history = happened(stories, now),
    crm = openCrm(locale),
    tabs = inputTabs(plan, history);
  const held = await door.rows('settings'); // the workbook explains each setting in a column of its own: kept
  for (const { key, rows } of tabs) {
    const mine = new Map(rows.map((row) => [row.key, row.value]));
    await door.put(
      key,
      key === 'settings' && held.length > 0
        ? [
            ...held.map((row) => (mine.has(row.key as string) ? { ...row, value: mine.get(row.key as string) } : row)),
            ...rows.filter((row) => !held.some((known) => known.key === row.key)),
          ]
        : rows,
    );
  }
  told(`Demo company: ${tabs.length} input tabs`);
  const bodies = historyBodies(history, crm, BODY_CHARACTERS);
  // a few at a time, as a CRM does it: the order in which they arrive does not matter to the books
  for (const left = [...bodies].reverse(); left.length > 0; ) {
    const round = left.splice(-Math.min(left.length, settleEvery));
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let body = round.pop(); body !== undefined; body = round.pop()) await door.post(body);
      }),
    );
    if (left.length > 0) await settle(door);
  }
  told(`${history.length} leads in ${bodies.length} webhooks`);
  await settle(door);
  told('Reports are ready');
  return { door, crm, stories, now };
}

/** Events that come one after the other while a newcomer looks; then they come slowly, or a demo left open would live a month in an hour. */
const LIVELY = 60;

/**
 * Plays what was to come: now a new lead, now the next step of an open deal, each as one webhook at the present moment. `now` is the host's clock.
 * A host that does not answer is told in the log and asked again with the next event. Returns what stops it.
 */
export function playOn(
  { door, crm, stories, now: begun }: Demo,
  now: () => number,
  everyMs = 5_000,
  log: (line: string) => void = () => undefined,
): () => void {
  const random = openRandom(begun >>> 0),
    lastAt = new Map<string, number>();
  const waiting = new Map<string, { readonly story: Story; readonly moments: Moment[] }>();
  for (const story of stories) {
    const moments = story.moments.filter(({ at }) => at > begun);
    if (moments.length > 0) waiting.set(story.id, { story, moments });
  }
  const last = (story: Story, left: number): number => lastAt.get(story.id) ?? story.moments[story.moments.length - left - 1]!.at;
  let timer: NodeJS.Timeout | undefined,
    stopped = false,
    told = 0;
  const step = async (): Promise<void> => {
    const at = Math.floor(now() / 1000) * 1000;
    const all = [...waiting.values()],
      fresh = all.filter(({ story, moments }) => moments.length === story.moments.length),
      open = all.filter(({ story, moments }) => moments.length < story.moments.length && last(story, moments.length) < at);
    const next = fresh.length > 0 && (open.length === 0 || random.chance(0.2)) ? fresh[0] : open.length > 0 ? random.pick(open) : undefined;
    if (next === undefined) return;
    const moment = { ...next.moments.shift()!, at };
    lastAt.set(next.story.id, at);
    if (next.moments.length === 0) waiting.delete(next.story.id);
    await door.post(bodyOf([crm.lead(next.story, moment)]));
  };
  const again = (): void => {
    timer = setTimeout(
      () => {
        step()
          .catch((error: unknown) => log(`Demo event: ${error instanceof Error ? error.message : String(error)}`))
          .finally(() => {
            told += 1;
            if (!stopped) again();
          });
      },
      told < LIVELY ? everyMs : everyMs * 12,
    );
    timer.unref();
  };
  again();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
