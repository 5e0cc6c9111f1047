import type { Answer } from '../hosts/apps-script/api';
import type { ExportSay } from './export-say';

export type Exported = Answer<'makeExport'>;
export type Unit = Exported['columns'][number]['unit'];
export type Value = Exported['rows'][number][number];

/** Minor units as `-1234,50`: no thousands, always two places. */
export function moneyText(minor: number): string {
  const size = Math.abs(minor),
    cents = String(size % 100).padStart(2, '0');
  return `${minor < 0 ? '-' : ''}${Math.floor(size / 100)},${cents}`;
}

/** A number with a decimal comma, without an exponent and without what floating point adds in the 13th place. */
export function numberText(value: number): string {
  const text = String(Number(value.toPrecision(12)));
  return (text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text).replace('.', ',');
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}:\d{2}:\d{2}))?$/;
/** `2026-11-21` as `21.11.2026`, with the time behind it where there is one; anything else as it is. */
const dayText = (text: string): string => text.replace(DAY, (_whole, y: string, m: string, d: string, t?: string) => `${d}.${m}.${y}${t ? ` ${t}` : ''}`);

/** A typed value as text for a file of 1C: finance.md 2. Blank -> ''. */
export function textOf(value: Value, unit: Unit, say: ExportSay): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
  if (typeof value === 'number') return unit === 'money' ? moneyText(value) : numberText(value);
  return unit === 'day' || unit === 'time' ? dayText(value) : value;
}
