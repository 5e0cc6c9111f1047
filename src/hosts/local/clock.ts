/**
 * The one clock of the host: real time, or a moment that stands still until somebody moves it. Milliseconds since 1970, UTC.
 * An execution begins at exactly the moment that the tester set; while it runs, time passes for it by what its calls would have taken.
 */
export interface Clock {
  readonly now: () => number;
  readonly frozen: () => boolean;
  /** Freezes the clock at `ms`. It never goes back. Throws RangeError when asked to. */
  readonly set: (ms: number) => void;
}

/** `start` null: real time. */
export function openClock(start: number | null): Clock {
  let frozenAt = start;
  const now = (): number => frozenAt ?? Date.now();
  return {
    now,
    frozen: () => frozenAt !== null,
    set: (ms) => {
      if (frozenAt !== null && ms < frozenAt)
        throw new RangeError(
          `The clock cannot go back from ${new Date(frozenAt).toISOString()} to ${new Date(ms).toISOString()}: start the host with another data folder.`,
        );
      frozenAt = ms;
    },
  };
}
