import type { Words } from '../src/kernel/sheet-template';

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
    note: { ru: 'Число от 1 до 12. Пока ни на что не влияет.', en: 'A number from 1 to 12. Decides nothing yet.' },
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
      ru: 'Без НДС, включён или сверху. Управленческий учёт, не налоговая отчётность. Пока ни на что не влияет.',
      en: 'None, included or on top. Management accounting, not a tax return. Decides nothing yet.',
    },
    values: { none: { ru: 'Без НДС', en: 'No VAT' }, included: { ru: 'Включён', en: 'Included' }, on_top: { ru: 'Сверху', en: 'On top' } },
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
      ru: 'Сколько денег было на счетах и в кассе на день ниже. Пока ни на что не влияет.',
      en: 'Cash in banks and at hand on the day below. Decides nothing yet.',
    },
  },
  opening_day: {
    label: { ru: 'День начального остатка', en: 'Day of the opening balance' },
    note: {
      ru: 'День, на который известен остаток: 01.01.2026. Пока ни на что не влияет.',
      en: 'The day for which the balance is known: 2026-01-01. Decides nothing yet.',
    },
  },
  cash_reserve: {
    label: { ru: 'Неснижаемый остаток', en: 'Minimum cash reserve' },
    note: { ru: 'Ниже него начинается кассовый разрыв. Пока ни на что не влияет.', en: 'Below it a cash gap begins. Decides nothing yet.' },
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
    note: { ru: 'Дата договора, монтажа или оплаты. Пока ни на что не влияет.', en: 'Contract, installation or payment day. Decides nothing yet.' },
    values: {
      contract: { ru: 'Дате договора', en: 'Contract day' },
      installation: { ru: 'Дате монтажа', en: 'Installation day' },
      payment: { ru: 'Дате оплаты', en: 'Payment day' },
    },
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
