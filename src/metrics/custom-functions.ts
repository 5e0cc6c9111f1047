import { UNASSIGNED } from '../facts/rows';
import { isDay, monthOf, readPeriod } from '../kernel/calendar';
import type { Row } from '../kernel/sheet-template';
import type { CustomFunctionInfo, Param } from './custom-function-list';
import { customFunctions, namesTab } from './custom-function-list';
import { kindOf, monthsOf } from './plan-periods';

/** Finished rows by the key of their tab, in units of the code (money in minor units). */
export type Tables = Readonly<Record<string, readonly Row[]>>;
export type Cell = string | number;
type Values = Readonly<Record<string, string>>;
type Ask = (values: Values, tables: Tables) => number | null;

/**
 * A custom function: arguments as Google hands them over (a range is an array of rows), finished report rows -> what stands in the cell (=CIFRA_TURNOVER …; design 1.6).
 *
 * Shape   one value; for one range an answer of the same shape; for two ranges a table, the first range down and the second across. Blank cells of a range stay blank
 * Unit    money in units of the currency, ratios as fractions; no denominator or no plan -> ''
 * Time    a date cell must come as the text of its day; no clock is read. Quarters and years are sums of months, ratios are ratios of sums
 * Throws  Error with a text in both languages: Google shows it in the cell's note
 */
export function customFunction(name: string, args: readonly unknown[], tables: Tables): Cell | Cell[][] {
  const info = customFunctions.find((one) => one.name === name),
    ask = asks[name];
  if (!info || !ask) throw wrong(`Нет функции ${name}`, `There is no function ${name}`);
  const given = info.params.map((param, i) => argumentOf(param, args[i]));
  const ranges = given.flatMap((value, i) => (typeof value === 'string' ? [] : [i])),
    [down, across] = ranges;
  const answer = (cells: Readonly<Record<number, string>>): Cell => {
    if (ranges.some((i) => cells[i] === '')) return '';
    const value = ask(
      valuesOf(
        info,
        given.map((one, i) => (typeof one === 'string' ? one : (cells[i] ?? ''))),
      ),
      tables,
    );
    return value ?? '';
  };
  if (ranges.length > 2) throw wrong('Диапазонов может быть не больше двух', 'There may be two ranges at most');
  if (down === undefined) return answer({});
  const rows = given[down] as string[][];
  if (across === undefined) return rows.map((row) => row.map((cell) => answer({ [down]: cell })));
  return rows.flat().map((first) => (given[across] as string[][]).flat().map((second) => answer({ [down]: first, [across]: second })));
}

const wrong = (ru: string, en: string): Error => new Error(`${ru} / ${en}`);

/** An argument as text, or as the texts of a range; the Revision (a number where a text should stand) and what is left out are ''. */
function argumentOf(param: Param, value: unknown): string | string[][] {
  if (Array.isArray(value)) return value.map((row: unknown) => (Array.isArray(row) ? row : [row]).map((cell) => textOf(param, cell)));
  return textOf(param, value);
}
function textOf(param: Param, value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' && param.kind === 'period' ? String(value) : '';
}

function valuesOf(info: CustomFunctionInfo, texts: readonly string[]): Values {
  const values: Record<string, string> = {};
  info.params.forEach((param, i) => {
    const text = texts[i] ?? '';
    if (text === '' && !param.optional)
      throw wrong(
        `${info.name}: не указан аргумент «${param.name}»: ${param.doc.ru}`,
        `${info.name}: the argument "${param.name}" is missing: ${param.doc.en}`,
      );
    values[param.name] = text;
  });
  return values;
}

