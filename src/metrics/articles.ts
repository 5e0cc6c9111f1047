import type { Settings } from '../facts/settings';

/** Where the expenses of an article stand: the first four in lines of the P&L, the last three in the cash flow only. */
export type ArticleKind = 'operating' | 'payroll' | 'taxes' | 'direct' | 'investing' | 'financing' | 'transfer';

const lists = [
  ['transfer', 'transfer_articles'],
  ['investing', 'investing_articles'],
  ['financing', 'financing_articles'],
  ['direct', 'direct_articles'],
  ['taxes', 'tax_articles'],
  ['payroll', 'payroll_articles'],
] as const satisfies readonly (readonly [ArticleKind, keyof Settings])[];

/**
 * What an article is, by the lists of words in the settings (Q010, Q076): the first list with a word, or several in a row, that the name of the article holds whole. None -> operating.
 *
 * Shape   settings -> article -> kind; letters in any case, signs between words do not matter
 */
export function articleKinds(settings: Settings): (article: string) => ArticleKind {
  const read = lists.map(([kind, key]) => ({
      kind,
      words: settings[key]
        .split(',')
        .map(plain)
        .filter((text) => text !== ' '),
    })),
    known = new Map<string, ArticleKind>();
  return (article) => {
    const found = known.get(article) ?? read.find(({ words }) => words.some((text) => plain(article).includes(text)))?.kind ?? 'operating';
    known.set(article, found);
    return found;
  };
}

/** ` налог усн ` of `Налог (УСН)`: whole words between blanks. */
const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')} `.replace(/^ +$/, ' ');

/** Does an article count as an expense at all? What deals carry already, investments, loans and transfers do not. */
export const isExpense = (kind: ArticleKind): boolean => kind === 'operating' || kind === 'payroll' || kind === 'taxes';
