import type { SheetTemplate } from '../src/kernel/sheet-template';
import { payBaseWords, planMetricWords, refundRuleWords } from './words';

export const payrollSchemesSheet = {
  key: 'payroll_schemes',
  group: 'inputs',
  title: { ru: 'Схемы зарплаты', en: 'Pay schemes' },
  note: {
    ru: 'Как считается зарплата: оклад, ступени, коэффициент плана, деление сделок. Удобнее править в боковой панели.',
    en: 'How pay is computed: base salary, tiers, plan multiplier, splits. Easier to edit in the sidebar.',
  },
  protection: 'open',
  frozenColumns: 2,
  columns: {
    scheme: { title: { ru: 'Схема', en: 'Scheme' }, unit: 'text', width: 240, note: { ru: 'Название схемы.', en: 'Name of the scheme.' } },
    manager: {
      title: { ru: 'Менеджер', en: 'Manager' },
      unit: 'text',
      width: 180,
      validation: { from: { sheet: 'managers', column: 'manager' } },
      note: { ru: 'Для кого; пусто — для всех, у кого нет своей.', en: 'For whom; blank means everybody without one of their own.' },
    },
    valid_from: {
      title: { ru: 'Действует с', en: 'Valid from' },
      unit: 'day',
      width: 110,
      validation: { day: true },
      note: { ru: 'С какого дня; прежние месяцы не пересчитываются.', en: 'From which day; earlier months stay as they were.' },
    },
    base: {
      title: { ru: 'База', en: 'Base' },
      unit: 'word',
      width: 170,
      words: payBaseWords,
      validation: { list: 'words' },
      note: { ru: 'От чего процент: договоры, оплаты или маржа.', en: 'Percent of what: contracts, payments or margin.' },
    },
    fixed: {
      title: { ru: 'Оклад', en: 'Base salary' },
      unit: 'money',
      width: 130,
      validation: { number: { min: 0 } },
      note: { ru: 'В месяц.', en: 'A month.' },
    },
    tiers: {
      title: { ru: 'Ступени', en: 'Tiers' },
      unit: 'text',
      width: 260,
      note: {
        ru: '0=3; 500000=4; 1000000=5 — с этой суммы такой процент. «whole:» в начале — на весь объём.',
        en: '0=3; 500000=4; 1000000=5: from this amount that percent. Begin with “whole:” for the whole volume.',
      },
    },
    plan_metric: {
      title: { ru: 'Показатель плана', en: 'Plan metric' },
      unit: 'word',
      width: 150,
      words: planMetricWords,
      validation: { list: 'words' },
      note: { ru: 'По какому плану берётся коэффициент.', en: 'Whose attainment gives the multiplier.' },
    },
    multipliers: {
      title: { ru: 'Коэффициенты', en: 'Multipliers' },
      unit: 'text',
      width: 240,
      note: {
        ru: '0=0.8; 80=1; 100.01=1.1 — с такого выполнения в процентах такой коэффициент.',
        en: '0=0.8; 80=1; 100.01=1.1: from this attainment in percent that factor.',
      },
    },
    splits: {
      title: { ru: 'Деление сделок', en: 'Splits' },
      unit: 'text',
      width: 260,
      note: { ru: 'код сделки: Анна=60, Пётр=40 — каждая сделка с новой строки.', en: 'deal id: Anna=60, Peter=40, a line for each deal.' },
    },
    refund_rule: {
      title: { ru: 'Возвраты', en: 'Refund rule' },
      unit: 'word',
      width: 230,
      words: refundRuleWords,
      validation: { list: 'words' },
      note: {
        ru: 'Сторно по выплаченной ставке или уменьшение базы месяца. Не удержание из оклада (ст. 137 ТК РФ).',
        en: 'Reverse at the rate paid, or net off the month’s base. Never a deduction from the base salary.',
      },
    },
    cap: {
      title: { ru: 'Потолок', en: 'Cap' },
      unit: 'money',
      width: 130,
      validation: { number: { min: 0 } },
      note: {
        ru: 'Больше этого за месяц не начислять, с окладом; сам оклад не урезается. Пусто — без потолка.',
        en: 'Most pay of a month, base salary included; the base salary itself is never cut. Blank means no cap.',
      },
    },
  },
} as const satisfies SheetTemplate;
