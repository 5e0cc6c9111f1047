import { adCostsSheet } from '../../sheets-templates/ad-costs';
import { calendarSheet } from '../../sheets-templates/calendar';
import { correctionsSheet } from '../../sheets-templates/corrections';
import { expensesSheet } from '../../sheets-templates/expenses';
import { fieldsSheet } from '../../sheets-templates/fields';
import { managersSheet } from '../../sheets-templates/managers';
import { paymentPlanSheet } from '../../sheets-templates/payment-plan';
import { paymentsSheet } from '../../sheets-templates/payments';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import { plansSheet } from '../../sheets-templates/plans';
import { priceListSheet } from '../../sheets-templates/price-list';
import { ratesSheet } from '../../sheets-templates/rates';
import { settingsSheet } from '../../sheets-templates/settings';
import { stagesSheet } from '../../sheets-templates/stages';
import { vatRatesSheet } from '../../sheets-templates/vat-rates';
import type { Book } from '../facts/book';
import type {
  AdCost,
  CalendarDay,
  Correction,
  Expense,
  Field,
  Manager,
  ManualPayment,
  PayrollScheme,
  Plan,
  PlannedPayment,
  Price,
  Problem,
  Rate,
  Stage,
  VatRow,
} from '../facts/rows';
import { costColumns } from '../facts/rows';
import { EDITED } from '../ingest/unknowns';
import type { Row, SheetTemplate } from '../kernel/sheet-template';
import { withWords, wordsIn } from '../kernel/word-list';
import type { World } from '../ports/world';

const sheets = {
  settings: settingsSheet,
  managers: managersSheet,
  stages: stagesSheet,
  fields: fieldsSheet,
  plans: plansSheet,
  expenses: expensesSheet,
  payments: paymentsSheet,
  paymentPlan: paymentPlanSheet,
  schemes: payrollSchemesSheet,
  adCosts: adCostsSheet,
  prices: priceListSheet,
  rates: ratesSheet,
  vatRates: vatRatesSheet,
  calendar: calendarSheet,
  corrections: correctionsSheet,
} as const satisfies Record<string, SheetTemplate>;
type Input = keyof typeof sheets;
export const inputKeys: readonly string[] = Object.values(sheets).map((sheet) => sheet.key);

type InputFacts = Pick<
  Book,
  | 'managers'
  | 'stages'
  | 'plans'
  | 'expenses'
  | 'payments'
  | 'paymentPlan'
  | 'schemes'
  | 'adCosts'
  | 'prices'
  | 'rates'
  | 'vatRates'
  | 'calendar'
  | 'corrections'
  | 'mappedCosts'
>;
export interface Inputs {
  readonly settings: readonly Row[];
  readonly facts: InputFacts;
  readonly fields: readonly Field[];
}

/** Edits that a refresh is just working in; it takes them off when it is done, so one that died is made up for by the next. */
export const TAKEN = 'inputs.taken';

/** Edits are taken before the tabs are read: what a person writes from now on is noted anew and waits for the next look. */
export function takeEdits(world: World): void {
  if (world.store.get(EDITED) === null) return;
  const seen = wordsIn(world.store.get(EDITED));
  world.store.forget();
  const kept = wordsIn(world.store.get(EDITED)).filter((key) => !seen.includes(key)); // noted since this execution began: whoever reads the mapping has yet to see them
  world.store.set({ [TAKEN]: withWords(world.store.get(TAKEN), seen), [EDITED]: kept.length > 0 ? kept.join(' ') : null });
}

/** What a CRM took back keeps its row and counts no more. */
const isThere = ({ deleted }: { readonly deleted: boolean }): boolean => !deleted;

const CHUNK = 90_000,
  HOURS_6 = 21_600;
const cacheKey = (input: Input, n: number): string => `input.${input}.${n}`;

/**
 * The tabs that people fill in. They change rarely and are needed at every refresh, so what was read stays in the cache until an edit is noted or six hours pass:
 * their cells are not read again for an event (design 1.5). A cache that forgot costs one read of the tab.
 */
export function readInputs(world: World): { readonly inputs: Inputs; readonly problems: readonly Problem[] } {
  const edited = new Set([...wordsIn(world.store.get(EDITED)), ...wordsIn(world.store.get(TAKEN))]),
    names = Object.keys(sheets) as Input[];
  const counts = world.cache.get(names.map((name) => cacheKey(name, 0)));
  const cached = names.filter((name) => counts[cacheKey(name, 0)] !== undefined && !edited.has(sheets[name].key));
  const parts = world.cache.get(cached.flatMap((name) => Array.from({ length: Number(counts[cacheKey(name, 0)]) }, (_, i) => cacheKey(name, i + 1))));
  const problems: Problem[] = [],
    put: Record<string, string> = {},
    rows = {} as Record<Input, readonly Row[]>;
  for (const name of names) {
    const texts = cached.includes(name) ? Array.from({ length: Number(counts[cacheKey(name, 0)]) }, (_, i) => parts[cacheKey(name, i + 1)]) : [undefined];
    if (texts.every((text) => text !== undefined)) {
      rows[name] = JSON.parse(texts.join('') || '[]') as Row[];
      continue;
    }
    const read = world.sheets.read(sheets[name]);
    rows[name] = read.rows.map(({ row }) => row);
    problems.push(...read.problems);
    const text = JSON.stringify(rows[name]),
      pieces = text.match(new RegExp(`[\\s\\S]{1,${CHUNK / 3}}`, 'g')) ?? [];
    put[cacheKey(name, 0)] = String(pieces.length);
    pieces.forEach((piece, i) => {
      put[cacheKey(name, i + 1)] = piece;
    });
  }
  if (Object.keys(put).length > 0) world.cache.put(put, HOURS_6);
  const fields = rows.fields as readonly Field[];
  return {
    inputs: {
      settings: rows.settings,
      fields,
      facts: {
        managers: rows.managers as readonly Manager[],
        stages: rows.stages as readonly Stage[],
        plans: rows.plans as readonly Plan[],
        expenses: (rows.expenses as readonly Expense[]).filter(isThere),
        payments: (rows.payments as readonly ManualPayment[]).filter(isThere),
        paymentPlan: rows.paymentPlan as readonly PlannedPayment[],
        schemes: rows.schemes as readonly PayrollScheme[],
        adCosts: rows.adCosts as readonly AdCost[],
        prices: rows.prices as readonly Price[],
        rates: rows.rates as readonly Rate[],
        vatRates: rows.vatRates as readonly VatRow[],
        calendar: rows.calendar as readonly CalendarDay[],
        corrections: rows.corrections as readonly Correction[],
        mappedCosts: costColumns.filter((column) => fields.some((field) => field.meaning === column)),
      },
    },
    problems,
  };
}
