import type { SheetTemplate } from '../src/kernel/sheet-template';
import { levelWords, planMetricWords } from './words';

export const planFactSheet = {
  key: 'plan_fact',
  group: 'sales',
  title: { ru: 'План-факт', en: 'Plan vs actual' },
  note: {
    ru: 'Выполняется ли план — компании, отдела, менеджера — и какой темп нужен?',
    en: 'Is the plan being met, by company, department and manager, and what pace is needed?',
  },
  protection: 'warning',
  frozenColumns: 4,
  rows: 400,
  columns: {
    period: {
      title: { ru: 'Период', en: 'Period' },
      unit: 'period',
      width: 110,
      note: { ru: 'День, неделя, месяц, квартал или год из листа «Планы».', en: 'Day, week, month, quarter or year of the tab “Plans”.' },
    },
    level: {
      title: { ru: 'Уровень', en: 'Level' },
      unit: 'word',
      width: 120,
      words: levelWords,
      note: { ru: 'Компания, отдел, менеджер или источник.', en: 'Company, department, manager or source.' },
    },
    name: { title: { ru: 'Имя', en: 'Name' }, unit: 'text', width: 180, note: { ru: 'Чей план.', en: 'Whose plan.' } },
    metric: {
      title: { ru: 'Показатель', en: 'Metric' },
      unit: 'word',
      width: 120,
      words: planMetricWords,
      note: { ru: 'Что планировалось.', en: 'What was planned.' },
    },
    plan: {
      title: { ru: 'План', en: 'Plan' },
      unit: 'number',
      width: 120,
      format: '#,##0',
      note: {
        ru: 'Из листа «Планы»; планы меньших периодов складываются, если своего нет.',
        en: 'From the tab “Plans”; plans of smaller periods are added up where it has none of its own.',
      },
      formula: { ru: 'СУММА(план)', en: 'SUM(plan)' },
      source: 'Q083',
    },
    fact: {
      title: { ru: 'Факт', en: 'Actual' },
      unit: 'number',
      width: 120,
      format: '#,##0',
      note: {
        ru: 'То же, что в отчётах, за этот период. Деньги — в валюте компании. Пусто — нет данных (звонки).',
        en: 'The same figure as in the reports, for this period. Money in the company’s currency. Blank means no data (calls).',
      },
      formula: { ru: 'по определению показателя', en: 'by the definition of the metric' },
      source: 'Q082',
    },
    difference: {
      title: { ru: 'Отклонение', en: 'Difference' },
      unit: 'number',
      width: 120,
      format: '#,##0',
      colour: 'sign',
      note: { ru: 'Сколько недостаёт (минус) или сверх плана.', en: 'What is lacking (minus) or beyond the plan.' },
      formula: { ru: 'Факт − План', en: 'Actual − Plan' },
      source: 'Q084',
    },
    attainment: {
      title: { ru: 'Выполнение', en: 'Attainment' },
      unit: 'ratio',
      width: 100,
      colour: 'attainment',
      note: {
        ru: 'Доля плана. Пусто без плана, при плане 0 и если план сложен не по всем рабочим дням, где есть факт.',
        en: 'Share of the plan. Blank without a plan, with a plan of 0, and when the plan is a sum that leaves out working days with facts.',
      },
      formula: { ru: 'Факт ÷ План', en: 'Actual ÷ Plan' },
      source: 'Q082, Q087',
    },
    pace_needed: {
      title: { ru: 'Нужный темп', en: 'Pace needed' },
      unit: 'number',
      width: 120,
      format: '#,##0.0',
      note: { ru: 'Сколько нужно в каждый оставшийся рабочий день, считая сегодня.', en: 'How much is needed on each working day left, today included.' },
      formula: { ru: '(План − Факт) ÷ рабочие дни до конца периода', en: '(Plan − Actual) ÷ working days left' },
      source: 'Q087',
    },
    run_rate: {
      title: { ru: 'Прогноз по темпу', en: 'Run-rate forecast' },
      unit: 'number',
      width: 160,
      format: '#,##0',
      note: {
        ru: 'Чем кончится период при нынешнем темпе; сегодня считается прошедшим. У прошлых периодов — факт.',
        en: 'How the period ends at the present pace; today counts as gone. For past periods the actual.',
      },
      formula: { ru: 'Факт ÷ прошедшие рабочие дни × все рабочие дни', en: 'Actual ÷ working days gone × all working days' },
      source: 'Q082',
    },
  },
  charts: [
    {
      kind: 'bar',
      title: { ru: 'Выполнение плана компании', en: 'Attainment of the company’s plan' },
      x: 'metric',
      y: ['attainment'],
      rows: 7,
    },
  ],
} as const satisfies SheetTemplate;
