import { defaultSettings } from '../../src/facts/settings';
import { articleKinds } from '../../src/metrics/articles';

const settings = {
  ...defaultSettings,
  direct_articles: 'закуп материалов, Delivery',
  investing_articles: 'станок',
  transfer_articles: 'перевод между счетами, , ',
};
test.each([
  { why: 'no list speaks of it', article: 'Аренда', kind: 'operating' },
  { why: 'a blank article', article: '', kind: 'operating' },
  { why: 'one whole word is enough', article: 'Оклады офиса', kind: 'payroll' },
  { why: 'signs around a word', article: 'Налог (УСН)', kind: 'taxes' },
  { why: 'any case, any place', article: 'Office SALARIES', kind: 'payroll' },
  { why: 'a part of a word is none', article: 'Налоговый консультант', kind: 'operating' },
  { why: 'words in a row', article: 'Закуп материалов, июнь', kind: 'direct' },
  { why: 'the same words apart', article: 'Закуп разных материалов', kind: 'operating' },
  { why: 'what people wrote in place of the default', article: 'Станок с ЧПУ', kind: 'investing' },
  { why: 'and so the default does not hold', article: 'Основные средства', kind: 'operating' },
  { why: 'between own accounts', article: 'Перевод между счетами', kind: 'transfer' },
  { why: 'a loan', article: 'Кредит Сбербанка', kind: 'financing' },
  { why: 'interest is a cost like others', article: 'Проценты банку', kind: 'operating' },
  { why: 'two lists: the payment of a tax on a loan is looked up in the order of the lists', article: 'Кредит, налог', kind: 'financing' },
])('$article: $why', ({ article, kind }) => expect(articleKinds(settings)(article)).toBe(kind));
