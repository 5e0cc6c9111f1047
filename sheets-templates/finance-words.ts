import type { Words } from '../src/kernel/sheet-template';

/** Words of the finance tabs: what people read for the keys of their `word` columns. */
type WordList = Readonly<Record<string, Words>>;

export const vatRegimeWords = {
  general: { ru: 'ОСНО', en: 'General regime' },
  usn_general: { ru: 'УСН, общая ставка', en: 'Simplified, general rate' },
  usn_5: { ru: 'УСН, 5 %', en: 'Simplified, 5 %' },
  usn_7: { ru: 'УСН, 7 %', en: 'Simplified, 7 %' },
} as const satisfies WordList;

export const pnlLineWords = {
  revenue: { ru: 'Выручка', en: 'Revenue' },
  materials: { ru: 'Закуп материалов', en: 'Materials' },
  delivery: { ru: 'Доставка', en: 'Delivery' },
  installation: { ru: 'Монтаж', en: 'Installation' },
  other_direct: { ru: 'Прочие прямые расходы', en: 'Other direct costs' },
  marginal_profit: { ru: 'Маржинальная прибыль', en: 'Contribution margin' },
  payroll: { ru: 'Зарплата', en: 'Payroll' },
  operating_expenses: { ru: 'Операционные расходы', en: 'Operating expenses' },
  operating_profit: { ru: 'Операционная прибыль', en: 'Operating profit' },
  taxes: { ru: 'Налоги', en: 'Taxes' },
  net_profit: { ru: 'Чистая прибыль', en: 'Net profit' },
  break_even: { ru: 'Точка безубыточности', en: 'Break-even revenue' },
  above_break_even: { ru: 'Выручка сверх безубыточности', en: 'Revenue above break-even' },
} as const satisfies WordList;

export const recognitionWords = {
  contract: { ru: 'по дате договора', en: 'contract day' },
  installation: { ru: 'по дате монтажа', en: 'installation day' },
  payment: { ru: 'по дате оплаты', en: 'payment day' },
} as const satisfies WordList;

export const cashActivityWords = {
  opening: { ru: 'Остаток на начало', en: 'Opening balance' },
  operating: { ru: 'Операционная', en: 'Operating' },
  investing: { ru: 'Инвестиционная', en: 'Investing' },
  financing: { ru: 'Финансовая', en: 'Financing' },
  closing: { ru: 'Остаток на конец', en: 'Closing balance' },
  transfer: { ru: 'Между своими счетами', en: 'Between own accounts' },
  check: { ru: 'Сверка с банком', en: 'Check with the bank' },
} as const satisfies WordList;
