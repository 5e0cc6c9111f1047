/** The vendor's clock: stands where a test puts it, or runs with the machine's. Milliseconds since 1970 UTC. */
export interface Clock {
  readonly now: () => number;
  /** forward or back to this instant */
  readonly set: (at: number) => void;
  readonly add: (ms: number) => void;
}

/** Stands still until a test moves it. */
export function stoppedClock(at: number): Clock {
  let now = at;
  return {
    now: () => now,
    set: (to) => {
      now = to;
    },
    add: (ms) => {
      now += ms;
    },
  };
}

/** Runs with the machine's clock; moving it only shifts it. */
export function runningClock(): Clock {
  let shift = 0;
  return {
    now: () => Date.now() + shift,
    set: (to) => {
      shift = to - Date.now();
    },
    add: (ms) => {
      shift += ms;
    },
  };
}

/** Seconds since 1970, as amoCRM writes times. */
export const seconds = (at: number): number => Math.floor(at / 1000);
const pad = (n: number): string => String(n).padStart(2, '0');
/** `2026-11-21T09:00:00` at this offset from UTC. */
export const localText = (at: number, offsetMs: number): string => new Date(at + offsetMs).toISOString().slice(0, 19);
/** `+03:00` */
export const offsetText = (offsetMs: number): string => {
  const minutes = Math.abs(offsetMs) / 60_000;
  return `${offsetMs < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
};
/** `2026-11-21T09:00:00+03:00` */
export const offsetTime = (at: number, offsetMs: number): string => localText(at, offsetMs) + offsetText(offsetMs);
/** Day of an instant at this offset, `2026-11-21`. */
export const dayAt = (at: number, offsetMs: number): string => localText(at, offsetMs).slice(0, 10);
/** Instant of the midnight at which a day begins at this offset. */
export const midnightOf = (day: string, offsetMs: number): number => Date.parse(`${day}T00:00:00Z`) - offsetMs;
