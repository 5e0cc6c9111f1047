import { dealMarginSheet } from '../../sheets-templates/deal-margin';
import { paymentsSheet } from '../../sheets-templates/payments';
import { problemsSheet } from '../../sheets-templates/problems';
import { sourceMarginSheet } from '../../sheets-templates/source-margin';
import { type ManualPayment, UNASSIGNED, UNDATED } from '../facts/rows';
import { type Month, monthOf } from '../kernel/calendar';
import type { Row, SheetTemplate } from '../kernel/sheet-template';
import { countsAsPayment } from '../metrics/payment-rows';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { SPREADSHEET } from './install';
import { firstRowOf } from './tab-plan';

/** One thing to look at before a month is closed, with the first rows that it is about. */
export interface ClosingPoint {
  readonly key: 'payments.undated' | 'payments.unmatched' | 'contracts.undated' | 'owner' | 'source' | 'provisional' | 'problems';
  readonly count: number;
  readonly tab: string;
  /** address of the tab, '' while its id is not known */
  readonly href: string;
  readonly rows: readonly { readonly what: string; readonly href: string }[];
}

const SHOWN = 5;

/** The closing checklist of a month: money without a day or a deal, contracts without a day, owner, source or costs, and open problems. Four tabs are read, each in one call. */
export function closingPoints(world: World, month: Month): readonly ClosingPoint[] {
  const read = (sheet: SheetTemplate): readonly Placed<Row>[] => world.sheets.read(sheet).rows,
    payments = read(paymentsSheet).filter(({ row }) => countsAsPayment(row as ManualPayment)),
    contracts = read(dealMarginSheet).filter(({ row }) => row.deal_id !== ''),
    ofMonth = contracts.filter(({ row }) => row.month === month);
  const book = world.store.get(SPREADSHEET),
    href = (sheet: SheetTemplate, at?: number): string => {
      const id = world.store.get(`sheet.${sheet.key}`);
      if (book === null || id === null) return '';
      return `https://docs.google.com/spreadsheets/d/${book}/edit#gid=${id}${at === undefined ? '' : `&range=${at + firstRowOf(sheet)}:${at + firstRowOf(sheet)}`}`;
    };
  const point = (key: ClosingPoint['key'], sheet: SheetTemplate, rows: readonly Placed<Row>[], what: (row: Row) => unknown): ClosingPoint => ({
    key,
    count: rows.length,
    tab: sheet.title[world.lang],
    href: href(sheet),
    rows: rows.slice(0, SHOWN).map(({ at, row }) => ({ what: String(what(row) ?? ''), href: href(sheet, at) })),
  });
  const deal = (row: Row): unknown => row.deal || row.deal_id,
    payment = (row: Row): string =>
      [row.day ?? '', Number(row.amount ?? 0) / 100, row.deal_id, row.note].filter((text) => text !== '' && text !== null).join(' · ');
  const isDue = ({ row }: Placed<Row>): boolean => row.day === null || monthOf(String(row.day)) <= month;
  return [
    point(
      'payments.undated',
      paymentsSheet,
      payments.filter(({ row }) => row.day === null),
      payment,
    ),
    point(
      'payments.unmatched',
      paymentsSheet,
      payments.filter((one) => one.row.deal_id === '' && isDue(one)),
      payment,
    ),
    point(
      'contracts.undated',
      dealMarginSheet,
      contracts.filter(({ row }) => row.month === UNDATED),
      deal,
    ),
    point(
      'owner',
      dealMarginSheet,
      ofMonth.filter(({ row }) => row.manager === UNASSIGNED),
      deal,
    ),
    point(
      'source',
      sourceMarginSheet,
      read(sourceMarginSheet).filter(({ row }) => row.month === month && row.source === UNASSIGNED),
      (row) => row.contracts,
    ),
    point(
      'provisional',
      dealMarginSheet,
      ofMonth.filter(({ row }) => row.provisional === true),
      deal,
    ),
    point('problems', problemsSheet, read(problemsSheet), (row) => row.what),
  ];
}
