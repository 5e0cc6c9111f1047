import type { Day } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import type { Lang } from '../kernel/sheet-template';

/** The `settings` tab, read: every key has a default, so an empty tab works (workbook.md). Money in minor units. */
export interface Settings {
  readonly company: string;
  readonly currency: string;
  readonly time_zone: string;
  readonly week_start: 'monday' | 'sunday';
  readonly fiscal_year_start: number;
  readonly language: Lang;
  readonly turnover_basis: 'contract' | 'receipts';
  readonly vat_mode: 'none' | 'included' | 'on_top';
  /** which rows of tab `vat_rates` hold for the company */
  readonly vat_regime: 'general' | 'usn_general' | 'usn_5' | 'usn_7';
  readonly small_n: number;
  readonly plan_alert_threshold: number;
  readonly quiet_hours: string;
  readonly opening_balance: Minor;
  readonly opening_day: Day | null;
  /** what the bank and the till say, and at the end of which day */
  readonly bank_balance: Minor | null;
  readonly bank_balance_day: Day | null;
  readonly cash_reserve: Minor;
  readonly overdue_offset_days: number;
  readonly allocation_key: 'revenue' | 'margin' | 'count' | 'days';
  readonly revenue_recognition: 'contract' | 'installation' | 'payment';
  /** break-even turnover of a month as people set it */
  readonly break_even: Minor | null;
  readonly pnl_payroll: 'expenses' | 'computed';
  /** what the cash flow takes as paid for direct costs: expense rows only, or the costs of deals on the day they were entered too */
  readonly cash_direct_costs: 'expenses' | 'deals';
  /** words by which an article of an expense is known, separated by commas (metrics/articles) */
  readonly payroll_articles: string;
  readonly tax_articles: string;
  readonly direct_articles: string;
  readonly investing_articles: string;
  readonly financing_articles: string;
  readonly transfer_articles: string;
  readonly plan_without_plan_multiplier: 0 | 1;
  readonly amocrm_subdomain: string;
  /** months whose leads the tab `funnel` shows, the current one included */
  readonly funnel_months: number;
  /** a lead closed no longer ago than so many days lives on in a deal of the same client in another CRM; 0 = nothing is joined */
  readonly journey_days: number;
  /** words of CRMs apart by blanks: a lead goes on in a later one only */
  readonly journey_order: string;
  /** deals that are a journey by themselves, `crm/id` or the id alone, apart by blanks */
  readonly journey_apart: string;
}

export const defaultSettings: Settings = {
  company: '',
  currency: 'RUB',
  time_zone: 'Europe/Moscow',
  week_start: 'monday',
  fiscal_year_start: 1,
  language: 'ru',
  turnover_basis: 'contract',
  vat_mode: 'none',
  vat_regime: 'general',
  small_n: 20,
  plan_alert_threshold: 0.8,
  quiet_hours: '22:00-08:00',
  opening_balance: 0,
  opening_day: null,
  bank_balance: null,
  bank_balance_day: null,
  cash_reserve: 0,
  overdue_offset_days: 0,
  allocation_key: 'revenue',
  revenue_recognition: 'contract',
  break_even: null,
  pnl_payroll: 'expenses',
  cash_direct_costs: 'expenses',
  payroll_articles: 'зарплата, оклад, оклады, премия, премии, ФОТ, страховые взносы, salary, salaries, payroll, wages',
  tax_articles: 'налог, налоги, УСН, tax, taxes',
  direct_articles: '',
  investing_articles: 'покупка оборудования, основные средства, fixed assets',
  financing_articles: 'кредит, кредиты, займ, займы, дивиденды, loan, loans, dividends',
  transfer_articles: 'перевод между счетами, переводы между счетами, transfer between accounts, transfers between accounts',
  plan_without_plan_multiplier: 1,
  amocrm_subdomain: '',
  funnel_months: 3,
  journey_days: 30,
  journey_order: 'import amocrm bitrix24 json onec',
  journey_apart: '',
};
