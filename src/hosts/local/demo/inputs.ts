/** What people of the demo company typed into the workbook: settings, mappings, plans, expenses, schemes, prices, the accountant's payments. Rows of `PUT /api/tabs/<key>`. */

import { company, fields, managers, pipelines, products, sources, stageId, stages } from './company';
import { dayOf, monthsUpTo, textOf } from './days';
import type { DemoPlan } from './generator';
import { schemes, sharedDeal } from './pay-schemes';
import type { InputRow } from './rows';
import type { Story } from './story';

export interface InputTab {
  readonly key: string;
  readonly rows: readonly InputRow[];
}

const crm = 'amocrm';

/** Plan of a seller for a month, roubles: what he should sign. Grows a little over the year. */
export const turnoverPlan = (manager: number, monthPlace: number): number =>
  [1_150_000, 950_000, 900_000, 950_000, 650_000, 400_000][manager]! + monthPlace * 10_000;

function settings(plan: DemoPlan, first: string): InputRow[] {
  const { locale } = plan;
  const values = {
    company: company.name[locale],
    currency: 'RUB',
    time_zone: 'Europe/Moscow',
    opening_balance: '850000',
    opening_day: `${first}-01`,
    cash_reserve: '300000',
    overdue_offset_days: '3',
    cash_direct_costs: 'deals',
    amocrm_subdomain: company.subdomain,
  };
  return Object.entries(values).map(([key, value]) => ({ key, value, note: '' }));
}

function plans(plan: DemoPlan, months: readonly string[]): InputRow[] {
  const author = 'demo@example.com',
    changed_at = `${months[0]}-01T09:00:00+03:00`;
  const row = (period: string, level: string, name: string, metric: string, value: number): InputRow => ({
    period,
    level,
    name,
    metric,
    value,
    author,
    changed_at,
  });
  return months.flatMap((month, at) => {
    const turnover = managers.map((_, i) => turnoverPlan(i, at)),
      all = turnover.reduce((a, b) => a + b, 0);
    return [
      ...managers.flatMap(({ name, weight }, i) => [
        row(month, 'manager', name[plan.locale], 'leads', Math.round(weight * 1.2)),
        row(month, 'manager', name[plan.locale], 'contracts', Math.max(2, Math.round(turnover[i]! / 165_000))),
        row(month, 'manager', name[plan.locale], 'turnover', turnover[i]!),
        row(month, 'manager', name[plan.locale], 'receipts', Math.round(turnover[i]! * 0.9)),
      ]),
      row(month, 'company', '', 'leads', 120),
      row(month, 'company', '', 'measurements', 50),
      row(month, 'company', '', 'contracts', 28),
      row(month, 'company', '', 'turnover', all),
      row(month, 'company', '', 'receipts', Math.round(all * 0.9)),
      row(month, 'company', '', 'margin', Math.round(all * 0.3)),
    ];
  });
}

function expenses(plan: DemoPlan, months: readonly string[]): InputRow[] {
  const ru = plan.locale === 'ru',
    first = months[0]!,
    today = textOf(dayOf(plan.now));
  const every = (day: string, article: string, amount: number, period: string): InputRow => ({
    day: `${first}-${day}`,
    article,
    amount,
    from: first,
    to: null,
    every: period,
    basis: 'cash',
    note: '',
  });
  const once = (month: string, day: string, article: string, amount: number): InputRow => ({
    day: `${month}-${day}`,
    article,
    amount,
    from: null,
    to: null,
    every: 'once',
    basis: 'cash',
    note: '',
  });
  return [
    every('05', ru ? 'Аренда офиса и цеха' : 'Rent of office and workshop', 185_000, 'month'),
    every('10', ru ? 'Оклады офиса' : 'Office salaries', 310_000, 'month'),
    every('12', ru ? 'Связь и подписки' : 'Telephony and subscriptions', 14_500, 'month'),
    every('20', ru ? 'Бухгалтерия' : 'Bookkeeping', 25_000, 'month'),
    every('25', ru ? 'Налог (УСН)' : 'Tax', 240_000, 'quarter'),
    once(months[2]!, '14', ru ? 'Ремонт шоурума' : 'Showroom repair', 96_400.5),
    once(months[5]!, '03', ru ? 'Новый замерный комплект' : 'New measuring kit', 48_990),
    once(months[9]!, '21', ru ? 'Обучение менеджеров' : 'Training of sellers', 72_000),
    once(months[months.length - 2]!, '17', ru ? 'Фотосъёмка работ' : 'Photographs of works', 31_500),
  ].filter((row) => String(row.day) <= today);
}

