import { connections } from '../ingest/connections';
import type { World } from '../ports/world';

/** Store: `2026-11-21:123456`, milliseconds of triggers that pulls used on a day. */
const METER = 'pull.meter';
/** Google allows 90 minutes of triggers a day to a private account (six hours to a company's); the rest is left for drains, refreshes and polls. Minutes. */
const ALLOWED = 90,
  LEFT = 35;

const usedMs = (world: World): number => {
  const [day, ms] = (world.store.get(METER) ?? '').split(':');
  return day === world.today ? Number(ms) : 0;
};
/** Have loads and reconciliations used what they may use of the day's trigger time? The connection's option `trigger_minutes` says that there is more. */
export function isMeterFull(world: World): boolean {
  const allowed = Math.max(ALLOWED, ...connections(world.store).map(({ options }) => Number(options.trigger_minutes ?? '0') || 0));
  return usedMs(world) >= (allowed - LEFT) * 60_000;
}
export const metered = (world: World, ms: number): Readonly<Record<string, string>> => ({ [METER]: `${world.today}:${usedMs(world) + Math.round(ms)}` });
