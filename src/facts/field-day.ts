import type { Day } from '../kernel/calendar';
import { dayAt, isDay, readTime } from '../kernel/calendar';

const DAY_S = 86_400;

/**
 * A date as a CRM field spells it: Unix seconds of midnight in the account's zone (a value at exactly 00:00Z is that UTC day), `31.12.2026` with or without a time, ISO.
 * Shape  blank -> null; not a date, or before 1990 or after 2100 -> undefined
 * Source crm-formats 1.4
 */
export function readFieldDay(raw: string, zone: string): Day | null | undefined {
  const text = raw.trim();
  if (text === '') return null;
  const day = dayIn(text, zone);
  return day !== null && isDay(day) && day >= '1990-01-01' && day <= '2100-12-31' ? day : undefined;
}

function dayIn(text: string, zone: string): Day | null {
  if (/^\d{1,11}$/.test(text)) {
    const seconds = Number(text);
    return seconds > 4_200_000_000 ? null : dayAt(seconds * 1000, seconds % DAY_S === 0 ? 'UTC' : zone);
  }
  const dotted = /^(\d{1,2})[./](\d{1,2})[./](\d{4})(?:[ T,].*)?$/.exec(text);
  if (dotted) return `${dotted[3]}-${(dotted[2] ?? '').padStart(2, '0')}-${(dotted[1] ?? '').padStart(2, '0')}`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const at = readTime(text, zone);
  return at === null ? null : dayAt(at, zone);
}
