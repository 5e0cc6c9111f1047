/** amoCRM's limit (crm-formats 2): 7 requests a second, then 429; whoever goes on all the same is shut out by address, 403. */
export interface Pace {
  /** what becomes of a request at this instant */
  readonly admit: (at: number) => 'in' | 'busy' | 'blocked';
  readonly blocked: (at: number) => boolean;
}
export const PER_SECOND = 7;
/** Not documented: how many refusals within a minute it takes, and how long the block lasts. */
export const REFUSALS = 30,
  BLOCK_MS = 600_000;

export function openAmoPace(shutOut: () => void): Pace {
  let recent: number[] = [],
    refused: number[] = [],
    until = Number.NEGATIVE_INFINITY;
  return {
    blocked: (at) => at < until,
    admit: (at) => {
      if (at < until) return 'blocked';
      recent = recent.filter((one) => one > at - 1000);
      if (recent.length < PER_SECOND) {
        recent.push(at);
        return 'in';
      }
      refused = [...refused.filter((one) => one > at - 60_000), at];
      if (refused.length > REFUSALS) {
        until = at + BLOCK_MS;
        refused = [];
        shutOut();
        return 'blocked';
      }
      return 'busy';
    },
  };
}
