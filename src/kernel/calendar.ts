/**
 * Days, weeks and months are texts in the company's time zone; an instant is milliseconds since 1970 UTC. The clock is never read here (Q176).
 * Weeks are ISO: Monday first, the week of the year's first Thursday is `W01`.
 */
export type Day = string; // 2026-11-21
export type Week = string; // 2026-W47
export type Month = string; // 2026-11
export type Quarter = string; // 2026-Q4
export type Year = string; // 2026
export type Instant = number;

/** An instant as the tabs keep it: without its milliseconds. */
export const wholeSecond = (at: Instant): Instant => Math.floor(at / 1000) * 1000;

/** Milliseconds of a day of 24 hours. */
export const DAY_MS = 86_400_000;
const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

/** UTC midnight of a day: only for arithmetic between days. */
const midnight = (day: Day): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
const fromMidnight = (ms: number): Day => {
  const d = new Date(ms);
  return `${pad(d.getUTCFullYear(), 4)}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
};

/** A day of another time is a slip of the hand: 1026 for 2026 would open a thousand years of months. Years, both included. */
const EARLIEST = 1990,
  LATEST = 2100;
const isYear = (text: string): boolean => Number(text.slice(0, 4)) >= EARLIEST && Number(text.slice(0, 4)) <= LATEST;
/** Is it a real day in `YYYY-MM-DD`, between 1990 and 2100? `2026-02-30` is not. */
export const isDay = (text: string): text is Day => /^\d{4}-\d{2}-\d{2}$/.test(text) && isYear(text) && fromMidnight(midnight(text)) === text;
export const addDays = (day: Day, n: number): Day => fromMidnight(midnight(day) + n * DAY_MS);
/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((midnight(to) - midnight(from)) / DAY_MS);
/** 1 = Monday … 7 = Sunday. */
export const weekday = (day: Day): number => ((new Date(midnight(day)).getUTCDay() + 6) % 7) + 1;

export const monthOf = (day: Day): Month => day.slice(0, 7);
export const yearOf = (day: Day): Year => day.slice(0, 4);
export const quarterOf = (day: Day): Quarter => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
export const weekOf = (day: Day): Week => {
  const thursday = addDays(day, 4 - weekday(day));
  return `${yearOf(thursday)}-W${pad(1 + Math.floor(daysBetween(`${yearOf(thursday)}-01-01`, thursday) / 7))}`;
};

export const addMonths = (month: Month, n: number): Month => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + n;
  return `${pad(Math.floor(count / 12), 4)}-${pad((count % 12) + 1)}`;
};
export const firstDay = (month: Month): Day => `${month}-01`;
export const lastDay = (month: Month): Day => addDays(firstDay(addMonths(month, 1)), -1);
export const daysIn = (month: Month): number => Number(lastDay(month).slice(8));
/** All months from `from` to `to`, both included. */
export const monthsBetween = (from: Month, to: Month): Month[] => {
  const all: Month[] = [];
  for (let m = from; m <= to; m = addMonths(m, 1)) all.push(m);
  return all;
};
/** The same day `n` months on; 31 January + 1 month is the last day of February. */
export const sameDay = (day: Day, n: number): Day => {
  const month = addMonths(monthOf(day), n),
    last = lastDay(month),
    wished = `${month}-${day.slice(8)}`;
  return wished > last ? last : wished;
};

/** A period in any spelling of the `plans` tab: day, week, month, quarter, year. Both ends are included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}
/** Reads `2026-11-21`, `2026-W47`, `2026-11`, `2026-Q4`, `2026`; anything else -> null. */
export function readPeriod(text: string): Period | null {
  if (!isYear(text)) return null;
  if (isDay(text)) return { from: text, to: text };
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return { from: firstDay(text), to: lastDay(text) };
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter) {
    const month = `${quarter[1]}-${pad(Number(quarter[2]) * 3 - 2)}`;
    return { from: firstDay(month), to: lastDay(addMonths(month, 2)) };
  }
  const week = /^(\d{4})-W(\d{2})$/.exec(text);
  if (week) {
    const fourth = `${week[1]}-01-04`,
      from = addDays(fourth, 1 - weekday(fourth) + (Number(week[2]) - 1) * 7);
    return weekOf(from) === text ? { from, to: addDays(from, 6) } : null;
  }
  return /^\d{4}$/.test(text) ? { from: `${text}-01-01`, to: `${text}-12-31` } : null;
}

/** Working days of `from`..`to`: Monday to Friday, but for the days that the `calendar` tab names. */
export const workingDays = (period: Period, special: ReadonlyMap<Day, 'holiday' | 'working' | 'short'>): number => {
  let count = 0;
  for (let day = period.from; day <= period.to; day = addDays(day, 1)) if (isWorking(day, special)) count += 1;
  return count;
};
export const isWorking = (day: Day, special: ReadonlyMap<Day, 'holiday' | 'working' | 'short'>): boolean => {
  const kind = special.get(day);
  return kind === undefined ? weekday(day) <= 5 : kind !== 'holiday';
};

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
/** Offset of a zone at an instant, minutes east of UTC. No zone changes inside a quarter of an hour, so the answer is kept for each. Throws RangeError for an unknown zone. */
export function offsetAt(instant: Instant, zone: string): number {
  const quarter = Math.floor(instant / 900_000),
    key = `${zone} ${quarter}`,
    known = offsets.get(key);
  if (known !== undefined) return known;
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  const at = quarter * 900_000,
    part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(new Date(at))) part[type] = Number(value);
  const local = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day ?? 1, part.hour ?? 0, part.minute ?? 0, part.second ?? 0);
  const minutes = Math.round((local - at) / 60_000);
  if (offsets.size > 50_000) offsets.clear();
  offsets.set(key, minutes);
  return minutes;
}

/** The day of an instant in a zone. */
export const dayAt = (instant: Instant, zone: string): Day => fromMidnight(Math.floor((instant + offsetAt(instant, zone) * 60_000) / DAY_MS) * DAY_MS);

/** ISO 8601 with the zone's offset, to the second: `2026-11-21T14:05:00+03:00`. */
export function isoTime(instant: Instant, zone: string): string {
  const minutes = offsetAt(instant, zone),
    local = new Date(instant + minutes * 60_000).toISOString().slice(0, 19),
    size = Math.abs(minutes);
  return `${local}${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/** Instant of an ISO time; a text without offset is local time of `zone`. Not a time -> null. */
export function readTime(text: string, zone: string): Instant | null {
  const m = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim());
  if (!m || !isDay(m[1] ?? '')) return null;
  const local = midnight(m[1] ?? '') + (Number(m[2] ?? 0) * 3600 + Number(m[3] ?? 0) * 60 + Number(m[4] ?? 0)) * 1000;
  if (m[5] === 'Z') return local;
  if (m[5]) return local - (m[5].startsWith('-') ? -1 : 1) * (Number(m[5].slice(1, 3)) * 60 + Number(m[5].slice(-2))) * 60_000;
  return fromLocal(local, zone);
}

/** First instant of a day in a zone. */
export const startOf = (day: Day, zone: string): Instant => fromLocal(midnight(day), zone);
/** First instant after a day in a zone. */
export const endOf = (day: Day, zone: string): Instant => startOf(addDays(day, 1), zone);

/** The offset of the instant sought is that of the guess, or, next to a change of the clocks, of the corrected guess. */
function fromLocal(local: number, zone: string): Instant {
  const guess = local - offsetAt(local, zone) * 60_000;
  return local - offsetAt(guess, zone) * 60_000;
}
