import type { SidebarWord } from '../i18n/sidebar-words';
import { sidebarWords } from '../i18n/sidebar-words';
import { addMonths, firstDay, startOf } from '../kernel/calendar';
import type { Lang } from '../kernel/sheet-template';

type Details = Readonly<Record<string, string | number>>;
/** Everything that the page says in the user's language: words, numbers, months, times. */
export interface Speaker {
  readonly lang: Lang;
  readonly say: (key: SidebarWord, details?: Details) => string;
  /** at most two places, none when they are zero: `1 500 000`, `99,50` */
  readonly number: (value: number) => string;
  /** number as it is typed into a cell: no currency, blank for null */
  readonly typed: (value: number | null) => string;
  readonly money: (value: number, currency: string) => string;
  /** `ноябрь 2026` */
  readonly month: (month: string) => string;
  /** `21 нояб.` */
  readonly day: (day: string) => string;
  /** `14:05:32`, with the day when it is not today's; from ISO text, in its own offset: the company's clock, not the browser's */
  readonly time: (iso: string, today?: string) => string;
  /** `3 с`, `12 мин`, `5 ч` */
  readonly span: (seconds: number) => string;
}

/** A word that the table has, or the fallback: keys that come from the server (reasons, progress). */
export const isWord = (key: string): key is SidebarWord => key in sidebarWords;

/** Puts details into a text; a name without a detail stays in its braces. */
export const fill = (text: string, details: Details): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));

export function speaker(lang: Lang): Speaker {
  const locale = lang === 'ru' ? 'ru-RU' : 'en-US',
    plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: true });
  const say = (key: SidebarWord, details: Details = {}): string => fill(sidebarWords[key][lang], details);
  const cents = (value: number): boolean => Math.round(value * 100) % 100 !== 0;
  const exact = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const number = (value: number): string => (cents(value) ? exact : plain).format(value).replace(/\u00a0/g, '\u202f'); // the narrow blank: a column has 70 pixels
  const day = (text: string): string => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(startOf(text, 'UTC'));
  return {
    lang,
    say,
    number,
    day,
    typed: (value) => (value === null ? '' : number(value)),
    money: (value, currency) => {
      try {
        return new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          currencyDisplay: 'narrowSymbol',
          minimumFractionDigits: cents(value) ? 2 : 0,
          maximumFractionDigits: cents(value) ? 2 : 0,
        }).format(value);
      } catch {
        return `${number(value)} ${currency}`;
      }
    },
    month: (month) => {
      const text = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
        .format(startOf(firstDay(month), 'UTC'))
        .replace(/\s*г\.$/, '');
      return text.charAt(0).toUpperCase() + text.slice(1);
    },
    time: (iso, today) => (today === undefined || iso.slice(0, 10) === today ? iso.slice(11, 19) : `${day(iso.slice(0, 10))}, ${iso.slice(11, 16)}`),
    span: (seconds) => {
      if (seconds < 90) return say('time.seconds', { n: number(seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)) });
      if (seconds < 5_400) return say('time.minutes', { n: Math.round(seconds / 60) });
      return seconds < 129_600 ? say('time.hours', { n: Math.round(seconds / 3_600) }) : say('time.days', { n: Math.round(seconds / 86_400) });
    },
  };
}

/** Months of the select list: a year back, two years ahead, and the one shown. */
export function monthList(today: string, shown: string): string[] {
  const now = today.slice(0, 7),
    all = new Set([shown]);
  for (let n = -12; n <= 24; n += 1) all.add(addMonths(now, n));
  return [...all].sort();
}
