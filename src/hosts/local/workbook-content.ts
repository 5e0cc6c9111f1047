import type { Scalar } from './workbook-api';

/**
 * How a value is written into a cell of the engine, which knows only texts: a number or a boolean as it is typed in the neutral locale, and a text that
 * would be read as something else behind an apostrophe, as a person types it in Google Sheets. So a content always says what it is, whatever its format
 * and whatever the locale, and the way back gives exactly the same value (`"=IMPORTXML(1)"`, `"0071"`, 19 digits, `"'quoted"`).
 */
export function contentOf(value: Scalar): string {
  if (value === null || value === '') return '';
  if (typeof value === 'string') return needsQuote(value) ? `'${value}` : value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return Number.isFinite(value) ? String(value) : `'${value}`;
}

/** The value of a literal content: the way back from `contentOf`. Formulas are not literals. */
export function literalValue(content: string): Scalar {
  if (content === '') return null;
  if (content.startsWith("'")) return content.slice(1);
  if (looksLikeNumber.test(content)) return Number(content);
  if (content === 'TRUE') return true;
  if (content === 'FALSE') return false;
  return content;
}

/**
 * Whether a text would be taken for a formula, number, date, time, boolean or error. The engine reads only what begins with a digit, a sign or a currency as
 * number or date; a text that begins with a letter or holds no digit needs no apostrophe, so names stay as they are in the formula bar.
 */
export function needsQuote(text: string): boolean {
  if (text.startsWith('=') || text.startsWith("'")) return true;
  if (/^\s*(true|false)\s*$/i.test(text)) return true;
  if (text.startsWith('#')) return true;
  return /\d/.test(text) && !/^\p{L}/u.test(text);
}

const looksLikeNumber = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
