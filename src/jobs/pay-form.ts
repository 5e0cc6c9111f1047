import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import type { PayrollScheme } from '../facts/rows';
import { isDay } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import { readAmount } from '../kernel/money';
import type { Column, Value } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { shortEnough, titleOf } from './panel';

/** A row of `payroll_schemes` as it goes over the wire: every cell as the text that a person types. */
export type SchemeForm = { readonly [K in keyof PayrollScheme]: string };

const columns: Readonly<Record<string, Column>> = payrollSchemesSheet.columns;

/** Cells -> texts; amounts in units of the currency. */
export const toForm = (row: PayrollScheme): SchemeForm =>
  Object.fromEntries(
    Object.entries(columns).map(([key, { unit }]) => {
      const value: Value = row[key as keyof PayrollScheme];
      return [key, value === null ? '' : String(unit === 'money' ? Number(value) / 100 : value)];
    }),
  ) as unknown as SchemeForm;

/** Texts -> cells. Throws Fault number-wrong, day-wrong, text-too-long, each with the title of the column. What a text means is read by metrics/pay-scheme. */
export function toRow(world: World, form: SchemeForm): PayrollScheme {
  const cells = Object.entries(columns).map(([key, { unit }]): readonly [string, Value] => {
    const text = String(form[key as keyof PayrollScheme] ?? '').trim(),
      column = titleOf(payrollSchemesSheet, key, world.lang);
    shortEnough(text, column);
    if (unit === 'day') {
      if (text !== '' && !isDay(text)) throw new Fault('day-wrong', { value: text, column });
      return [key, text === '' ? null : text];
    }
    if (unit !== 'money' && unit !== 'count') return [key, text];
    const amount = readAmount(text);
    if (amount === undefined || (amount !== null && (amount < 0 || (unit === 'count' && amount % 100 !== 0))))
      throw new Fault('number-wrong', { value: text, column });
    return [key, amount === null || unit === 'money' ? amount : amount / 100];
  });
  return Object.fromEntries(cells) as unknown as PayrollScheme;
}