/** What the accountant knows of the weeks to come: one payment is overdue, glass and a machine may wait, wages may not. */
function paymentPlan(plan: DemoPlan): InputRow[] {
  const ru = plan.locale === 'ru',
    today = dayOf(plan.now);
  const row = (days: number, article: string, counterparty: string, amount: number, priority: number | null, direction = 'out'): InputRow => ({
    day: textOf(today + days),
    direction,
    article,
    counterparty,
    amount,
    deal_id: null,
    priority,
    state: 'planned',
  });
  return [
    row(-3, ru ? 'Транспорт' : 'Transport', ru ? 'Грузовичок' : 'Small Lorries', 38_000, 2),
    row(4, ru ? 'Материалы' : 'Materials', ru ? 'Стеклозавод' : 'Glass works', 640_000, 3),
    row(9, ru ? 'Оклады офиса' : 'Office salaries', ru ? 'Сотрудники' : 'Staff', 310_000, 1),
    row(15, ru ? 'Аренда офиса и цеха' : 'Rent of office and workshop', ru ? 'Арендодатель' : 'Landlord', 185_000, 1),
    row(20, ru ? 'Материалы' : 'Materials', ru ? 'Профиль-Торг' : 'Profile Trade', 870_000, 2),
    row(26, ru ? 'Оборудование' : 'Equipment', ru ? 'Станкосервис' : 'Machine service', 450_000, 3),
    row(34, ru ? 'Кредит' : 'Loan', ru ? 'Банк' : 'Bank', 500_000, null, 'in'),
  ];
}

/** All input tabs, in the order in which they are put: mappings first, so that no event finds itself unmapped. `stories` is the history only. */
export function inputTabs(plan: DemoPlan, stories: readonly Story[]): InputTab[] {
  const { locale } = plan,
    months = monthsUpTo(plan.now, plan.months),
    first = months[0]!,
    shared = sharedDeal(stories),
    today = textOf(dayOf(plan.now));
  const year = Number(today.slice(0, 4)),
    holidays = [year - 1, year].flatMap((y) =>
      ['01-01', '01-02', '01-05', '01-06', '01-07', '01-08', '02-23', '03-09', '05-01', '05-11', '06-12', '11-04'].map((day) => `${y}-${day}`),
    );
  return [
    { key: 'settings', rows: settings(plan, first) },
    {
      key: 'managers',
      rows: managers.map(({ id, name, department }, i) => ({
        crm,
        manager_id: id,
        manager: name[locale],
        department: department[locale],
        role: '',
        personnel_number: String(i + 1).padStart(4, '0'),
        active_from: `${first}-01`,
        active_to: null,
      })),
    },
    {
      key: 'stages',
      rows: pipelines.flatMap((pipeline, p) =>
        stages.map(({ key, title, norm, probability }, i) => ({
          crm,
          pipeline_id: pipeline.id,
          pipeline: pipeline.name[locale],
          stage_id: stageId(p, key),
          stage: title[locale],
          outcome: key,
          position: i + 1,
          norm_days: norm,
          probability,
          required_fields: key === 'contract' ? 'contract_amount, contract_date' : '',
        })),
      ),
    },
    {
      key: 'fields',
      rows: fields.map(({ id, title, meaning }) => ({ crm, entity: 'deal', field_id: id, field: title[locale], meaning: meaning === '' ? null : meaning })),
    },
    { key: 'calendar', rows: holidays.filter((day) => day >= `${first}-01`).map((day) => ({ day, kind: 'holiday' })) },
    { key: 'price_list', rows: products.map(({ name, price }) => ({ product: name[locale], price, valid_from: `${first}-01` })) },
    { key: 'plans', rows: plans(plan, months) },
    { key: 'expenses', rows: expenses(plan, months) },
    { key: 'payment_plan', rows: paymentPlan(plan) },
    { key: 'payroll_schemes', rows: schemes(locale, first, shared ? `${shared.id}: ${managers[0].name[locale]}=60, ${managers[1].name[locale]}=40` : '') },
    {
      key: 'ad_costs',
      rows: months.flatMap((month) =>
        sources
          .filter(({ cost }) => cost > 0)
          .map(({ name, cost }, i) => ({
            day: `${month}-01`,
            source: name[locale],
            campaign: '',
            keyword: '',
            amount: cost + ((Number(month.slice(5)) * 7 + i * 13) % 9) * 1000,
          })),
      ),
    },
    {
      key: 'payments',
      rows: stories.flatMap(({ id, typed }) =>
        typed.map(({ at, amount, kind }) => ({ day: textOf(dayOf(at)), deal_id: id, amount: amount / 100, kind, origin: 'manual', note: '' })),
      ),
    },
  ];
}
