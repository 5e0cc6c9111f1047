import type { SheetTemplate } from '../src/kernel/sheet-template';
import { guaranteeRuleWords, negativeMarginWords, unplannedKpiWords } from './pay-words';
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
        ru: '0=3; 500000=4; 100%=6 — с этой суммы или с такой доли плана такой процент. «whole:» в начале — на весь объём.',
        en: '0=3; 500000=4; 100%=6: from this amount, or this part of the plan, that percent. Begin with “whole:” for the whole volume.',
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
        ru: '0=0.8; 80=1; 100.01=1.1 — с такого выполнения в процентах такой коэффициент; «0.8~» — плавно до следующего.',
        en: '0=0.8; 80=1; 100.01=1.1: from this attainment in percent that factor; “0.8~” goes straight on to the next.',
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
    refund_window: {
      title: { ru: 'Срок возврата, дней', en: 'Refund window, days' },
      unit: 'count',
      width: 180,
      validation: { number: { min: 0 } },
      note: {
        ru: 'Возврат позже стольких дней после начисления процент не снимает. Пусто — без срока.',
        en: 'A refund later than so many days after the line takes nothing back. Blank means always.',
      },
    },
    negative_margin: {
      title: { ru: 'Маржа ниже нуля', en: 'Margin below zero' },
      unit: 'word',
      width: 170,
      words: negativeMarginWords,
      validation: { list: 'words' },
      note: {
        ru: 'Для базы «маржа»: убыточная сделка считается нулём или уменьшает базу.',
        en: 'For base “margin”: a deal at a loss counts as zero, or lowers the base.',
      },
    },
    discounts: {
      title: { ru: 'Понижение за скидку', en: 'Discount penalty' },
      unit: 'text',
      width: 240,
      note: {
        ru: '10=0.9; 20=0.5; approved: 41, 42 — со скидки 10 % ставка × 0,9; скидки этих сделок согласованы.',
        en: '10=0.9; 20=0.5; approved: 41, 42: from a discount of 10 % the rate × 0.9; discounts of these deals are allowed.',
      },
    },
    team: {
      title: { ru: 'Команда', en: 'Team' },
      unit: 'text',
      width: 180,
      note: {
        ru: 'Для РОПа: отделы и имена через запятую. Свои сделки — только если названо и его имя.',
        en: 'For a head of sales: departments and names, apart by commas. His own deals only where his name stands too.',
      },
    },
    team_tiers: {
      title: { ru: 'Ступени команды', en: 'Team tiers' },
      unit: 'text',
      width: 200,
      note: { ru: 'Процент от базы команды, как «Ступени».', en: 'Percent of the team’s base, written as “Tiers”.' },
    },
    guarantee: {
      title: { ru: 'Гарантия', en: 'Guarantee' },
      unit: 'money',
      width: 130,
      validation: { number: { min: 0 } },
      note: { ru: 'Не меньше этого за полный месяц, с окладом.', en: 'Least pay of a full month, base salary included.' },
    },
    guarantee_rule: {
      title: { ru: 'Вид гарантии', en: 'Kind of guarantee' },
      unit: 'word',
      width: 200,
      words: guaranteeRuleWords,
      validation: { list: 'words' },
      note: { ru: 'Доплата навсегда или аванс под будущую переменную часть.', en: 'A top-up for good, or a draw on later variable pay.' },
    },
    ramp: {
      title: { ru: 'Период ввода', en: 'Ramp' },
      unit: 'text',
      width: 150,
      note: {
        ru: '1=50; 2=75 — в первый месяц работы план 50 %, во второй 75 %.',
        en: '1=50; 2=75: in the first month of work 50 % of the plan, in the second 75 %.',
      },
    },
    bonuses: {
      title: { ru: 'Бонусы за сделку', en: 'Deal bonuses' },
      unit: 'text',
      width: 300,
      note: {
        ru: '5000: product=Кухня, source=Сайт, amount=300000, from=2026-11-01, to=2026-11-30 — за договор, который подходит; с новой строки каждый.',
        en: '5000: product=Kitchen, source=Site, amount=300000, from=2026-11-01, to=2026-11-30: for a contract that fits; a line for each.',
      },
    },
    kpi_pool: {
      title: { ru: 'Премия за KPI', en: 'KPI pool' },
      unit: 'money',
      width: 130,
      validation: { number: { min: 0 } },
      note: { ru: 'Сколько платится за все KPI, выполненные на 100 %.', en: 'What all KPIs reached in full bring.' },
    },
    kpis: {
      title: { ru: 'KPI и веса', en: 'KPIs and weights' },
      unit: 'text',
      width: 220,
      note: {
        ru: 'contracts=60; measurements=40 — показатели планов и веса, вместе 100 %.',
        en: 'contracts=60; measurements=40: plan metrics and weights, 100 % in all.',
      },
    },
    kpi_without_plan: {
      title: { ru: 'KPI без плана', en: 'KPI without plan' },
      unit: 'word',
      width: 180,
      words: unplannedKpiWords,
      validation: { list: 'words' },
      note: { ru: 'Что с весом показателя, на который плана нет.', en: 'What becomes of the weight of a metric that nobody planned.' },
    },
  },
} as const satisfies SheetTemplate;
