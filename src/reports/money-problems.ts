import { correctionsSheet } from '../../sheets-templates/corrections';
import { dealsSheet } from '../../sheets-templates/deals';
import { expensesSheet } from '../../sheets-templates/expenses';
import { paymentPlanSheet } from '../../sheets-templates/payment-plan';
import { paymentsSheet } from '../../sheets-templates/payments';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import type { Book } from '../facts/book';
import type { Problem } from '../facts/rows';
import { problemRow } from '../i18n/speak';
import type { Lang, SheetTemplate } from '../kernel/sheet-template';
import { moneyFlaws } from '../metrics/money-flaws';

const sheets: Readonly<Record<string, SheetTemplate>> = {
  expenses: expensesSheet,
  payments: paymentsSheet,
  payment_plan: paymentPlanSheet,
  payroll_schemes: payrollSchemesSheet,
  corrections: correctionsSheet,
  deals: dealsSheet,
};

/** Lines of the tab `problems` for what is left out of the money figures (metrics/money-flaws), with the titles of tabs and columns in the reader's language. */
export function moneyProblems(book: Book, isWhole: boolean, lang: Lang): readonly Problem[] {
  return moneyFlaws(book, isWhole).flatMap(({ tab, flaw }) => {
    const sheet = sheets[tab];
    if (!sheet) return [];
    const titled = (text: string): string => text.replace(/^[a-z_]+/, (key) => sheet.columns[key]?.title[lang] ?? key),
      details: Record<string, string> = { ...flaw.details } as never;
    for (const key of ['column', 'why']) if (details[key] !== undefined) details[key] = titled(details[key]);
    return [problemRow({ ...flaw, details: details as never }, { tab: sheet.title[lang], at: book.now, lang })];
  });
}
