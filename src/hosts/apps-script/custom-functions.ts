import { sheetOf } from '../../jobs/read-tabs';
import { dayAt } from '../../kernel/calendar';
import type { Row, SheetTemplate } from '../../kernel/sheet-template';
import { customFunctions } from '../../metrics/custom-function-list';
import type { Cell, Tables } from '../../metrics/custom-functions';
import { customFunction } from '../../metrics/custom-functions';
import { insideOnly } from './door';
import { appsScriptWorld } from './world';

/**
 * The functions that people write into cells. Google calls them with what stands in the formula (a range is an array of rows, a day a Date) and lets them read only;
 * so they answer from the finished report tabs. Names, parameters and help come from metrics/custom-function-list; the build makes the globals.
 */
function cell(name: string): (...args: unknown[]) => Cell | Cell[][] {
  return (...args) => {
    insideOnly();
    const world = appsScriptWorld(),
      tabs = customFunctions.find((one) => one.name === name)?.tabs ?? [],
      tables: Record<string, readonly Row[]> = {};
    for (const tab of tabs) tables[tab] = world.sheets.read(sheetOf(tab) as SheetTemplate).rows.map(({ row }) => row);
    return customFunction(
      name,
      args.map((arg) => plain(arg, (at) => dayAt(at, world.zone))),
      tables as Tables,
    );
  };
}

/** A Date of a cell becomes the text of its day in the zone of the workbook. */
const plain = (arg: unknown, dayOf: (at: number) => string): unknown =>
  Array.isArray(arg) ? arg.map((one: unknown) => plain(one, dayOf)) : arg instanceof Date ? dayOf(arg.getTime()) : arg;

export const CIFRA_AVERAGE_CHECK = cell('CIFRA_AVERAGE_CHECK');
export const CIFRA_CONTRACTS = cell('CIFRA_CONTRACTS');
export const CIFRA_CONVERSION = cell('CIFRA_CONVERSION');
export const CIFRA_LEADS = cell('CIFRA_LEADS');
export const CIFRA_MARGIN = cell('CIFRA_MARGIN');
export const CIFRA_NET_PROFIT = cell('CIFRA_NET_PROFIT');
export const CIFRA_PAY = cell('CIFRA_PAY');
export const CIFRA_PLAN = cell('CIFRA_PLAN');
export const CIFRA_PLAN_ATTAINMENT = cell('CIFRA_PLAN_ATTAINMENT');
export const CIFRA_RECEIPTS = cell('CIFRA_RECEIPTS');
export const CIFRA_RECEIVABLE = cell('CIFRA_RECEIVABLE');
export const CIFRA_TURNOVER = cell('CIFRA_TURNOVER');
