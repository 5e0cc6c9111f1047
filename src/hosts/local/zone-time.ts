/** Moments and wall clock times of a time zone, by Intl; nothing here reads the clock. */

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();
const quarterHour = 900_000;

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Milliseconds that the zone's wall clock is ahead of UTC at a moment. Throws RangeError for an unknown zone. Remembered by the quarter of an hour: no zone changes within one. */
export function offsetAt(ms: number, zone: string): number {
  const slot = Math.floor(ms / quarterHour);
  let known = offsets.get(zone);
  if (known === undefined) {
    known = new Map();
    offsets.set(zone, known);
  }
  const remembered = known.get(slot);
  if (remembered !== undefined) return remembered;
  const at = slot * quarterHour;
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) part[type] = value;
  const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year']);
  const wall = new Date(0);
  wall.setUTCFullYear(year, Number(part['month']) - 1, Number(part['day']));
  wall.setUTCHours(Number(part['hour']), Number(part['minute']), Number(part['second']));
  const offset = wall.getTime() - at;
  if (known.size > 100_000) known.clear();
  known.set(slot, offset);
  return offset;
}

/** Wall clock time (as if it were UTC milliseconds) -> moment. In the hour that a spring change skips: the moment after it. */
export function momentOf(wall: number, zone: string): number {
  const first = wall - offsetAt(wall, zone);
  const second = wall - offsetAt(first, zone);
  return second + offsetAt(second, zone) === wall ? second : first;
}

/** Moment -> wall clock time as if it were UTC milliseconds. */
export const wallOf = (ms: number, zone: string): number => ms + offsetAt(ms, zone);

const dayMs = 86_400_000;
/** Day 0 of a sheet is 1899-12-30. */
const dayZero = Date.UTC(1899, 11, 30);

/** Moment -> serial number of a sheet in the zone. */
export const serialOf = (ms: number, zone: string): number => (wallOf(ms, zone) - dayZero) / dayMs;

/** Serial number of a sheet -> moment in the zone, to the millisecond. */
export const momentOfSerial = (serial: number, zone: string): number => momentOf(Math.round(serial * dayMs) + dayZero, zone);

/** Serial number of a calendar day and time of day in milliseconds. */
export const serialOfDay = (year: number, month: number, day: number, timeMs = 0): number => (Date.UTC(year, month - 1, day) + timeMs - dayZero) / dayMs;

/** Serial number -> parts of its wall clock time. */
export function partsOfSerial(serial: number): {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
  weekday: number;
} {
  const d = new Date(Math.round(serial * dayMs) + dayZero);
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
    ms: d.getUTCMilliseconds(),
    weekday: d.getUTCDay(),
  };
}
