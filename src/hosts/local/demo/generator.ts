/** The demo company's leads: a year of them up to a moment, and what is going to happen next, which is played live. Seeded, so that the figures are known answers. */

import type { Locale } from './company';
import { clients, interests, products } from './company';
import { dayNumber, dayOf, monthsUpTo, startOf, weekday } from './days';
import { live } from './journey';
import { openRandom } from './random';
import type { Story } from './story';

export interface DemoPlan {
  readonly seed: number;
  /** milliseconds: the end of the history */
  readonly now: number;
  readonly locale: Locale;
  /** whole months before the current one */
  readonly months: number;
  /** leads of the history, about */
  readonly leads: number;
}
export const demoPlan = (now: number, locale: Locale): DemoPlan => ({ seed: 20_261, now, locale, months: 12, leads: 1500 });

const seasons = [0.72, 0.8, 0.95, 1.05, 1.1, 1.1, 1.12, 1.18, 1.2, 1.12, 1.0, 0.8]; // January first: windows are bought before the winter
const HOUR_MS = 3_600_000,
  FUTURE_DAYS = 25;

/** Moments at which leads came, in order: more in autumn, few on Sundays, from eight in the morning to ten at night. */
function arrivals(plan: DemoPlan): number[] {
  const random = openRandom(plan.seed),
    months = monthsUpTo(plan.now, plan.months),
    first = dayNumber(`${months[0]}-01`),
    today = dayOf(plan.now);
  const days = Array.from({ length: today + FUTURE_DAYS - first + 1 }, (_, i) => first + i);
  const weightOf = (day: number): number => seasons[new Date(day * 86_400_000).getUTCMonth()]! * (weekday(day) === 7 ? 0.35 : weekday(day) === 6 ? 0.6 : 1);
  const share = plan.leads / days.filter((day) => day <= today).reduce((sum, day) => sum + weightOf(day), 0);
  const came: number[] = [];
  let owed = 0;
  for (const day of days) {
    owed += weightOf(day) * share * (0.6 + random.next() * 0.8);
    for (; owed >= 1; owed -= 1) came.push(startOf(day) + Math.floor(((8 + Math.sqrt(random.next()) * random.next() * 14) * HOUR_MS) / 1000) * 1000);
  }
  return came.sort((a, b) => a - b);
}

/** All stories, those too that begin after `plan.now`. Nothing in the history depends on the locale but the words. */
export function tellStories(plan: DemoPlan): Story[] {
  const names = clients[plan.locale];
  return arrivals(plan).map((at, i) => {
    const random = openRandom(plan.seed * 7919 + i),
      client = random.pick(names),
      smile = random.chance(0.02) ? ' 🙂' : '';
    const life = live(random, at);
    const about = products[life.moments.find((moment) => moment.product !== undefined)?.product ?? 0]!.name[plan.locale];
    return { id: String(41_000_001 + i), name: `${client} ${String(i + 1).padStart(4, '0')}: ${about.toLowerCase()}${smile}`, ...life };
  });
}

/** The part of the stories that has happened by `now`; stories that have not begun are left out. */
export const happened = (stories: readonly Story[], now: number): Story[] =>
  stories
    .map((story) => ({ ...story, moments: story.moments.filter(({ at }) => at <= now), typed: story.typed.filter(({ at }) => at <= now) }))
    .filter(({ moments }) => moments.length > 0);

export const interestWords = (places: readonly number[], locale: Locale): string[] => places.map((place) => interests[place]![locale]);
