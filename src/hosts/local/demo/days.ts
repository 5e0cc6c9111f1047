/** The demo company works in Moscow: three hours ahead of UTC the whole year, so a day is a whole number here and needs no zone data. */
const DAY_MS = 86_400_000,
  OFFSET_MS = 10_800_000;

/** Days since 1970-01-01 in Moscow. */
export type DayNumber = number;

export const dayOf = (ms: number): DayNumber => Math.floor((ms + OFFSET_MS) / DAY_MS);
/** The moment at which a Moscow day begins: what amoCRM sends for a date field, in milliseconds. */
export const startOf = (day: DayNumber): number => day * DAY_MS - OFFSET_MS;
/** `YYYY-MM-DD` */
export const textOf = (day: DayNumber): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
/** `YYYY-MM` */
export const monthOf = (day: DayNumber): string => textOf(day).slice(0, 7);
/** 1 = Monday … 7 = Sunday */
export const weekday = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1;
export const dayNumber = (text: string): DayNumber => Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY_MS);
export const addMonths = (month: string, n: number): string => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + n;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
};
/** First days of `months` whole months before the month of `now`, and of that month itself. */
export const monthsUpTo = (now: number, months: number): string[] => Array.from({ length: months + 1 }, (_, i) => addMonths(monthOf(dayOf(now)), i - months));
