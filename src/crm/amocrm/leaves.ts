import type { Instant } from '../../kernel/calendar';
import { readTime } from '../../kernel/calendar';
import type { FormMap } from '../form';
import { text } from './fields';

export const CRM = 'amocrm';

/** Where in a body a record stands; what cannot be read of it goes to `faults`. `account`: host or subdomain, '' unknown. */
export interface Where {
  readonly account: string;
  readonly path: string;
  readonly faults: { readonly path: string; readonly why: string }[];
}

/** Before and after these times amoCRM was not, and will not be, asked: 1990 and 2100, UTC. */
const EARLIEST = 631_152_000,
  LATEST = 4_102_444_800;

/** The first of these leaves that the record has, trimmed; undefined when it has none. REST and webhooks often differ in the name alone. */
export function leaf(map: FormMap, ...keys: readonly string[]): string | undefined {
  const key = keys.find((one) => map[one] !== undefined),
    value = key === undefined ? undefined : map[key];
  return value === undefined || (typeof value !== 'string' && text(value) === '') ? undefined : text(value).trim();
}
/** The same under our own key; no key where the record has none, so that nothing is blanked by silence. */
export const leafAs = <K extends string>(to: K, map: FormMap, ...keys: readonly string[]): { readonly [P in K]?: string } => {
  const value = leaf(map, ...keys);
  return value === undefined ? {} : ({ [to]: value } as { readonly [P in K]?: string });
};

/** Whose the record is; 0 is a robot or nobody, so nobody. */
export const ownerAs = <K extends string>(to: K, map: FormMap): { readonly [P in K]?: string } => {
  const owner = leaf(map, 'responsible_user_id');
  return owner === undefined ? {} : ({ [to]: owner === '0' ? '' : owner } as { readonly [P in K]?: string });
};

/** Unix seconds as amoCRM writes them (a task also `YYYY-MM-DD HH:MM:SS` in UTC), from the first leaf that is not blank; null when there is none, or when it is absurd, which is a fault. */
export function timeIn(map: FormMap, { path, faults }: Where, ...keys: readonly string[]): Instant | null {
  const key = keys.find((one) => text(map[one]).trim() !== '');
  if (key === undefined) return null;
  const raw = text(map[key]).trim(),
    seconds = /^\d{1,12}(\.\d+)?$/.test(raw) ? Math.floor(Number(raw)) : (readTime(raw, 'UTC') ?? Number.NaN) / 1000;
  if (seconds >= EARLIEST && seconds < LATEST) return seconds * 1000;
  faults.push({ path: `${path}.${key}`, why: `no time: ${raw.slice(0, 50)}` });
  return null;
}

/** A card's address: amocrm.ru where the account is known by its subdomain only; '' for what is no account. */
export const cardOf = (account: string, list: 'leads' | 'contacts' | 'companies', id: string): string =>
  /^[a-z0-9.-]+$/.test(account) && /^\w+$/.test(id) ? `https://${account.includes('.') ? account : `${account}.amocrm.ru`}/${list}/detail/${id}` : '';
