import type { FaultCode } from '../kernel/fault';
import type { Words } from '../kernel/sheet-template';

type FaultWords = { readonly [K in FaultCode as `fault.${K}.what` | `fault.${K}.mend`]: Words };

/** What happened and what its reader can do, for every fault of kernel/fault. One without words, or in one language only, does not compile. */
export const faultWords = {
  'fault.sheet-missing.what': { ru: 'Листа «{sheet}» нет.', en: 'The tab “{sheet}” is gone.' },
  'fault.sheet-missing.mend': {
    ru: 'Выберите «Цифра → Починить листы»: лист появится снова, данные соберутся из журнала.',
    en: 'Choose Cifra > Repair tabs: the tab comes back and its data are rebuilt from the journal.',
  },
  'fault.column-missing.what': { ru: 'На листе «{sheet}» нет колонки «{column}».', en: 'The tab “{sheet}” has no column “{column}”.' },
  'fault.column-missing.mend': {
    ru: 'Верните ей название или выберите «Цифра → Починить листы».',
    en: 'Give it its title back, or choose Cifra > Repair tabs.',
  },
  'fault.body-unreadable.what': { ru: 'Присланное не удалось прочитать: {why}.', en: 'What was sent cannot be read: {why}.' },
  'fault.body-unreadable.mend': {
    ru: 'Ничего не потеряно: тело лежит в журнале. Проверьте, что адрес вебхука взят из раздела «Настройка» боковой панели.',
    en: 'Nothing is lost: the body lies in the journal. Check that the webhook address is the one shown in the sidebar under Set-up.',
  },
  'fault.body-too-large.what': { ru: 'Прислано {size} знаков, принимается не больше {limit}.', en: '{size} characters were sent, at most {limit} are taken.' },
  'fault.body-too-large.mend': { ru: 'Присылайте меньше сделок за один раз.', en: 'Send fewer deals at a time.' },
  'fault.secret-wrong.what': { ru: 'Неверный ключ в адресе.', en: 'The key in the address is wrong.' },
  'fault.secret-wrong.mend': {
    ru: 'Скопируйте адрес вебхука из раздела «Настройка» боковой панели целиком.',
    en: 'Copy the whole webhook address from the sidebar, under Set-up.',
  },
  'fault.outsider.what': { ru: 'Это доступно только из самой таблицы.', en: 'This works from inside the spreadsheet only.' },
  'fault.outsider.mend': {
    ru: 'Откройте таблицу и боковую панель под своей учётной записью.',
    en: 'Open the spreadsheet and its sidebar under your own account.',
  },
  'fault.busy.what': { ru: 'Таблица занята другим обновлением.', en: 'The workbook is busy with another refresh.' },
  'fault.busy.mend': {
    ru: 'Подождите несколько секунд и повторите; начатое не пропадёт.',
    en: 'Wait a few seconds and try again; nothing that was begun is lost.',
  },
  'fault.number-wrong.what': { ru: '«{value}» в колонке «{column}» — не число.', en: '“{value}” in the column “{column}” is not a number.' },
  'fault.number-wrong.mend': {
    ru: 'Впишите число, например 1500000 или 1 500 000,50; буквы и знаки валют не нужны.',
    en: 'Enter a number such as 1500000 or 1,500,000.50, without letters.',
  },
  'fault.day-wrong.what': {
    ru: '«{value}» в колонке «{column}» — не дата и не период.',
    en: '“{value}” in the column “{column}” is neither a day nor a period.',
  },
  'fault.day-wrong.mend': {
    ru: 'Впишите дату 21.11.2026, месяц 2026-11, квартал 2026-Q4 или год 2026.',
    en: 'Enter a day 2026-11-21, a month 2026-11, a quarter 2026-Q4 or a year 2026.',
  },
  'fault.day-missing.what': { ru: 'Не указана «{column}».', en: '“{column}” is blank.' },
  'fault.day-missing.mend': {
    ru: 'Впишите дату: без неё неизвестно, в какой месяц отнести сумму.',
    en: 'Enter a day: without it nobody knows to which month the amount belongs.',
  },
  'fault.text-too-long.what': { ru: 'Текст в «{column}» длиннее {limit} знаков.', en: 'The text in “{column}” is longer than {limit} characters.' },
  'fault.text-too-long.mend': { ru: 'Сократите его.', en: 'Shorten it.' },
  'fault.word-unknown.what': { ru: '«{value}» в колонке «{column}» нет в списке.', en: '“{value}” in the column “{column}” is not in the list.' },
  'fault.word-unknown.mend': { ru: 'Выберите значение из списка в ячейке.', en: 'Choose a value from the list of the cell.' },
  'fault.stale.what': { ru: 'Пока вы вводили, «{sheet}» изменил другой человек.', en: 'Somebody else changed “{sheet}” while you were typing.' },
  'fault.stale.mend': {
    ru: 'Посмотрите, что изменилось, и сохраните ещё раз: показано и ваше, и чужое.',
    en: 'See what changed and save again: both are shown.',
  },
  'fault.not-installed.what': { ru: 'Цифра ещё не установлена в эту таблицу.', en: 'Cifra is not installed in this workbook yet.' },
  'fault.not-installed.mend': { ru: 'Выберите «Цифра → Установить».', en: 'Choose Cifra > Install.' },
  'fault.tab-unknown.what': { ru: 'Листа или отчёта «{key}» не бывает.', en: 'There is no tab or report “{key}”.' },
  'fault.tab-unknown.mend': { ru: 'Список листов стоит в «Словаре показателей».', en: 'The tabs are listed in the “Metric dictionary”.' },
  'fault.period-wrong.what': { ru: '«{value}» — не период.', en: '“{value}” is not a period.' },
  'fault.period-wrong.mend': {
    ru: 'Подходит день 2026-11-21, неделя 2026-W47, месяц 2026-11, квартал 2026-Q4, год 2026.',
    en: 'A day 2026-11-21, a week 2026-W47, a month 2026-11, a quarter 2026-Q4 or a year 2026 will do.',
  },
  'fault.connection-missing.what': { ru: 'CRM {crm} ещё не подключена.', en: 'The CRM {crm} is not connected yet.' },
  'fault.connection-missing.mend': {
    ru: 'Откройте боковую панель, раздел «Настройка», и подключите её: адрес и ключ доступа.',
    en: 'Open the sidebar, Set-up, and connect it: address and access key.',
  },
  'fault.token-wrong.what': {
    ru: 'CRM {crm} не приняла ключ доступа: он неверный, просрочен или отозван.',
    en: 'The CRM {crm} refused the access key: wrong, expired or revoked.',
  },
  'fault.token-wrong.mend': {
    ru: 'Выпустите в CRM новый ключ и вставьте его в разделе «Настройка»; загрузка продолжится с того же места.',
    en: 'Make a new key in the CRM and paste it under Set-up; the load goes on where it stopped.',
  },
  'fault.no-rights.what': { ru: 'У ключа доступа к {crm} не хватает прав: {what}', en: 'The access key of {crm} lacks rights: {what}' },
  'fault.no-rights.mend': {
    ru: 'Выдайте ключу права администратора или недостающий раздел и повторите.',
    en: 'Give the key administrator rights, or the missing section, and try again.',
  },
  'fault.no-rest.what': { ru: 'На тарифе вашего аккаунта {crm} нет доступа к API.', en: 'The plan of your {crm} account has no API.' },
  'fault.no-rest.mend': {
    ru: 'Перейдите на тариф с API или загрузите выгрузку через «Импорт таблицы»; вебхуки продолжают приниматься.',
    en: 'Take a plan with API access, or load an export through “Import a table”; webhooks still come in.',
  },
  'fault.crm-busy.what': { ru: 'CRM {crm} просит подождать: исчерпан её предел запросов.', en: 'The CRM {crm} asks to wait: its request limit is used up.' },
  'fault.crm-busy.mend': {
    ru: 'Ничего делать не нужно: Цифра продолжит сама с того же места через минуту.',
    en: 'Nothing to do: Cifra goes on by itself from the same place in a minute.',
  },
  'fault.crm-away.what': { ru: '{address} не отвечает. {why}', en: '{address} does not answer. {why}' },
  'fault.crm-away.mend': {
    ru: 'Проверьте адрес и сертификат сайта; если всё верно, Цифра повторит сама.',
    en: 'Check the address and the certificate of the site; if they are right, Cifra tries again by itself.',
  },
  'fault.crm-nonsense.what': {
    ru: 'CRM {crm} ответила не так, как обещает её описание: {why}',
    en: 'The CRM {crm} did not answer as its documentation promises: {why}',
  },
  'fault.crm-nonsense.mend': {
    ru: 'Проверьте адрес: по нему должен отвечать сам API, а не страница входа. Загруженное сохранено.',
    en: 'Check the address: the API itself must answer there, not a login page. What was loaded is kept.',
  },
  'fault.address-wrong.what': { ru: '«{value}» — не адрес этой CRM.', en: '“{value}” is no address of this CRM.' },
  'fault.address-wrong.mend': {
    ru: 'Скопируйте адрес из строки браузера, где открыта CRM (или адрес входящего вебхука целиком).',
    en: 'Copy the address from the browser where the CRM is open (or the whole address of the incoming webhook).',
  },
  'fault.onec-refused.what': { ru: '1С не отдаёт «{entity}»: {why}', en: '1C does not give “{entity}”: {why}' },
  'fault.onec-refused.mend': {
    ru: 'Добавьте объект в «Состав стандартного интерфейса OData» и проверьте названия объекта и реквизитов в подключении.',
    en: 'Add the object to the contents of the standard OData interface in 1C, and check the names of object and attributes in the connection.',
  },
  'fault.month-running.what': { ru: 'Месяц {month} ещё не кончился.', en: 'The month {month} is not over yet.' },
  'fault.month-running.mend': { ru: 'Закройте его, когда он кончится.', en: 'Close it when it is over.' },
  'fault.scheme-wrong.what': { ru: 'Схему зарплаты «{scheme}» не удалось прочитать: {why}.', en: 'The pay scheme “{scheme}” cannot be read: {why}.' },
  'fault.scheme-wrong.mend': {
    ru: 'Исправьте строку на листе «Схемы зарплаты»: ступени пишутся как 0=3; 500000=4.',
    en: 'Correct the row in the tab “Pay schemes”: tiers read 0=3; 500000=4.',
  },
} as const satisfies FaultWords;
