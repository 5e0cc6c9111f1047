import type { Words } from '../src/kernel/sheet-template';
import { vatRegimeWords } from './finance-words';

interface SettingWords {
  readonly label: Words;
  /** what it decides and what may be entered */
  readonly note: Words;
  /** values that are words: the cell may hold the key or the word in either language */
  readonly values?: Readonly<Record<string, Words>>;
}

/** Rows of the tab `settings` as people see them: code knows the key, the tab shows the label. */
export const settingWords = {
  company: {
    label: { ru: 'Название компании', en: 'Company name' },
    note: { ru: 'Станет заголовком выгрузок; пока ни на что не влияет.', en: 'Will head the exports; decides nothing yet.' },
  },
  currency: {
    label: { ru: 'Валюта учёта', en: 'Currency' },
    note: {
      ru: 'Код из трёх букв: RUB, USD, EUR. Другие валюты пересчитываются по листу «Курсы валют».',
      en: 'Three letters: RUB, USD, EUR. Other currencies are converted by the tab “Exchange rates”.',
    },
  },
  time_zone: {
    label: { ru: 'Часовой пояс', en: 'Time zone' },
    note: {
      ru: 'Как в «Файл → Настройки»: Europe/Moscow, Asia/Yekaterinburg. По нему считаются дни и месяцы.',
      en: 'As in File > Settings: Europe/Moscow, America/New_York. Days and months are counted in it.',
    },
  },
  week_start: {
    label: { ru: 'Начало недели', en: 'Week starts on' },
    note: { ru: 'Понедельник или воскресенье.', en: 'Monday or Sunday.' },
    values: { monday: { ru: 'Понедельник', en: 'Monday' }, sunday: { ru: 'Воскресенье', en: 'Sunday' } },
  },
  fiscal_year_start: {
    label: { ru: 'Первый месяц финансового года', en: 'First month of the fiscal year' },
    note: { ru: 'Число от 1 до 12: с него идёт «С начала года» в ОПУ.', en: 'A number from 1 to 12: “Year to date” of the P&L begins with it.' },
  },
  language: {
    label: { ru: 'Язык', en: 'Language' },
    note: {
      ru: 'Русский или английский. После смены выберите «Цифра → Починить листы».',
      en: 'Russian or English. After a change choose Cifra > Repair tabs.',
    },
    values: { ru: { ru: 'Русский', en: 'Russian' }, en: { ru: 'Английский', en: 'English' } },
  },
  turnover_basis: {
    label: { ru: 'Оборот в сводке', en: 'Turnover on the board' },
    note: {
      ru: 'По договорам (сумма подписанных) или по оплатам (деньги получены). Одно с другим не складывается. Пока ни на что не влияет.',
      en: 'By contracts signed or by payments received. The two are never mixed. Decides nothing yet.',
    },
    values: { contract: { ru: 'По договорам', en: 'Contracts signed' }, receipts: { ru: 'По оплатам', en: 'Payments received' } },
  },
  vat_mode: {
    label: { ru: 'НДС в суммах', en: 'VAT in amounts' },
    note: {
      ru: 'Без НДС, включён или сверху: выручка в ОПУ стоит без НДС по листу «Ставки НДС». Управленческий учёт, не налоговая отчётность.',
      en: 'None, included or on top: revenue in the P&L is ex VAT by the tab “VAT rates”. Management accounting, not a tax return.',
    },
    values: { none: { ru: 'Без НДС', en: 'No VAT' }, included: { ru: 'Включён', en: 'Included' }, on_top: { ru: 'Сверху', en: 'On top' } },
  },
  vat_regime: {
    label: { ru: 'Режим НДС', en: 'VAT regime' },
    note: {
      ru: 'Чьи ставки брать с листа «Ставки НДС». Проверьте у бухгалтера.',
      en: 'Whose rates to take from the tab “VAT rates”. Check with your accountant.',
    },
    values: vatRegimeWords,
  },
  small_n: {
    label: { ru: 'Малая выборка', en: 'Small sample' },
    note: {
      ru: 'Доля при меньшем числе заявок показана серым и не участвует в рейтингах. Обычно 20. Пока ни на что не влияет.',
      en: 'A ratio of fewer leads is grey and left out of rankings. Usually 20. Decides nothing yet.',
    },
  },
  plan_alert_threshold: {
    label: { ru: 'Сообщать при выполнении плана', en: 'Tell when the plan is done to' },
    note: { ru: 'Доля плана: 80 % или 0,8. Пока ни на что не влияет.', en: 'Share of the plan: 80 % or 0.8. Decides nothing yet.' },
  },
  quiet_hours: {
    label: { ru: 'Тихие часы', en: 'Quiet hours' },
    note: { ru: 'Когда не присылать сообщений: 22:00-08:00. Пока ни на что не влияет.', en: 'When no messages are sent: 22:00-08:00. Decides nothing yet.' },
  },
  opening_balance: {
    label: { ru: 'Остаток денег на начало', en: 'Opening cash balance' },
    note: {
      ru: 'Сколько денег было на счетах и в кассе утром дня, названного ниже: от него считаются ДДС и платёжный календарь.',
      en: 'Cash in banks and at hand on the morning of the day below: cash flow and payment calendar start from it.',
    },
  },
  opening_day: {
    label: { ru: 'День начального остатка', en: 'Day of the opening balance' },
    note: {
      ru: 'День, на утро которого известен остаток: 01.01.2026. Без него остатков в ДДС нет, а платёжный календарь берёт остаток за сегодняшний.',
      en: 'The day on whose morning the balance is known: 2026-01-01. Without it the cash flow has no balances and the payment calendar takes the balance for today’s.',
    },
  },
  bank_balance: {
    label: { ru: 'Остаток по банку и кассе', en: 'Balance by bank and till' },
    note: {
      ru: 'Что показывают банк и касса на вечер дня, названного ниже: ДДС сверит с ним свой остаток.',
      en: 'What bank and till show on the evening of the day below: the cash flow is checked against it.',
    },
  },
  bank_balance_day: {
    label: { ru: 'День остатка по банку', en: 'Day of the bank balance' },
    note: { ru: 'День сверки: 31.10.2026. Пусто — без сверки.', en: 'Day of the check: 2026-10-31. Blank means no check.' },
  },
  cash_reserve: {
    label: { ru: 'Неснижаемый остаток', en: 'Minimum cash reserve' },
    note: { ru: 'Ниже него начинается кассовый разрыв.', en: 'Below it a cash gap begins.' },
  },
  overdue_offset_days: {
    label: { ru: 'Дней на оплату после монтажа', en: 'Days to pay after installation' },
    note: {
      ru: 'Срок оплаты сделки без своей даты: день монтажа плюс столько дней.',
      en: 'Due day of a deal without one of its own: installation day plus so many days.',
    },
  },
  allocation_key: {
    label: { ru: 'Распределять расходы по', en: 'Allocate expenses by' },
    note: {
      ru: 'База, по которой расходы месяца делятся между сделками: выручка, маржа, число сделок или дни.',
      en: 'What the month’s expenses are split by over deals: revenue, margin, number of deals or days.',
    },
    values: {
      revenue: { ru: 'Выручке', en: 'Revenue' },
      margin: { ru: 'Марже', en: 'Margin' },
      count: { ru: 'Числу сделок', en: 'Number of deals' },
      days: { ru: 'Дням', en: 'Days' },
    },
  },
  revenue_recognition: {
    label: { ru: 'Признавать выручку по', en: 'Recognise revenue by' },
    note: {
      ru: 'Что в ОПУ считается выручкой месяца: подписанные договоры, выполненные монтажи или полученные оплаты.',
      en: 'What counts as revenue of a month in the P&L: contracts signed, installations done or payments received.',
    },
    values: {
      contract: { ru: 'Дате договора', en: 'Contract day' },
      installation: { ru: 'Дате монтажа', en: 'Installation day' },
      payment: { ru: 'Дате оплаты', en: 'Payment day' },
    },
  },
  break_even: {
    label: { ru: 'Точка безубыточности в месяц', en: 'Break-even revenue of a month' },
    note: {
      ru: 'Ваша цифра; рядом в ОПУ стоит расчётная. Пусто — только расчётная.',
      en: 'Your own figure; the computed one stands beside it in the P&L. Blank means the computed one only.',
    },
  },
  pnl_payroll: {
    label: { ru: 'Зарплата в ОПУ', en: 'Payroll in the P&L' },
    note: {
      ru: 'По расходам — строки листа «Расходы» со статьями зарплаты. Начисленная — лист «Зарплата», а такие расходы считаются её выплатой.',
      en: 'From expenses: rows of the tab “Expenses” with payroll items. Computed: the tab “Payroll”; such rows then are its payment.',
    },
    values: { expenses: { ru: 'По расходам', en: 'From expenses' }, computed: { ru: 'Начисленная', en: 'Computed' } },
  },
  cash_direct_costs: {
    label: { ru: 'Прямые расходы в ДДС', en: 'Direct costs in the cash flow' },
    note: {
      ru: 'Из расходов — только строки листа «Расходы». Из сделок — ещё и закуп, доставка, монтаж сделок в день, когда они внесены.',
      en: 'From expenses: rows of the tab “Expenses” only. From deals: also materials, delivery, installation of deals on the day they were entered.',
    },
    values: { expenses: { ru: 'Из расходов', en: 'From expenses' }, deals: { ru: 'Из сделок', en: 'From deals' } },
  },
  payroll_articles: {
    label: { ru: 'Статьи зарплаты', en: 'Payroll items' },
    note: {
      ru: 'Слова через запятую: статья расхода, в названии которой есть такое слово, стоит в строке «Зарплата».',
      en: 'Words separated by commas: an expense item with such a word in its name stands in the line “Payroll”.',
    },
  },
  tax_articles: {
    label: { ru: 'Статьи налогов', en: 'Tax items' },
    note: { ru: 'Так же: строка «Налоги» ОПУ.', en: 'Likewise: the line “Taxes” of the P&L.' },
  },
  direct_articles: {
    label: { ru: 'Статьи прямых расходов', en: 'Direct cost items' },
    note: {
      ru: 'Так же: оплата закупа, доставки, монтажа, которые уже стоят в сделках. В ДДС идут, в ОПУ второй раз нет.',
      en: 'Likewise: payments for materials, delivery, installation that stand in the deals already. In the cash flow, not twice in the P&L.',
    },
  },
  investing_articles: {
    label: { ru: 'Статьи инвестиций', en: 'Investing items' },
    note: { ru: 'Так же: инвестиционная деятельность ДДС; в ОПУ не идут.', en: 'Likewise: investing activity of the cash flow; not in the P&L.' },
  },
  financing_articles: {
    label: { ru: 'Статьи финансирования', en: 'Financing items' },
    note: {
      ru: 'Так же: кредиты, займы, дивиденды; в ОПУ не идут. Полученный кредит — с минусом.',
      en: 'Likewise: loans, dividends; not in the P&L. A loan received is entered as a negative amount.',
    },
  },
  transfer_articles: {
    label: { ru: 'Статьи переводов между счетами', en: 'Items of transfers between own accounts' },
    note: { ru: 'Так же: в итоги ДДС и в ОПУ не идут.', en: 'Likewise: neither in the totals of the cash flow nor in the P&L.' },
  },
  plan_without_plan_multiplier: {
    label: { ru: 'Коэффициент зарплаты без плана', en: 'Pay multiplier without a plan' },
    note: { ru: '1 — платить как при выполненном плане, 0 — не платить переменную часть.', en: '1 pays as if the plan were met, 0 pays no variable part.' },
    values: { '1': { ru: '1', en: '1' }, '0': { ru: '0', en: '0' } },
  },
  amocrm_subdomain: {
    label: { ru: 'Адрес amoCRM', en: 'amoCRM account' },
    note: {
      ru: 'Первое слово адреса: для mycompany.amocrm.ru это mycompany. Нужен для ссылок на сделки.',
      en: 'First word of the address: mycompany of mycompany.amocrm.com. Needed for links to deals.',
    },
  },
  funnel_months: {
    label: { ru: 'Месяцев в воронке', en: 'Months in the funnel' },
    note: { ru: 'За сколько месяцев собрана воронка, вместе с текущим. Обычно 3.', en: 'Months of leads in the funnel, the current one included. Usually 3.' },
  },
  journey_days: {
    label: { ru: 'Дней на переход между CRM', en: 'Days to pass between CRMs' },
    note: {
      ru: 'Заявка, открытая или закрытая не раньше чем за столько дней до сделки того же клиента в следующей CRM, и эта сделка — один путь. Обычно 30, 0 — не соединять.',
      en: 'A lead open, or closed no more than so many days before a deal of the same client in a later CRM, and that deal are one journey. Usually 30; 0 joins nothing.',
    },
  },
  journey_order: {
    label: { ru: 'Порядок CRM', en: 'Order of CRMs' },
    note: {
      ru: 'Заявка переходит только вперёд по списку через запятую. Обычно: Импорт, amoCRM, Битрикс24, JSON, 1С.',
      en: 'A lead only goes on in a later one of this list, apart by commas. Usually: Import, amoCRM, Bitrix24, JSON, 1C.',
    },
  },
  journey_apart: {
    label: { ru: 'Не соединять сделки', en: 'Deals not to join' },
    note: {
      ru: 'Коды сделок через запятую, которые соединены в один путь по ошибке.',
      en: 'Ids of deals, apart by commas, that were joined into one journey by mistake.',
    },
  },
} as const satisfies Readonly<Record<string, SettingWords>>;

/** Words of the column `key` of the tab `settings`. */
export const settingLabels: Readonly<Record<string, Words>> = Object.fromEntries(Object.entries(settingWords).map(([key, words]) => [key, words.label]));
