import * as engine from '@odoo/o-spreadsheet';

/**
 * Google's number pattern as one that the engine can show: the same wherever it can (`#,##0.00`, `0.0%`, `dd.mm.yyyy`, `@`), else the nearest one
 * (signs that the engine does not know are quoted, colours and conditions are left out). '' is general.
 */
export function toEnginePattern(pattern: string): string {
  const known = found.get(pattern);
  if (known !== undefined) return known;
  const nearest = nearestPattern(pattern);
  found.set(pattern, nearest);
  return nearest;
}

const found = new Map<string, string>();

function nearestPattern(pattern: string): string {
  if (pattern === '' || /^(general|automatic)$/i.test(pattern)) return '';
  if (shows(pattern)) return pattern;
  const plain = pattern.replace(/\[(?!\$|h+\]|m+\]|s+\])[^\]]*\]/gi, '').replace(/\[h+\]/gi, 'hhhh');
  if (shows(plain)) return plain;
  const quoted = plain.replace(/"[^"]*"|\[\$[^\]]*\]|\\.|[^\x20-\x7e\u00a0]+|[\u20ac£$]/g, (part) =>
    /^["[\\]/.test(part) ? part.replace(/^\\(.)$/, '"$1"') : `"${part}"`,
  );
  if (shows(quoted)) return quoted;
  if (/[yd]/i.test(plain)) return /h/i.test(plain) ? 'yyyy-mm-dd hh:mm' : 'yyyy-mm-dd';
  return plain.includes('%') ? '0.00%' : '#,##0.00';
}

function shows(pattern: string): boolean {
  try {
    for (const value of [45_678.5, -3.25, 0]) engine.helpers.formatValue(value, { format: pattern, locale: engine.DEFAULT_LOCALE });
    return true;
  } catch {
    return false;
  }
}