const ALL = ['all', 'всё', 'все'];
/** `2026-11`, `11.2026`, a day as `2026-11-21` or `21.11.2026`, a week, a quarter, a year. */
function periodOf(text: string): string {
  const m = /^(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})$/.exec(text),
    pad = (part: string): string => part.padStart(2, '0');
  const period = m ? `${m[3]}-${pad(m[2] ?? '')}${m[1] ? `-${pad(m[1])}` : ''}` : text;
  if (readPeriod(period) === null)
    throw wrong(
      `Период «${text}» не понят: нужен месяц 2026-11, квартал 2026-Q4, год 2026 или дата`,
      `The period "${text}" is not understood: give a month 2026-11, a quarter 2026-Q4, a year 2026 or a date`,
    );
  return period;
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const plainName = (name: string): string => (['не указан', 'not specified'].includes(name.toLowerCase()) ? UNASSIGNED : name);

/** Rows of a tab by month for a period and, where a name is given, for it. */
function rowsFor(tables: Tables, asked: { readonly tab: string; readonly period: string; readonly column: string; readonly name: string }): readonly Row[] {
  const rows = named(tables, asked),
    { period: text } = asked;
  if (ALL.includes(text.toLowerCase())) return rows;
  const period = periodOf(text);
  if (kindOf(period) === 'week')
    throw wrong(`Здесь неделя не подходит (${text}): отчёт ведётся по месяцам`, `A week does not fit here (${text}): the report is kept by months`);
  const months = isDay(period) ? [monthOf(period)] : monthsOf(period);
  return rows.filter((row) => months.includes(String(row.month)));
}

function named(tables: Tables, { tab, column, name }: { readonly tab: string; readonly column: string; readonly name: string }): readonly Row[] {
  const rows = tables[tab] ?? [],
    wanted = plainName(name);
  if (name === '') return rows;
  const own = rows.filter((row) => same(String(row[column]), wanted));
  if (own.length === 0 && !(column === 'manager' && isManager(tables, wanted)))
    throw wrong(`«${name}» не найдено: проверьте имя`, `"${name}" is not found: check the name`);
  return own;
}
const isManager = (tables: Tables, name: string): boolean => name === UNASSIGNED || (tables[namesTab] ?? []).some((row) => same(String(row.manager), name));

const add = (rows: readonly Row[], column: string): number => rows.reduce((total, row) => total + (typeof row[column] === 'number' ? row[column] : 0), 0);
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Which of several tabs answers: that of the one name given, the first when none is. */
function tabFor(
  values: Values,
  tabs: Readonly<Record<string, string>>,
): { readonly tab: string; readonly period: string; readonly column: string; readonly name: string } {
  const given = Object.keys(tabs).filter((column) => (values[column] ?? '') !== ''),
    column = given[0] ?? Object.keys(tabs)[0] ?? '';
  if (given.length > 1) throw wrong(`Можно указать только одно: ${given.join(', ')}`, `Only one of these may be given: ${given.join(', ')}`);
  return { tab: tabs[column] ?? '', period: values.period ?? '', column, name: values[column] ?? '' };
}
const funnels = { manager: 'funnel_by_manager', source: 'funnel_by_source' },
  margins = { manager: 'manager_margin', source: 'source_margin', product: 'product_margin' };
const money = (minor: number | null): number | null => (minor === null ? null : Math.round(minor) / 100);
const turnover = (values: Values, tables: Tables): readonly Row[] =>
  rowsFor(tables, { tab: 'turnover', period: values.period ?? '', column: 'manager', name: values.manager ?? '' });

