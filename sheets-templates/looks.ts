import type { Column, Group, Lang, SheetTemplate, Unit } from '../src/kernel/sheet-template';

/** Colours of a group: of its tabs, of their headers and of the row of totals. The only place where a colour of a tab is named. */
export interface GroupLook {
  readonly tab: string;
  readonly header: string;
  readonly total: string;
}
export const groupLooks: Readonly<Record<Group, GroupLook>> = {
  board: { tab: '#1a73e8', header: '#d2e3fc', total: '#e8f0fe' },
  sales: { tab: '#188038', header: '#ceead6', total: '#e6f4ea' },
  money: { tab: '#e8710a', header: '#fde2c4', total: '#fef1e3' },
  inputs: { tab: '#f9ab00', header: '#feefc3', total: '#fef7e0' },
  raw: { tab: '#80868b', header: '#e8eaed', total: '#f1f3f4' },
};

/** Colours of amounts and attainments: red for what is wrong, green for what is reached. */
export const ruleLooks = { bad: '#f4c7c3', middling: '#fce8b2', good: '#b7e1cd', negative: '#c5221f' } as const;

const formats: Readonly<Record<Unit, string>> = {
  text: '@',
  id: '@',
  word: '@',
  month: '@',
  week: '@',
  period: '@',
  time: '@',
  link: '@',
  money: '#,##0.00',
  count: '#,##0',
  number: '#,##0.0',
  ratio: '0.0%',
  percent: '0.00"%"',
  day: '',
  flag: '',
};

/** Google's number format of a column. Everything that is not a number or a day is text, so that ids, months and times stay as written (Q183). */
export const formatOf = (column: Column, lang: Lang): string =>
  column.format ?? (column.unit === 'day' ? (lang === 'ru' ? 'dd.mm.yyyy' : 'yyyy-mm-dd') : formats[column.unit]);

const rowsByGroup: Readonly<Record<Group, number>> = { board: 40, inputs: 200, sales: 200, money: 200, raw: 300 };

/** Rows of the grid at install: few, because empty cells count to the limit of 10 M and the store adds rows as it needs them; enough for charts to stand below one another. */
export const rowsOf = (sheet: SheetTemplate): number => Math.max(sheet.rows ?? rowsByGroup[sheet.group], 4 + (sheet.charts?.length ?? 0) * CHART_ROWS);

/** Rows that a chart covers. */
export const CHART_ROWS = 20;

/** Columns kept free beside ours, for columns of people's own and for charts to stand on. */
export const spareColumns = (sheet: SheetTemplate): number => (sheet.charts?.some((chart) => !chart.at) ? 9 : 2);

/** Pixels that a title needs in a bold header, so that nothing is cut. */
export const widthOf = (title: string): number => title.length * 8 + 20;
