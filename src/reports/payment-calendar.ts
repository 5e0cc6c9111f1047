import { paymentCalendarSheet } from '../../sheets-templates/payment-calendar';
import type { Book } from '../facts/book';
import { compare } from '../kernel/order';
import type { RowOf } from '../kernel/sheet-template';
import { madeFrom, moneyAhead, sources } from './money-ahead';
import type { Kept, Report } from './report';

const rowsFrom = (book: Book, kept: Kept): readonly RowOf<typeof paymentCalendarSheet>[] =>
  moneyAhead(book, kept).days.map(({ day, opening, sure, probable, payments, closing, closingSure, gap }) => ({
    day,
    opening,
    receipts_sure: sure,
    receipts_probable: probable,
    payments,
    closing,
    gap,
    closing_sure: closingSure,
  }));

/** 13 weeks of money, a row a day (Q075). */
export const paymentCalendarReport: Report<typeof paymentCalendarSheet> = {
  sheet: paymentCalendarSheet,
  grain: 'whole',
  rows: (book) => rowsFrom(book, madeFrom(book)),
  from: { ...sources, rows: (_, book, kept) => rowsFrom(book, kept) },
  order: (a, b) => compare(a.day ?? '', b.day ?? ''),
};
