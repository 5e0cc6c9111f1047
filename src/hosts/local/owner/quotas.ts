/** Daily quotas of a consumer account: https://developers.google.com/apps-script/guides/services/quotas. A day is 24 h from the first use after the last reset. */
import { ServiceError } from '../services/core';

/** Limits a day; the runtime of triggers is in simulated milliseconds. */
export const daily = { triggerMs: 90 * 60_000, urlFetch: 20_000, mail: 100, properties: 50_000 } as const;
export type Quota = keyof typeof daily;

const texts: Readonly<Record<Quota, string>> = {
  triggerMs: 'Service using too much computer time for one day',
  urlFetch: 'Service invoked too many times for one day: urlfetch.',
  mail: 'Service invoked too many times for one day: email.',
  properties: 'Service invoked too many times for one day: properties.',
};

export interface Quotas {
  /** Counts a use. Throws Google's text when the day's limit would be passed. */
  readonly use: (quota: Quota, amount: number) => void;
  /** Counts without refusing: time that has been spent. */
  readonly spend: (quota: Quota, amount: number) => void;
  readonly left: (quota: Quota) => number;
  readonly refusal: (quota: Quota) => string;
}

const dayMs = 86_400_000;

export function openQuotas(now: () => number): Quotas {
  const used = new Map<Quota, { since: number; amount: number }>();
  const today = (quota: Quota): { since: number; amount: number } => {
    const known = used.get(quota);
    if (known !== undefined && now() - known.since < dayMs) return known;
    const fresh = { since: now(), amount: 0 };
    used.set(quota, fresh);
    return fresh;
  };
  const left = (quota: Quota): number => Math.max(0, daily[quota] - today(quota).amount);
  return {
    use: (quota, amount) => {
      if (left(quota) < amount) throw new ServiceError(texts[quota]);
      today(quota).amount += amount;
    },
    spend: (quota, amount) => {
      today(quota).amount += amount;
    },
    left,
    refusal: (quota) => texts[quota],
  };
}
