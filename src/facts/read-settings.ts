import { settingWords } from '../../sheets-templates/setting-words';
import { crmWords } from '../../sheets-templates/words';
import { isDay } from '../kernel/calendar';
import { readAmount } from '../kernel/money';
import type { Flaw } from '../kernel/problem';
import type { Lang, Row } from '../kernel/sheet-template';
import type { Settings } from './settings';
import { defaultSettings } from './settings';

type Key = keyof Settings;
/** Text of a cell -> value; undefined = it cannot be meant. */
type Reader<K extends Key> = (text: string) => Settings[K] | undefined;

const text = (value: string): string => value;
const whole =
  (min: number, max: number) =>
  (value: string): number | undefined => {
    const n = Number(value.replace(/[\s\u00a0]/g, ''));
    return Number.isInteger(n) && n >= min && n <= max ? n : undefined;
  };

/** A key of the setting, or its word in either language, in any case. */
const word =
  <K extends Key>(key: K): Reader<K> =>
  (value) => {
    const lower = value.toLowerCase(),
      values: Readonly<Record<string, { ru: string; en: string }>> =
        'values' in settingWords[key] ? (settingWords[key] as { values: Record<string, { ru: string; en: string }> }).values : {};
    return Object.keys(values).find((one) => [one, values[one]?.ru, values[one]?.en].some((spelling) => spelling?.toLowerCase() === lower)) as
      | Settings[K]
      | undefined;
  };

/** `80 %`, `80`, `0,8` -> 0.8; more than twice the plan is a slip. */
const share = (value: string): number | undefined => {
  const percent = value.includes('%'),
    n = Number(value.replace(/[\s\u00a0%]/g, '').replace(',', '.'));
  const fraction = percent || n > 2 ? n / 100 : n;
  return Number.isFinite(fraction) && fraction > 0 && fraction <= 2 ? fraction : undefined;
};

const day = (value: string): string | undefined => {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(value);
  const plain = dotted ? `${dotted[3]}-${(dotted[2] ?? '').padStart(2, '0')}-${(dotted[1] ?? '').padStart(2, '0')}` : value;
  return isDay(plain) ? plain : undefined;
};

/** The note is read when the problem is spoken: the build keeps notes apart from the code, with the sentences. */
const wanting = <D extends object>(details: D, note: () => string): D & { readonly wanted: string } =>
  Object.defineProperty(details, 'wanted', { get: note, enumerable: true }) as D & { readonly wanted: string };

/** A zone that Intl knows; it throws RangeError for any other. */
const zone = (value: string): string | undefined => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: value }).resolvedOptions().timeZone ? value : undefined;
  } catch {
    return undefined;
  }
};

const subdomain = (value: string): string | undefined => {
  const first = value.replace(/^https?:\/\//i, '').split(/[./]/)[0] ?? '';
  return /^[a-z0-9-]{1,63}$/i.test(first) ? first.toLowerCase() : undefined;
};
const hours = (value: string): string | undefined => {
  const m = /^([01]?\d|2[0-3]):([0-5]\d)\s*[-–—]\s*([01]?\d|2[0-3]):([0-5]\d)$/.exec(value);
  return m ? `${(m[1] ?? '').padStart(2, '0')}:${m[2]}-${(m[3] ?? '').padStart(2, '0')}:${m[4]}` : undefined;
};
/** `Битрикс24, 1С` or `bitrix24 > onec`: at least two CRMs, each once. */
const crms = (value: string): string | undefined => {
  const crmOf = (one: string): string | undefined =>
    Object.entries(crmWords).find(([key, { ru, en }]) => [key, ru, en, ...en.split(' / ')].some((word) => word.toLowerCase() === one.toLowerCase()))?.[0];
  const named = value
    .split(/\s*[,;>→\n]+\s*/)
    .filter((one) => one !== '')
    .flatMap((one) => (crmOf(one) === undefined ? one.split(/\s+/) : [one]).map(crmOf));
  return named.length > 1 && named.every((one) => one !== undefined) && new Set(named).size === named.length ? named.join(' ') : undefined;
};
const currency = (value: string): string | undefined => (/^[a-z]{3}$/i.test(value) ? value.toUpperCase() : undefined);
const amount = (value: string): number | undefined => readAmount(value) ?? undefined;

const readers: { readonly [K in Key]: Reader<K> } = {
  company: text,
  currency,
  time_zone: zone,
  week_start: word('week_start'),
  fiscal_year_start: whole(1, 12),
  language: word('language'),
  turnover_basis: word('turnover_basis'),
  vat_mode: word('vat_mode'),
  vat_regime: word('vat_regime'),
  small_n: whole(0, 1000),
  plan_alert_threshold: share,
  quiet_hours: hours,
  opening_balance: amount,
  opening_day: day,
  bank_balance: amount,
  bank_balance_day: day,
  cash_reserve: amount,
  overdue_offset_days: whole(0, 3650),
  allocation_key: word('allocation_key'),
  revenue_recognition: word('revenue_recognition'),
  break_even: (value) => {
    const read = amount(value);
    return read !== undefined && read >= 0 ? read : undefined;
  },
  pnl_payroll: word('pnl_payroll'),
  cash_direct_costs: word('cash_direct_costs'),
  payroll_articles: text,
  tax_articles: text,
  direct_articles: text,
  investing_articles: text,
  financing_articles: text,
  transfer_articles: text,
  plan_without_plan_multiplier: (value) => (value === '0' ? 0 : value === '1' ? 1 : undefined),
  amocrm_subdomain: subdomain,
  funnel_months: whole(1, 24),
  journey_days: whole(0, 3650),
  journey_order: crms,
  journey_apart: (value) =>
    value
      .split(/[\s,;]+/)
      .filter(Boolean)
      .join(' '),
};
const isKey = (key: string): key is Key => Object.keys(readers).includes(key);
const textOf = (value: Row[string] | undefined): string => String(value ?? '').trim();

/**
 * The `settings` tab, read. A blank or absent value is the default; a wrong one is the default too, and a flaw that names the setting in the language of the settings.
 * The first of two rows with the same key holds.
 */
export function readSettings(rows: readonly Row[]): { readonly settings: Settings; readonly problems: readonly Flaw[] } {
  const found = new Map<Key, string>(),
    problems: Flaw[] = [];
  const language = rows.find((row) => row.key === 'language'),
    lang: Lang = readers.language(textOf(language?.value)) ?? defaultSettings.language;
  const label = (key: Key): string => settingWords[key].label[lang];
  for (const row of rows) {
    const key = textOf(row.key),
      value = textOf(row.value);
    if (!isKey(key)) {
      if (key !== '') problems.push({ code: 'setting-unknown', details: { key }, row: key });
    } else if (found.has(key)) problems.push({ code: 'setting-twice', details: { key: label(key) }, row: label(key) });
    else found.set(key, value);
  }
  const settings: Record<string, Settings[Key]> = { ...defaultSettings };
  for (const [key, value] of found) {
    if (value === '') continue;
    const read = (readers[key] as Reader<Key>)(value);
    if (read === undefined)
      problems.push({ code: 'setting-wrong', details: wanting({ key: label(key), value }, () => settingWords[key].note[lang]), row: label(key) });
    else settings[key] = read;
  }
  return { settings: settings as unknown as Settings, problems };
}
