import type { Day } from '../kernel/calendar';
import type { Lang } from '../kernel/sheet-template';

/** An amount inside a sentence: `1 234 567` or `1 234,50` in Russian, `1,234,567` or `1,234.50` in English. Minor units in. */
export function amountText(amount: number, lang: Lang): string {
  const size = Math.abs(amount),
    whole = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+$)/g, lang === 'ru' ? '\u00a0' : ','),
    rest = size % 100;
  return `${amount < 0 ? '−' : ''}${whole}${rest === 0 ? '' : `${lang === 'ru' ? ',' : '.'}${String(rest).padStart(2, '0')}`}`;
}

/** A day inside a sentence: `05.12.2026` in Russian, as it is in English. */
export const dayText = (day: Day, lang: Lang): string => (lang === 'ru' ? day.split('-').reverse().join('.') : day);
