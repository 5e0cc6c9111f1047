import type { TextKey } from '../../src/i18n/catalogue';
import { catalogue } from '../../src/i18n/catalogue';
import { fill, problemRow, problemWords, speak } from '../../src/i18n/speak';
import type { Lang, Words } from '../../src/kernel/sheet-template';

const texts: readonly [string, Words][] = Object.entries(catalogue);
const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

describe('catalogue', () => {
  test.each(texts)('%s is said in both languages with the same details', (key, words) => {
    expect(words.ru.trim()).not.toBe('');
    expect(words.en.trim()).not.toBe('');
    expect([words.ru, words.en]).not.toContain(key);
    expect(words.en).not.toMatch(/[а-яё]/i);
    expect(names(words.ru)).toEqual(names(words.en));
  });
  test.each(texts.filter(([key]) => key.endsWith('.what')))('%s has a mend: whoever is told what is wrong is told what to do', (key) =>
    expect(Object.keys(catalogue)).toContain(key.replace(/\.what$/, '.mend')),
  );
});

describe('speak', () => {
  test('details are put in', () =>
    expect(speak('ru')('fault.column-missing.what', { sheet: 'Сделки', column: 'Код сделки' })).toBe('На листе «Сделки» нет колонки «Код сделки».'));
  test('the language is that of the reader', () => expect(speak('en')('menu.repair')).toBe('Repair tabs'));
  test.each([
    { why: 'no detail: the braces stay, so that a slip is seen', text: 'a {b} c', details: {}, expected: 'a {b} c' },
    { why: 'a detail that looks like a place is not filled in again', text: '{a}', details: { a: '{b}', b: 'no' }, expected: '{b}' },
    { why: 'twice the same place', text: '{a}{a}', details: { a: 1 }, expected: '11' },
    { why: 'zero is a detail', text: '{n}', details: { n: 0 }, expected: '0' },
    { why: 'dollar signs mean nothing', text: '{a}', details: { a: '$& $1' }, expected: '$& $1' },
  ])('$why', ({ text, details, expected }) => expect(fill(text, details)).toBe(expected));
});

describe('problems', () => {
  test.each<{ lang: Lang; what: string; mend: string }>([
    { lang: 'ru', what: 'Нет курса USD на 2026-11-21: строка не учтена.', mend: 'Добавьте курс на лист «Курсы валют».' },
    { lang: 'en', what: 'No rate of USD for 2026-11-21: the row is left out.', mend: 'Add the rate in the tab “Exchange rates”.' },
  ])('words of a problem: $lang', ({ lang, what, mend }) =>
    expect(problemWords('rate-missing', { currency: 'USD', day: '2026-11-21' }, lang)).toEqual({ what, mend }),
  );
  test('a fault of a single row has the words of the fault', () =>
    expect(problemWords('number-wrong', { value: 'abc', column: 'План' }, 'ru').what).toBe('«abc» в колонке «План» — не число.'));
  test('the line of the tab', () =>
    expect(problemRow({ code: 'deal-unknown', details: { deal: '0071' }, row: '5' }, { tab: 'Оплаты', at: 1000, lang: 'ru' })).toEqual({
      at: 1000,
      tab: 'Оплаты',
      row: '5',
      what: 'Сделки с кодом «0071» нет.',
      mend: 'Проверьте код: он стоит на листе «Сделки».',
      times: 1,
    }));
});

// every key is a TextKey: a wrong one does not compile
speak('ru')('menu.title' satisfies TextKey);
