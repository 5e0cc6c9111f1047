/** Both limits of Bitrix24 (crm-formats 3.2): a leaky bucket that holds 50 and drains 2 a second, and 480 seconds of one method's work in ten minutes. */
export interface B24Pace {
  /** one more request at this instant; false = the bucket is full */
  readonly admit: (at: number) => boolean;
  /** seconds of work of this method in the last ten minutes */
  readonly operating: (method: string, at: number) => number;
  readonly blocked: (method: string, at: number) => boolean;
  readonly spend: (method: string, seconds: number, at: number) => void;
  /** when the oldest of them will be forgotten, seconds since 1970 */
  readonly resetAt: (method: string, at: number) => number;
}
export const HOLDS = 50,
  DRAINS = 2,
  WORK = 480;
const WINDOW = 600_000;

export function openB24Pace(): B24Pace {
  let level = 0,
    seen = Number.NEGATIVE_INFINITY;
  const work = new Map<string, { readonly at: number; readonly seconds: number }[]>();
  const recent = (method: string, at: number) => {
    const left = (work.get(method) ?? []).filter((one) => one.at > at - WINDOW);
    work.set(method, left);
    return left;
  };
  const operating = (method: string, at: number): number => recent(method, at).reduce((sum, one) => sum + one.seconds, 0);
  return {
    admit: (at) => {
      level = Math.max(0, level - (Math.max(0, at - seen) / 1000) * DRAINS);
      seen = at;
      if (level + 1 > HOLDS) return false;
      level += 1;
      return true;
    },
    operating,
    blocked: (method, at) => operating(method, at) > WORK,
    spend: (method, seconds, at) => void recent(method, at).push({ at, seconds }),
    resetAt: (method, at) => Math.floor(((recent(method, at)[0]?.at ?? at) + WINDOW) / 1000),
  };
}
