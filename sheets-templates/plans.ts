import type { SheetTemplate } from '../src/kernel/sheet-template';
import { levelWords, planMetricWords } from './words';

export const plansSheet = {
  key: 'plans',
  group: 'inputs',
  title: { ru: 'Планы', en: 'Plans' },
  note: {
    ru: 'Планы по периодам, людям и показателям. Удобнее вводить в боковой панели: там сетка месяц × менеджер.',
    en: 'Plans by period, person and metric. The sidebar offers a grid of months and managers.',
  },
  protection: 'open',
  frozenColumns: 3,
  rows: 600,
  columns: {
    period: {
      title: { ru: 'Период', en: 'Period' },
      unit: 'period',
      width: 110,
      note: {
        ru: 'День 2026-11-21, неделя 2026-W47, месяц 2026-11, квартал 2026-Q4 или год 2026.',
        en: 'Day 2026-11-21, week 2026-W47, month 2026-11, quarter 2026-Q4 or year 2026.',
      },
    },
    level: {
      title: { ru: 'Уровень', en: 'Level' },
      unit: 'word',
      width: 120,
      words: levelWords,
      validation: { list: 'words' },
      note: { ru: 'Для кого план: компания, отдел, менеджер или источник.', en: 'Whose plan: company, department, manager or source.' },
    },
    name: {
      title: { ru: 'Имя', en: 'Name' },
      unit: 'text',
      width: 180,
      validation: { from: { sheet: 'managers', column: 'manager' } },
      note: { ru: 'Имя менеджера, отдела или источника; для компании пусто.', en: 'Name of the manager, department or source; blank for the company.' },
    },
    metric: {
      title: { ru: 'Показатель', en: 'Metric' },
      unit: 'word',
      width: 120,
      words: planMetricWords,
      validation: { list: 'words' },
      note: { ru: 'Что планируется.', en: 'What is planned.' },
    },
    value: {
      title: { ru: 'План', en: 'Plan' },
      unit: 'number',
      width: 130,
      format: '#,##0',
      validation: { number: { min: 0 } },
      note: {
        ru: 'Штуки или деньги, по показателю. Пусто — плана нет, 0 — план ноль.',
        en: 'Pieces or money, by metric. Blank means no plan, 0 means a plan of nothing.',
      },
    },
    author: {
      title: { ru: 'Кто изменил', en: 'Changed by' },
      unit: 'text',
      width: 180,
      note: { ru: 'Пишется боковой панелью.', en: 'Written by the sidebar.' },
    },
    changed_at: {
      title: { ru: 'Когда изменён', en: 'Changed at' },
      unit: 'time',
      width: 200,
      note: { ru: 'Пишется боковой панелью.', en: 'Written by the sidebar.' },
    },
  },
} as const satisfies SheetTemplate;
