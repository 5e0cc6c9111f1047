import type { SheetTemplate } from '../src/kernel/sheet-template';
import { nowWords } from './words';

export const leadsNowSheet = {
  key: 'leads_now',
  group: 'sales',
  title: { ru: 'Заявки сейчас', en: 'Leads now' },
  note: {
    ru: 'Сколько заявок пришло сегодня, на этой неделе и в этом месяце, и больше ли это, чем к этому же часу раньше?',
    en: 'How many leads came today, this week and this month, and is it more than by the same hour before?',
  },
  protection: 'warning',
  frozenColumns: 1,
  rows: 30,
  columns: {
    period: {
      title: { ru: 'Период', en: 'Period' },
      unit: 'word',
      width: 130,
      words: nowWords,
      note: {
        ru: 'Сегодня, неделя с понедельника, месяц с первого числа — до настоящего часа.',
        en: 'Today, the week from Monday, the month from the first, up to this hour.',
      },
    },
    leads: {
      title: { ru: 'Заявки', en: 'Leads' },
      unit: 'count',
      width: 80,
      note: { ru: 'Все заявки, созданные в периоде, с браком и дублями.', en: 'All leads created in the period, junk and duplicates included.' },
      formula: { ru: 'СЧЁТ(сделки, созданные с начала периода до сейчас)', en: 'COUNT(deals created from the beginning of the period until now)' },
      source: 'Q026, Q027, Q028',
    },
    same_period_before: {
      title: { ru: 'За прошлый период', en: 'Same period before' },
      unit: 'count',
      width: 170,
      note: {
        ru: 'Заявки предыдущего такого же периода к тому же часу: вчера, прошлая неделя, прошлый месяц.',
        en: 'Leads of the period before by the same hour: yesterday, last week, last month.',
      },
      formula: { ru: 'СЧЁТ(сделки, созданные за столько же времени прошлого периода)', en: 'COUNT(deals created in the same stretch of the period before)' },
      source: 'Q029',
    },
    contracts: {
      title: { ru: 'Договоры', en: 'Contracts' },
      unit: 'count',
      width: 100,
      note: { ru: 'Договоры, подписанные в периоде и не отменённые.', en: 'Contracts signed in the period and not cancelled.' },
      formula: {
        ru: 'СЧЁТ(сделки с датой договора в периоде, без отменённых)',
        en: 'COUNT(deals with their contract day in the period, cancelled ones left out)',
      },
      source: 'Q154',
    },
    refusals: {
      title: { ru: 'Отказы', en: 'Refusals' },
      unit: 'count',
      width: 90,
      note: {
        ru: 'Заявки, ушедшие в отказ в этом периоде; возвращённая из отказа вычитается в день возврата.',
        en: 'Leads refused in this period; one that is re-opened is taken off on the day it comes back.',
      },
      formula: {
        ru: 'СЧЁТ(уходы в отказ за период) − СЧЁТ(возвраты из отказа за период)',
        en: 'COUNT(moves into refusal in the period) − COUNT(moves out of it)',
      },
      source: 'Q032',
    },
  },
  charts: [
    {
      kind: 'column',
      title: { ru: 'Заявки: сейчас и прежде', en: 'Leads now and before' },
      x: 'period',
      y: ['leads', 'same_period_before'],
      at: { row: 7, column: 'period' },
      rows: 3,
    },
  ],
} as const satisfies SheetTemplate;
