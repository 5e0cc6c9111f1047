import type { Words } from '../kernel/sheet-template';

/** What an argument is: a period, a name, a word of a list. Numbers where a name or a word may stand are the Revision, so it may be given early. */
export interface Param {
  readonly name: string;
  readonly kind: 'period' | 'name' | 'word';
  readonly optional?: boolean;
  readonly doc: Words;
}

/** A custom function as people see it while they type; the build writes the JSDoc of its stub from this. `tabs` are the report tabs it reads. */
export interface CustomFunctionInfo {
  readonly name: string;
  readonly tabs: readonly string[];
  readonly params: readonly Param[];
  readonly returns: Words;
  readonly doc: Words;
  readonly example: string;
}

const period: Param = {
  name: 'period',
  kind: 'period',
  doc: {
    ru: 'месяц "2026-11", квартал "2026-Q4", год "2026", дата (её месяц), "всё" или диапазон периодов',
    en: 'month "2026-11", quarter "2026-Q4", year "2026", a date (its month), "all", or a range of periods',
  },
};
const planPeriod: Param = {
  name: 'period',
  kind: 'period',
  doc: { ru: 'день, неделя "2026-W47", месяц, квартал, год или диапазон периодов', en: 'day, week "2026-W47", month, quarter, year, or a range of periods' },
};
const manager: Param = {
  name: 'manager',
  kind: 'name',
  optional: true,
  doc: { ru: 'менеджер или диапазон имён; пусто: все', en: 'manager, or a range of names; blank: all' },
};
const source: Param = {
  name: 'source',
  kind: 'name',
  optional: true,
  doc: { ru: 'источник (вместо менеджера); пусто: все', en: 'source (instead of the manager); blank: all' },
};
const product: Param = {
  name: 'product',
  kind: 'name',
  optional: true,
  doc: { ru: 'продукт (вместо менеджера и источника); пусто: все', en: 'product (instead of manager and source); blank: all' },
};
const metric: Param = {
  name: 'metric',
  kind: 'word',
  doc: { ru: 'показатель плана: "оборот", "договоры", "заявки" …', en: 'metric of the plan: "turnover", "contracts", "leads" …' },
};
const whose: Param = {
  name: 'name',
  kind: 'name',
  optional: true,
  doc: { ru: 'менеджер, отдел или источник; пусто: компания', en: 'manager, department or source; blank: the company' },
};
const money: Words = { ru: 'сумма в валюте компании', en: 'amount in the company’s currency' };
const number: Words = { ru: 'число', en: 'number' };
const share: Words = { ru: 'доля; пусто, если делить не на что', en: 'share; blank when there is nothing to divide by' };

/** Every function reads this tab too: a manager without any row has 0, a name that nobody bears is a mistake. */
export const namesTab = 'managers';

