import { readAmount } from '../kernel/money';
import { type BankFault, keyed, type Operation, once, type Statement } from './bank-operation';
import { dateStyleOf, decimalOf, readDate, readNumber } from './import-cells';
import { delimiterOf, recordsOf, type Sheet, sheetOf } from './import-csv';

/** What columns of a bank's table are called. Where a name fits several, the first that is still free. */
const named = {
  day: /дата.*(провод|операц|зачисл|списан)|^дата|date/i,
  number: /номер.*док|№.*док|^номер|^№|number|reference/i,
  credit: /кредит|поступ|приход|зачисл|credit|paid in|deposit/i,
  debit: /дебет|списан|расход|debit|paid out|withdraw/i,
  amount: /сумма|amount/i,
  innFrom: /инн.*плат|плат.*инн/i,
  innTo: /инн.*получ|получ.*инн/i,
  inn: /инн|tax.?id/i,
  purpose: /назначен|основание|описание|purpose|details|description/i,
  from: /плательщик|payer/i,
  to: /получател|payee|beneficiary/i,
  party: /контрагент|корреспондент|counterparty|name/i,
  account: /сч[её]т|account/i,
} as const;
type Name = keyof typeof named;

/** The table below whatever a bank writes above it: its head is the first row with a day and an amount among its titles. */
function tableOf(text: string): Sheet | null {
  const clean = text.replace(/^\uFEFF/, ''),
    records = recordsOf(clean, delimiterOf(bodyOf(clean)));
  const head = records.findIndex(
    (row) => row.some((cell) => named.day.test(cell.trim())) && row.some((cell) => /сумма|дебет|кредит|поступ|amount|debit|credit/i.test(cell)),
  );
  return head < 0 ? null : sheetOf(records.slice(head), head + 1);
}
/** The separator is told by the lines that have the most of any: titles above the table have none. */
const bodyOf = (text: string): string => {
  const lines = text.split(/\r?\n/),
    weight = (line: string): number => (line.match(/[;,\t|]/g) ?? []).length,
    most = Math.max(...lines.slice(0, 200).map(weight));
  return lines.filter((line) => weight(line) >= most / 2).join('\n');
};

/** Operations of a bank's CSV: one column of amounts with signs, or one for what came and one for what went. Rows without an amount (subtotals, balances) that have no day either are none. */
export function readBankCsv(text: string): Statement {
  const sheet = tableOf(text),
    faults: BankFault[] = [];
  if (!sheet) return { operations: [], faults: [{ line: 0, why: 'no-columns', value: '' }] };
  const at = placesOf(sheet.titles),
    values = (name: Name): string[] => sheet.rows.map((row) => row[at[name] ?? -1] ?? '');
  if (at.day === undefined || (at.amount === undefined && at.credit === undefined && at.debit === undefined))
    return { operations: [], faults: [{ line: 0, why: 'no-columns', value: sheet.titles.join(', ').slice(0, 120) }] };
  const told = dateStyleOf(values('day')),
    style = told === null || told === 'ask' ? 'dmy' : told;
  const signOf = (name: Name): ',' | '.' => (decimalOf(values(name)) === ',' ? ',' : '.');
  const money = (name: Name, sign: ',' | '.', row: readonly string[]): number | null | undefined => {
    const cell = row[at[name] ?? -1] ?? '',
      read = readNumber(cell, sign);
    return 'value' in read ? (read.value === '' ? null : (readAmount(read.value, 'decimal') ?? undefined)) : undefined;
  };
  const signs = { amount: signOf('amount'), credit: signOf('credit'), debit: signOf('debit') };
  const read = sheet.rows.flatMap((row, i): { line: number; operation: Operation }[] => {
    const line = sheet.firstRow + i,
      cell = (name: Name): string => (row[at[name] ?? -1] ?? '').trim(),
      day = readDate(cell('day'), style);
    const came = money('credit', signs.credit, row),
      went = money('debit', signs.debit, row),
      both = at.credit === undefined && at.debit === undefined ? money('amount', signs.amount, row) : null;
    const isDay = 'value' in day && day.value !== '';
    if (!isDay && !came && !went && !both) return [];
    if (!isDay) {
      if (/\d/.test(cell('day'))) faults.push({ line, why: 'date', value: cell('day') });
      return []; // a line of totals has sums and no day
    }
    const amount = came ? Math.abs(came) : went ? -Math.abs(went) : both;
    if (!amount) {
      faults.push({ line, why: 'amount', value: cell('credit') || cell('debit') || cell('amount') });
      return [];
    }
    const direction = amount > 0 ? 'in' : 'out',
      operation = keyed({
        day: day.value.slice(0, 10),
        direction,
        amount: Math.abs(amount),
        number: cell('number'),
        account: cell('account'),
        inn: cell(direction === 'in' ? 'innFrom' : 'innTo') || cell('inn'),
        party: cell(direction === 'in' ? 'from' : 'to') || cell('party'),
        purpose: cell('purpose'),
      });
    return [{ line, operation }];
  });
  return { operations: once(read, faults), faults };
}

function placesOf(titles: readonly string[]): Partial<Record<Name, number>> {
  const taken = new Set<number>(),
    places: Partial<Record<Name, number>> = {};
  for (const name of Object.keys(named) as Name[]) {
    const at = titles.findIndex((title, i) => !taken.has(i) && named[name].test(title));
    if (at < 0) continue;
    taken.add(at);
    places[name] = at;
  }
  return places;
}
