/** Fires clock triggers: by real time, or while somebody moves a clock that stands still. */
import type { Clock } from './clock';
import type { Triggers } from './owner/triggers';
import { nextDue } from './owner/triggers';
import { wallDate } from './services/format-date';
import type { TriggerState } from './trigger-types';

const minuteMs = 60_000;
/** Of a move longer than this, runs of a trigger that repeats within the day are left out but for the first; the last 120 minutes are played in full. */
const playedMs = 120 * minuteMs;

export interface ClockDriver {
  readonly moveTo: (ms: number) => Promise<number>;
  readonly stop: () => void;
}

/** The event of a clock trigger: https://developers.google.com/apps-script/guides/triggers/events#time-driven-events. Parts are those of UTC. */
export function clockEvent(at: number, id: string): Record<string, unknown> {
  const d = wallDate(at, 'UTC');
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    'day-of-month': d.getUTCDate(),
    'day-of-week': d.getUTCDay() || 7,
    'week-of-year': Math.ceil(((d.getTime() - Date.UTC(d.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
    timezone: 'UTC',
    triggerUid: id,
  };
}

/** `run` runs a trigger and resolves when it has ended. */
export function driveClock(clock: Clock, triggers: Triggers, run: (state: TriggerState, at: number) => Promise<void>): ClockDriver {
  let timer: NodeJS.Timeout | undefined;
  let moving: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    if (!clock.frozen()) {
      for (let state = triggers.earliest(clock.now()); state !== null; state = triggers.earliest(clock.now())) {
        triggers.fired(state.id, clock.now());
        void run(state, clock.now());
      }
    }
    timer = setTimeout(look, 1000);
    timer.unref();
  };
  look();

  async function move(ms: number): Promise<number> {
    let fired = 0;
    if (!clock.frozen()) clock.set(Math.min(clock.now(), ms));
    for (let state = triggers.earliest(ms); state !== null; state = triggers.earliest(ms)) {
      const due = Math.max(state.due ?? ms, clock.now());
      clock.set(due);
      const next = nextDue(state.plan, due, due);
      const skipTo = state.plan.on === 'minutes' && next !== null && next < ms - playedMs ? ms - playedMs - 1 : due;
      triggers.fired(state.id, skipTo);
      await run(state, due);
      fired += 1;
    }
    clock.set(ms);
    return fired;
  }

  return {
    moveTo: (ms) => {
      const work = moving.then(() => move(ms));
      moving = work.catch(() => undefined);
      return work;
    },
    stop: () => clearTimeout(timer),
  };
}
