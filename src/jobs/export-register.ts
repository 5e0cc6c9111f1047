import { calendarSheet } from '../../sheets-templates/calendar';
import { managersSheet } from '../../sheets-templates/managers';
import { payrollSheet } from '../../sheets-templates/payroll';
import { payrollLinesSheet } from '../../sheets-templates/payroll-lines';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import type { CalendarDay, Manager, PayrollScheme } from '../facts/rows';
import { isWorking, type Month } from '../kernel/calendar';
import { mulDiv } from '../kernel/money';
import { compare } from '../kernel/order';
import type { Row, Unit } from '../kernel/sheet-template';
import { specialDays } from '../metrics/pace';
import { daysOfMonth, workDays } from '../metrics/pay';
import { readSchemes } from '../metrics/pay-scheme';
import { sheetIdKey } from '../ports/workbook-builder';
import type { World } from '../ports/world';
import type { PayrollLineRow, PayrollRow } from '../reports/pay-rows';
import { SPREADSHEET } from './install';
import { rowsOf } from './panel';

/** The columns of the forms Т-51 and Т-49, in their order (finance.md 2.1). */
const columns = {
  n: 'count',
  personnel_number: 'id',
  manager: 'text',
  position: 'text',
  month: 'month',
  salary: 'money',
  worked: 'count',
  norm: 'count',
  fixed: 'money',
  variable: 'money',
  bonus: 'money',
  corrections: 'money',
  base_amount: 'money',
  rate: 'text',
  total: 'money',
  withheld: 'money',
  payable: 'money',
  scheme: 'text',
  link: 'link',
} as const satisfies Readonly<Record<string, Unit>>;

/**
 * The payroll register of a month (finance.md 2.1): a row for each row of the tab, by name. What is not known stays blank: what is withheld is computed by the accountant's own program;
 * `payable` is therefore before it. `bonus` is what the total holds beside the three parts that have a column. A salary is shown where it gives the fixed part that was accrued.
 */
export const payrollRegister = {
  columns,
  isForm: true as const,
  rows: (world: World, rows: readonly Row[], month: Month): readonly Row[] => {
    const managers = rowsOf<Manager>(world, managersSheet).rows.map(({ row }) => row),
      special = specialDays({ calendar: rowsOf<CalendarDay>(world, calendarSheet).rows.map(({ row }) => row) }),
      { schemes } = readSchemes(rowsOf<PayrollScheme>(world, payrollSchemesSheet).rows.map(({ row }) => row)),
      lines = rowsOf<PayrollLineRow>(world, payrollLinesSheet).rows.flatMap(({ row }) => (row.month === month ? [row] : []));
    const works = workDays({ managers }),
      days = daysOfMonth(month),
      working = days.filter((day) => isWorking(day, special)),
      norm = working.length > 0 ? working : days;
    const workbook = world.store.get(SPREADSHEET),
      link = workbook === null ? '' : `https://docs.google.com/spreadsheets/d/${workbook}/edit#gid=${world.store.get(sheetIdKey(payrollSheet.key)) ?? 0}`;
    const known = (manager: string, key: 'personnel_number' | 'role' | 'department'): string =>
      managers.find((row) => row.manager === manager && row[key].trim() !== '')?.[key].trim() ?? '';
    return (rows as unknown as readonly PayrollRow[])
      .slice()
      .sort((a, b) => compare(a.manager, b.manager))
      .map(({ manager, scheme, base_amount, fixed, variable, corrections, total }, i) => {
        const worked = norm.filter((day) => works(manager, day)).length,
          named = schemes.filter((one) => scheme.split(', ').includes(one.name) && (one.manager === '' || one.manager === manager)),
          salaries = [...new Set(named.map((one) => one.fixed))].filter((salary) => mulDiv(salary, worked, norm.length) === fixed),
          since = named.filter(({ validFrom }) => validFrom === '' || validFrom <= (days[days.length - 1] ?? '')).map(({ validFrom }) => validFrom),
          version = [...since].sort().pop() ?? '',
          bonus = (total ?? 0) - (fixed ?? 0) - (variable ?? 0) - (corrections ?? 0),
          rates = [...new Set(lines.flatMap((line) => (line.manager === manager && line.rate !== null ? [line.rate] : [])))].sort((a, b) => a - b);
        return {
          n: i + 1,
          personnel_number: known(manager, 'personnel_number'),
          manager,
          position: [known(manager, 'role'), known(manager, 'department')].filter((text) => text !== '').join(', '),
          month,
          salary: salaries.length === 1 ? (salaries[0] ?? null) : null,
          worked,
          norm: norm.length,
          fixed,
          variable,
          bonus: bonus === 0 ? null : bonus,
          corrections,
          base_amount,
          rate: rates.map((rate) => `${rate} %`).join('; '),
          total,
          withheld: null,
          payable: total,
          scheme: version === '' ? scheme : `${scheme} (${version})`,
          link,
        };
      });
  },
};