const infos: readonly CustomFunctionInfo[] = [
  {
    name: 'CIFRA_LEADS',
    tabs: ['funnel_by_manager', 'funnel_by_source'],
    params: [period, manager, source],
    returns: number,
    doc: { ru: 'Заявки, созданные в периоде.', en: 'Leads created in the period.' },
    example: '=CIFRA_LEADS("2026-11"; "Анна"; ; Revision)',
  },
  {
    name: 'CIFRA_CONVERSION',
    tabs: ['funnel_by_manager', 'funnel_by_source'],
    params: [
      period,
      { name: 'step', kind: 'word', doc: { ru: '"замер", "договор" или "отказ"', en: '"measurement", "contract" or "refusal"' } },
      manager,
      source,
    ],
    returns: share,
    doc: { ru: 'Конверсия заявок периода (без брака и дублей).', en: 'Conversion of the leads of the period (junk and duplicates left out).' },
    example: '=CIFRA_CONVERSION("2026-11"; "договор"; "Анна"; ; Revision)',
  },
  {
    name: 'CIFRA_CONTRACTS',
    tabs: ['turnover'],
    params: [period, manager],
    returns: number,
    doc: { ru: 'Договоры, подписанные в периоде и не отменённые.', en: 'Contracts signed in the period and not cancelled.' },
    example: '=CIFRA_CONTRACTS("2026-11"; "Анна"; Revision)',
  },
  {
    name: 'CIFRA_TURNOVER',
    tabs: ['turnover'],
    params: [period, manager],
    returns: money,
    doc: { ru: 'Оборот: подписано минус отменено, каждое своим днём.', en: 'Turnover: signed less cancelled, each on its own day.' },
    example: '=CIFRA_TURNOVER("2026-11"; "Анна"; Revision)',
  },
  {
    name: 'CIFRA_RECEIPTS',
    tabs: ['turnover'],
    params: [period, manager],
    returns: money,
    doc: { ru: 'Поступления: оплаты минус возвраты.', en: 'Receipts: payments less refunds.' },
    example: '=CIFRA_RECEIPTS("2026-11"; "Анна"; Revision)',
  },
  {
    name: 'CIFRA_AVERAGE_CHECK',
    tabs: ['turnover'],
    params: [period, manager],
    returns: money,
    doc: { ru: 'Средняя сумма договоров периода; без договоров пусто.', en: 'Average amount of the contracts of the period; blank without contracts.' },
    example: '=CIFRA_AVERAGE_CHECK("2026-Q4"; "Анна"; Revision)',
  },
  {
    name: 'CIFRA_PLAN',
    tabs: ['plan_fact'],
    params: [planPeriod, metric, whose],
    returns: { ru: 'план; без плана пусто', en: 'the plan; blank without one' },
    doc: { ru: 'План периода.', en: 'Plan of the period.' },
    example: '=CIFRA_PLAN("2026-11"; "оборот"; "Анна"; Revision)',
  },
  {
    name: 'CIFRA_PLAN_ATTAINMENT',
    tabs: ['plan_fact'],
    params: [planPeriod, metric, whose],
    returns: share,
    doc: { ru: 'Выполнение плана: факт ÷ план.', en: 'Plan attainment: actual ÷ plan.' },
    example: '=CIFRA_PLAN_ATTAINMENT("2026-11"; "оборот"; "Анна"; Revision)',
  },
  {
    name: 'CIFRA_PAY',
    tabs: ['payroll'],
    params: [period, manager],
    returns: money,
    doc: { ru: 'Начислено за период: оклад, процент, корректировки.', en: 'Pay of the period: fixed, variable, corrections.' },
    example: '=CIFRA_PAY("2026-11"; "Анна"; Revision)',
  },
  {
    name: 'CIFRA_RECEIVABLE',
    tabs: ['receivables'],
    params: [manager, { name: 'which', kind: 'word', optional: true, doc: { ru: '"всё" или "просрочено"', en: '"all" or "overdue"' } }],
    returns: money,
    doc: { ru: 'Дебиторская задолженность на сейчас.', en: 'Receivables as of now.' },
    example: '=CIFRA_RECEIVABLE("Анна"; "просрочено"; Revision)',
  },
  {
    name: 'CIFRA_MARGIN',
    tabs: ['manager_margin', 'source_margin', 'product_margin'],
    params: [period, manager, source, product],
    returns: money,
    doc: { ru: 'Маржа договоров периода.', en: 'Margin of the contracts of the period.' },
    example: '=CIFRA_MARGIN("2026-11"; "Анна"; ; ; Revision)',
  },
  {
    name: 'CIFRA_NET_PROFIT',
    tabs: ['manager_margin', 'source_margin', 'product_margin'],
    params: [period, manager, source, product],
    returns: money,
    doc: {
      ru: 'Чистая прибыль договоров периода: маржа минус распределённые расходы.',
      en: 'Net profit of the contracts of the period: margin less allocated expenses.',
    },
    example: '=CIFRA_NET_PROFIT("2026-11"; "Анна"; ; ; Revision)',
  },
];

/** All functions for cells, in the order in which the guide lists them. */
export const customFunctions: readonly CustomFunctionInfo[] = infos.map((info) => ({ ...info, tabs: [...info.tabs, namesTab] }));

/** The comment that Google needs above the stub of a function for autocompletion (apps-script.md 6), both languages in it. */
export function customFunctionDoc(info: CustomFunctionInfo): string {
  const params = [
    ...info.params,
    { name: 'revision', optional: true, doc: { ru: 'имя Revision: пересчёт после обновления', en: 'the name Revision: recalculates after a refresh' } },
  ];
  const lines = [
    `${info.doc.ru} ${info.doc.en}`,
    `${info.example}`,
    '',
    ...params.map((p) => `@param ${p.optional ? `[${p.name}]` : p.name} ${p.doc.ru} / ${p.doc.en}`),
    `@return ${info.returns.ru} / ${info.returns.en}`,
    '@customfunction',
  ];
  return `/**\n${lines.map((line) => (line === '' ? ' *' : ` * ${line}`)).join('\n')}\n */`;
}
