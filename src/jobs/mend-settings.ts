import { settingWords } from '../../sheets-templates/setting-words';
import { settingsSheet } from '../../sheets-templates/settings';
import { crmWords } from '../../sheets-templates/words';
import type { Crm } from '../facts/rows';
import { defaultSettings } from '../facts/settings';
import type { Lang } from '../kernel/sheet-template';
import { wordsIn } from '../kernel/word-list';
import type { SheetStore } from '../ports/sheet-store';

/** Every setting has its row; values that people entered stay, explanations follow the language. Returns whether a row was written. */
export function mendSettings({ sheets, lang }: { readonly sheets: SheetStore; readonly lang: Lang }, seeds: Readonly<Record<string, string>>): boolean {
  const { rows } = sheets.read(settingsSheet),
    known = new Set(rows.map(({ row }) => row.key));
  const noteFor = (key: string): string => settingWords[key as keyof typeof settingWords]?.note[lang] ?? '';
  const missing = Object.keys(settingWords).filter((key) => !known.has(key)),
    stale = rows.filter(({ row }) => noteFor(String(row.key)) !== '' && row.note !== noteFor(String(row.key)) && isOurNote(String(row.key), String(row.note)));
  if (stale.length > 0)
    sheets.write(
      settingsSheet,
      stale.map(({ at, row }) => ({ at, row: { ...row, note: noteFor(String(row.key)) } })),
    );
  if (missing.length > 0)
    sheets.append(
      settingsSheet,
      missing.map((key) => ({ key, value: spelled(key, seeds[key], lang), note: noteFor(key) })),
    );
  return missing.length > 0 || stale.length > 0;
}
const isOurNote = (key: string, note: string): boolean =>
  note === '' || Object.values<string>(settingWords[key as keyof typeof settingWords]?.note ?? {}).includes(note);

/** A first value as people read it. */
function spelled(key: string, seed: string | undefined, lang: Lang): string {
  const value = seed ?? defaultSettings[key as keyof typeof defaultSettings],
    words = settingWords[key as keyof typeof settingWords];
  if (value === null || value === undefined) return '';
  const spelling = 'values' in words ? (words.values as Readonly<Record<string, Record<Lang, string>>>)[String(value)]?.[lang] : undefined;
  if (spelling !== undefined) return spelling;
  if (key === 'journey_order')
    return wordsIn(String(value))
      .map((crm) => crmWords[crm as Crm]?.[lang] ?? crm)
      .join(', ');
  return key === 'plan_alert_threshold'
    ? `${Number(value) * 100} %`
    : ['opening_balance', 'cash_reserve', 'bank_balance', 'break_even'].includes(key)
      ? String(Number(value) / 100)
      : String(value);
}
