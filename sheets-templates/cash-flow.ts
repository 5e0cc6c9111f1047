import type { SheetTemplate } from '../src/kernel/sheet-template';
import { cashActivityWords } from './finance-words';

export const cashFlowSheet = {
  key: 'cash_flow',
  group: 'money',
  title: { ru: 'ДДС', en: 'Cash flow' },
  note: {
    ru: 'Откуда пришли и куда ушли деньги, и сколько осталось? Движение денег по месяцам. Управленческий учёт, не налоговая отчётность.',
    en: 'Where did money come from, where did it go, and what is left? Month by month. Management accounting, not a tax return.',
  },
  protection: 'warning',
  totals: true,
  frozenColumns: 3,
  rows: 600,
  columns: {
    month: {
      title: { ru: 'Месяц', en: 'Month' },
      unit: 'month',
      width: 90,
      note: { ru: 'Месяц движения денег; без даты — отдельные строки.', en: 'Month in which the money moved; what has no date has rows of its own.' },
    },
    activity: {
      title: { ru: 'Деятельность', en: 'Activity' },
      unit: 'word',
      width: 190,
      words: cashActivityWords,
      note: {
        ru: 'Операционная, инвестиционная, финансовая — по словам в статье (настройки). Переводы между своими счетами в остаток не идут. Управленческий учёт, не налоговая отчётность.',
        en: 'Operating, investing, financing, by words in the item (settings). Transfers between own accounts do not change the balance. Management accounting, not a tax return.',
      },
    },
    article: {
      title: { ru: 'Статья', en: 'Item' },
      unit: 'text',
      width: 220,
      note: {
        ru: 'Оплаты и возвраты клиентов, статьи листа «Расходы» с основанием «по оплате»; прямые расходы сделок — если так сказано в настройках.',
        en: 'Receipts and refunds of customers, items of the tab “Expenses” whose basis is cash; direct costs of deals when the settings say so.',
      },
    },
    amount: {
      title: { ru: 'Сумма', en: 'Amount' },
      unit: 'money',
      width: 140,
      colour: 'sign',
      note: {
        ru: 'Приход с плюсом, расход с минусом, с НДС. Остаток на конец = на начало + три деятельности. Сверка: остаток Цифры на день сверки минус остаток по банку; 0 — сошлось.',
        en: 'In with a plus, out with a minus, VAT included. Closing = opening + the three activities. The check: Cifra’s balance on its day less that of the bank; 0 means they agree.',
      },
      formula: {
        ru: 'СУММА(движения статьи за месяц); Остаток на конец = Остаток на начало + СУММА(деятельности)',
        en: 'SUM(moves of the item in the month); Closing = Opening + SUM(activities)',
      },
      source: 'Q076',
    },
    inflow: {
      title: { ru: 'Приход', en: 'In' },
      unit: 'money',
      width: 140,
      total: 'sum',
      note: { ru: 'Приход трёх деятельностей; переводы не считаются.', en: 'Money in of the three activities; transfers left out.' },
      formula: { ru: 'Сумма, если больше 0', en: 'Amount, when above 0' },
      source: 'Q076',
    },
    outflow: {
      title: { ru: 'Расход', en: 'Out' },
      unit: 'money',
      width: 140,
      total: 'sum',
      note: {
        ru: 'Расход трёх деятельностей без минуса; возвраты клиентам тоже здесь.',
        en: 'Money out of the three activities without its minus; refunds too.',
      },
      formula: { ru: '−Сумма, если меньше 0', en: '−Amount, when below 0' },
      source: 'Q076',
    },
    balance: {
      title: { ru: 'Остаток', en: 'Balance' },
      unit: 'money',
      width: 140,
      colour: 'sign',
      note: {
        ru: 'Остаток на конец месяца, для графика. Пусто, пока в настройках нет дня начального остатка.',
        en: 'Balance at the end of the month, for the chart. Blank until the settings have the day of the opening balance.',
      },
      formula: { ru: 'Остаток на конец', en: 'Closing balance' },
      source: 'Q076',
    },
  },
  charts: [
    {
      kind: 'column',
      title: { ru: 'Приход и расход денег', en: 'Money in and out' },
      x: 'month',
      y: ['inflow', 'outflow'],
      rows: 600,
      aggregate: true,
    },
    { kind: 'line', title: { ru: 'Остаток на конец месяца', en: 'Balance at the end of the month' }, x: 'month', y: ['balance'], rows: 600, aggregate: true },
  ],
} as const satisfies SheetTemplate;
