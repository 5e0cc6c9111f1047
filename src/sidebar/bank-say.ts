import { type BankWord, bankWords } from '../i18n/bank-words';
import type { Lang } from '../kernel/sheet-template';
import { fill } from './say';

/** The words of bank statements in a language. */
export type BankSay = (key: BankWord, details?: Readonly<Record<string, string | number>>) => string;
export const bankSay =
  (lang: Lang): BankSay =>
  (key, details = {}) =>
    fill(bankWords[key][lang], details);
