import type { SheetTemplate } from '../src/kernel/sheet-template';

export const funnelSheet = {
  key: 'funnel',
  group: 'sales',
  title: { ru: 'Воронка', en: 'Funnel' },
  note: {
    ru: 'На каком этапе теряются заявки последних месяцев и сколько они на нём стоят?',
    en: 'In which stage are the leads of the last months lost, and how long do they stand there?',
  },
  protection: 'warning',
  frozenColumns: 2,
  rows: 100,
  columns: {
    pipeline: { title: { ru: 'Воронка', en: 'Pipeline' }, unit: 'text', width: 160, note: { ru: 'Воронка CRM.', en: 'Pipeline of the CRM.' } },
    stage: {
      title: { ru: 'Этап', en: 'Stage' },
      unit: 'text',
      width: 200,
      note: { ru: 'Этап в порядке листа «Этапы».', en: 'Stage, in the order of the tab “Stages”.' },
    },
    position: {
      title: { ru: 'Порядок', en: 'Position' },
      unit: 'number',
      width: 90,
      format: '0',
      note: { ru: 'Место этапа в воронке.', en: 'Place of the stage in the pipeline.' },
      formula: { ru: 'из листа «Этапы»', en: 'from the tab “Stages”' },
      source: 'Q037',
    },
    reached: {
      title: { ru: 'Дошли', en: 'Reached' },
      unit: 'count',
      width: 80,
      note: {
        ru: 'Заявки последних месяцев (без брака и дублей), которые дошли до этапа или дальше. Шаги назад не прибавляют. Отказ и перенос — не шаги: в них те, кто там побывал.',
        en: 'Leads of the last months (junk and duplicates left out) that came to the stage or farther. Steps back add nothing. Refusal and postponed are no steps: they show who was ever there.',
      },
      formula: { ru: 'СЧЁТ(сделки когорт, дошедшие до этапа или дальше)', en: 'COUNT(deals of the cohorts that reached the stage or a later one)' },
      source: 'Q037',
    },
    step_conversion: {
      title: { ru: 'Конверсия шага', en: 'Step conversion' },
      unit: 'ratio',
      width: 140,
      note: { ru: 'Доля дошедших с предыдущего этапа.', en: 'Share of those who reached the stage before.' },
      formula: { ru: 'Дошли ÷ Дошли до предыдущего этапа', en: 'Reached ÷ Reached of the stage before' },
      source: 'Q037',
    },
    conversion: {
      title: { ru: 'Конверсия', en: 'Conversion' },
      unit: 'ratio',
      width: 100,
      note: { ru: 'Доля от всех вошедших в воронку.', en: 'Share of all that entered the pipeline.' },
      formula: { ru: 'Дошли ÷ Дошли до первого этапа', en: 'Reached ÷ Reached of the first stage' },
      source: 'Q037',
    },
    days_average: {
      title: { ru: 'Дней в среднем', en: 'Average days' },
      unit: 'number',
      width: 140,
      note: { ru: 'Сколько дней сделка в среднем стоит на этапе.', en: 'Days a deal stands in the stage, on average.' },
      formula: { ru: 'СРЕДНЕЕ(время ухода с этапа − время прихода), в днях', en: 'AVERAGE(time it left the stage − time it came), in days' },
      source: 'Q163',
    },
  },
  charts: [
    {
      kind: 'bar',
      title: { ru: 'Сколько заявок дошло до этапа', en: 'Leads that reached each stage' },
      x: 'stage',
      y: ['reached'],
      rows: 200,
      aggregate: true,
    },
  ],
} as const satisfies SheetTemplate;
