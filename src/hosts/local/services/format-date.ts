/** Java's SimpleDateFormat, as Utilities.formatDate and parseDate use it: https://developers.google.com/apps-script/reference/utilities/utilities#formatdatedate,-timezone,-format */
import { momentOf, offsetAt, wallOf } from '../zone-time';
import { ServiceError } from './core';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const pad = (n: number, size: number): string => String(n).padStart(size, '0');

/** GMT, UTC, GMT+3, Europe/Moscow ... -> offset in milliseconds at a moment. Throws Google's text for an unknown zone. */
function offset(ms: number, zone: string): number {
  const fixed = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (fixed !== null) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000;
  try {
    return offsetAt(ms, zone === 'GMT' || zone === 'Z' ? 'UTC' : zone);
  } catch {
    return 0; // Java takes GMT for a zone it does not know
  }
}

const iso = (ms: number, colon: string): string => {
  const minutes = Math.abs(ms) / 60_000;
  return `${ms < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${colon}${pad(minutes % 60, 2)}`;
};

/** ISO week: Monday first, week 1 holds the first Thursday. */
function isoWeek(d: Date): { readonly year: number; readonly week: number } {
  const thursday = new Date(d);
  thursday.setUTCDate(d.getUTCDate() + 4 - (d.getUTCDay() || 7));
  return { year: thursday.getUTCFullYear(), week: Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7) };
}

/** Moment -> text by a pattern such as `yyyy-MM-dd'T'HH:mm:ssXXX`. */
export function formatDate(ms: number, zone: string, pattern: string): string {
  const ahead = offset(ms, zone);
  const d = new Date(ms + ahead);
  return pattern.replace(/'((?:[^']|'')*)'|([a-zA-Z])\2*/g, (token, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
    const n = token.length;
    const hour = d.getUTCHours();
    switch (token[0]) {
      case 'G':
        return 'AD';
      case 'y':
        return n === 2 ? pad(d.getUTCFullYear() % 100, 2) : pad(d.getUTCFullYear(), n);
      case 'Y':
        return n === 2 ? pad(isoWeek(d).year % 100, 2) : pad(isoWeek(d).year, n);
      case 'M':
      case 'L':
        return n > 3 ? (months[d.getUTCMonth()] ?? '') : n === 3 ? (months[d.getUTCMonth()] ?? '').slice(0, 3) : pad(d.getUTCMonth() + 1, n);
      case 'w':
        return pad(isoWeek(d).week, n);
      case 'D':
        return pad(Math.floor((Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()) - Date.UTC(d.getUTCFullYear(), 0, 1)) / 86_400_000) + 1, n);
      case 'd':
        return pad(d.getUTCDate(), n);
      case 'E':
        return n > 3 ? (days[d.getUTCDay()] ?? '') : (days[d.getUTCDay()] ?? '').slice(0, 3);
      case 'u':
        return pad(d.getUTCDay() || 7, n);
      case 'a':
        return hour < 12 ? 'AM' : 'PM';
      case 'H':
        return pad(hour, n);
      case 'k':
        return pad(hour || 24, n);
      case 'K':
        return pad(hour % 12, n);
      case 'h':
        return pad(hour % 12 || 12, n);
      case 'm':
        return pad(d.getUTCMinutes(), n);
      case 's':
        return pad(d.getUTCSeconds(), n);
      case 'S':
        return pad(d.getUTCMilliseconds(), n);
      case 'z':
        return ahead === 0 ? 'GMT' : `GMT${iso(ahead, ':')}`;
      case 'Z':
        return iso(ahead, '');
      case 'X':
        return ahead === 0 ? 'Z' : n === 1 ? iso(ahead, '').slice(0, 3) : iso(ahead, n === 2 ? '' : ':');
      default:
        throw new ServiceError(`Illegal pattern character '${token[0]}'`, 'Exception');
    }
  });
}

/** Text -> moment, by a pattern of numbers. Throws Exception when the text does not fit. */
export function parseDate(text: string, zone: string, pattern: string): number {
  const wall = { y: 1970, M: 1, d: 1, H: 0, m: 0, s: 0, S: 0 };
  let fixed: number | null = null;
  let at = 0;
  const fail = (): never => {
    throw new ServiceError(`Unparseable date: "${text}"`);
  };
  for (const [token, quoted] of pattern.matchAll(/'((?:[^']|'')*)'|([a-zA-Z])\2*|[\s\S]/g)) {
    const letter = token[0] ?? '';
    if (quoted === undefined && /[yMdHhmsS]/.test(letter)) {
      const found =
        /^\d+/.exec(
          text.slice(at, at + (letter === 'y' && token.length < 3 ? 2 : Math.max(token.length, letter === 'y' ? 4 : 2) + (letter === 'S' ? 1 : 0))),
        )?.[0] ?? fail();
      at += found.length;
      wall[(letter === 'h' ? 'H' : letter) as keyof typeof wall] = letter === 'y' && token.length === 2 ? 2000 + Number(found) : Number(found);
    } else if (quoted === undefined && /[XZ]/.test(letter)) {
      const found = /^(?:Z|[+-]\d{2}:?\d{2})/.exec(text.slice(at))?.[0] ?? fail();
      fixed = found === 'Z' ? 0 : offset(0, found);
      at += found.length;
    } else {
      const expected = quoted === undefined ? token : quoted.replaceAll("''", "'") || "'";
      if (!text.startsWith(expected, at)) fail();
      at += expected.length;
    }
  }
  const utc = Date.UTC(wall.y, wall.M - 1, wall.d, wall.H, wall.m, wall.s, wall.S);
  if (fixed !== null) return utc - fixed;
  return /^(GMT|UTC|Z)/.test(zone) ? utc - offset(utc, zone) : momentOf(utc, zone);
}

/** Wall clock parts of a moment, for events of clock triggers. */
export const wallDate = (ms: number, zone: string): Date => new Date(wallOf(ms, zone));