const steps: Readonly<Record<string, string>> = {
  measurement: 'measurements',
  замер: 'measurements',
  contract: 'contracts',
  договор: 'contracts',
  refusal: 'refusals',
  отказ: 'refusals',
};
const metrics: Readonly<Record<string, string>> = {
  leads: 'leads',
  заявки: 'leads',
  calls: 'calls',
  звонки: 'calls',
  measurements: 'measurements',
  замеры: 'measurements',
  quotes: 'quotes',
  кп: 'quotes',
  contracts: 'contracts',
  договоры: 'contracts',
  turnover: 'turnover',
  оборот: 'turnover',
  receipts: 'receipts',
  поступления: 'receipts',
  margin: 'margin',
  маржа: 'margin',
};
const whichReceivables: Readonly<Record<string, string>> = { '': 'all', all: 'all', всё: 'all', все: 'all', overdue: 'overdue', просрочено: 'overdue' };
function wordOf(words: Readonly<Record<string, string>>, text: string): string {
  const word = words[text.toLowerCase()],
    known = Object.keys(words)
      .filter((one) => one !== '')
      .join(', ');
  if (word === undefined) throw wrong(`Слово «${text}» не понято. Можно: ${known}`, `The word "${text}" is not understood. Allowed: ${known}`);
  return word;
}

/** The row of `plan_fact` for a period, a metric and a name: the company's without a name, else the manager's, the department's or the source's. */
function planRow(values: Values, tables: Tables): Row | undefined {
  const period = periodOf(values.period ?? ''),
    metric = wordOf(metrics, values.metric ?? ''),
    name = values.name ?? '',
    rows = tables.plan_fact ?? [];
  const levels = name === '' ? ['company'] : ['manager', 'department', 'source'];
  const own = rows.filter((row) => name === '' || same(String(row.name), plainName(name)));
  if (own.length === 0 && name !== '' && !isManager(tables, plainName(name)))
    throw wrong(`«${name}» не найдено: проверьте имя`, `"${name}" is not found: check the name`);
  const find = (text: string): Row | undefined =>
    levels.map((level) => own.find((row) => row.level === level && row.metric === metric && row.period === text)).find((row) => row !== undefined);
  return find(period) ?? (isDay(period) ? find(monthOf(period)) : undefined);
}

const numberOf = (row: Row | undefined, column: string): number | null => {
  const value = row?.[column];
  return typeof value === 'number' ? value : null;
};

const asks: Readonly<Record<string, Ask>> = {
  CIFRA_LEADS: (values, tables) => add(rowsFor(tables, tabFor(values, funnels)), 'leads'),
  CIFRA_CONVERSION: (values, tables) => {
    const rows = rowsFor(tables, tabFor(values, funnels));
    return share(add(rows, wordOf(steps, values.step ?? '')), add(rows, 'leads') - add(rows, 'junk') - add(rows, 'duplicates'));
  },
  CIFRA_CONTRACTS: (values, tables) => add(turnover(values, tables), 'contracts'),
  CIFRA_TURNOVER: (values, tables) => money(add(turnover(values, tables), 'turnover')),
  CIFRA_RECEIPTS: (values, tables) => money(add(turnover(values, tables), 'receipts')),
  CIFRA_AVERAGE_CHECK: (values, tables) => {
    const rows = turnover(values, tables);
    return money(share(add(rows, 'contracts_amount'), add(rows, 'priced_contracts')));
  },
  CIFRA_PLAN: (values, tables) => numberOf(planRow(values, tables), 'plan'),
  CIFRA_PLAN_ATTAINMENT: (values, tables) => numberOf(planRow(values, tables), 'attainment'),
  CIFRA_PAY: (values, tables) =>
    money(add(rowsFor(tables, { tab: 'payroll', period: values.period ?? '', column: 'manager', name: values.manager ?? '' }), 'total')),
  CIFRA_RECEIVABLE: (values, tables) => {
    const which = wordOf(whichReceivables, values.which ?? ''),
      rows = named(tables, { tab: 'receivables', column: 'manager', name: values.manager ?? '' });
    return money(
      add(
        rows.filter((row) => which === 'all' || (typeof row.days_overdue === 'number' && row.days_overdue > 0)),
        'balance',
      ),
    );
  },
  CIFRA_MARGIN: (values, tables) => money(add(rowsFor(tables, tabFor(values, margins)), 'margin')),
  CIFRA_NET_PROFIT: (values, tables) => money(add(rowsFor(tables, tabFor(values, margins)), 'net_profit')),
};
