import { journalSheet } from '../../sheets-templates/journal';
import type { Instant } from '../kernel/calendar';
import type { World } from '../ports/world';
import { pulledToken } from './pull-stint';

const HOUR = 3_600_000,
  WEEK = 168 * HOUR;
/** Weeks that are compared with this one, in how many of them something must have come, and how much. */
const WEEKS = 4,
  AT_LEAST = 3,
  EVENTS = 3;

/** When bodies of this CRM came by themselves, the latest first. */
function arrivals(world: World, crm: string): number[] {
  const crms = world.sheets.column(journalSheet, 'crm'),
    times = world.sheets.column(journalSheet, 'received_at'),
    about = world.sheets.column(journalSheet, 'about');
  const found = times.flatMap((at, i) => (typeof at === 'number' && crms[i] === crm && !String(about[i] ?? '').includes(pulledToken(crm).trim()) ? [at] : []));
  return found.sort((a, b) => b - a);
}
export const lastEventOf = (world: World, crm: string): Instant | null => arrivals(world, crm)[0] ?? null;

/**
 * Since when the CRM is silent although it usually is not: the same hours of the four weeks before are looked at, and in three of them at least three bodies came. So nights, weekends and
 * slow hours need no rule of their own; a holiday makes one false alarm. null: all is well, or too little is known.
 */
export function silenceOf(world: World, crm: string): Instant | null {
  const came = arrivals(world, crm),
    last = came[0];
  if (last === undefined || world.now - last < HOUR) return null;
  const from = Math.max(last, world.now - WEEK);
  const lively = Array.from({ length: WEEKS }, (_, i) => (i + 1) * WEEK).filter(
    (back) => came.filter((at) => at > from - back && at <= world.now - back).length >= EVENTS,
  );
  return lively.length >= AT_LEAST ? last : null;
}
