import { dealsSheet } from '../../sheets-templates/deals';
import { managersSheet } from '../../sheets-templates/managers';
import type { Manager } from '../facts/rows';
import { compare } from '../kernel/order';
import type { Row, Unit } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { rowsOf } from './panel';

/** Lines per deal (finance.md 2.2): whose, the deal with its client, and how the amount came about. */
const columns = {
  personnel_number: 'id',
  manager: 'text',
  day: 'day',
  deal_id: 'id',
  client: 'text',
  base_amount: 'money',
  rate: 'percent',
  share: 'ratio',
  amount: 'money',
  multiplier: 'number',
  paid: 'money',
  event: 'word',
  scheme: 'text',
} as const satisfies Readonly<Record<string, Unit>>;

/** The statements of a month, by manager and in the order of the tab; client and personnel number are blank where nobody has told them. */
export const payStatement = {
  columns,
  rows: (world: World, rows: readonly Row[]): readonly Row[] => {
    const column = (key: string): readonly unknown[] => world.sheets.column(dealsSheet, key),
      numbers = new Map<string, string>();
    const [ids, crms, clients] = [column('deal_id'), column('crm'), column('client')],
      clientOf = new Map(ids.map((id, i) => [`${crms[i]} ${id}`, String(clients[i] ?? '')]));
    for (const { row } of rowsOf<Manager>(world, managersSheet).rows)
      if (row.personnel_number !== '' && !numbers.has(row.manager)) numbers.set(row.manager, row.personnel_number);
    return [...rows]
      .sort((a, b) => compare(String(a.manager), String(b.manager)))
      .map((row) => ({
        ...row,
        personnel_number: numbers.get(String(row.manager)) ?? '',
        client: clientOf.get(`${row.crm} ${row.deal_id}`) ?? '',
      }));
  },
};
