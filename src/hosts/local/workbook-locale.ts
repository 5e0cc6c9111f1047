import type { EngineLocale } from './workbook-engine-types';

/** The two locales of the product, as the engine wants them. Anything that is not Russian is English as in the United States. */
export function engineLocale(locale: string): EngineLocale {
  if (locale.startsWith('ru'))
    return {
      name: 'Русский',
      code: 'ru_RU',
      thousandsSeparator: '\u00a0',
      decimalSeparator: ',',
      weekStart: 1,
      dateFormat: 'dd.mm.yyyy',
      timeFormat: 'hh:mm:ss',
      formulaArgSeparator: ';',
    };
  return {
    name: 'English (US)',
    code: 'en_US',
    thousandsSeparator: ',',
    decimalSeparator: '.',
    weekStart: 7,
    dateFormat: 'm/d/yyyy',
    timeFormat: 'hh:mm:ss a',
    formulaArgSeparator: ',',
  };
}
