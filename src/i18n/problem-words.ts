import type { ProblemCode } from '../kernel/problem';
import type { Words } from '../kernel/sheet-template';

type ProblemWords = { readonly [K in ProblemCode as `problem.${K}.what` | `problem.${K}.mend`]: Words };

/** What could not be counted and how to mend it: the lines of the tab `problems`. A code of kernel/problem without words does not compile. */
export const problemTexts = {
  'problem.body-unreadable.what': { ru: 'Событие CRM не удалось прочитать: {why}.', en: 'A CRM event cannot be read: {why}.' },
  'problem.body-unreadable.mend': {
    ru: 'Оно сохранено в журнале. Проверьте, что в CRM указан адрес из раздела «Настройка» боковой панели и формат вебхука не изменён.',
    en: 'It is kept in the journal. Check that the CRM sends to the address shown in the sidebar under Set-up.',
  },
  'problem.part-unreadable.what': { ru: 'Часть события CRM пропущена: {path} — {why}.', en: 'A part of a CRM event was left out: {path}: {why}.' },
  'problem.part-unreadable.mend': {
    ru: 'Остальное учтено. Проверьте эту сделку в CRM и сохраните её ещё раз.',
    en: 'The rest is counted. Look at the deal in the CRM and save it again.',
  },
  'problem.cell-unreadable.what': { ru: '«{value}» в колонке «{column}» не удалось прочитать.', en: '“{value}” in the column “{column}” cannot be read.' },
  'problem.cell-unreadable.mend': { ru: 'Исправьте ячейку; до тех пор она считается пустой.', en: 'Correct the cell; until then it counts as blank.' },
  'problem.stage-unmapped.what': {
    ru: 'Этап «{stage}» воронки «{pipeline}» не сопоставлен.',
    en: 'The stage “{stage}” of the pipeline “{pipeline}” is not mapped.',
  },
  'problem.stage-unmapped.mend': {
    ru: 'Выберите его значение на листе «Этапы» или в боковой панели; до тех пор его сделки считаются «в работе».',
    en: 'Choose its outcome in the tab “Stages” or in the sidebar; until then its deals count as in work.',
  },
  'problem.deal-amount-wrong.what': {
    ru: 'Сделка {deal}: «{value}» в поле «{field}» — не сумма.',
    en: 'Deal {deal}: “{value}” in the field “{field}” is not an amount.',
  },
  'problem.deal-amount-wrong.mend': {
    ru: 'Исправьте поле в CRM; до тех пор оно считается пустым.',
    en: 'Correct the field in the CRM; until then it counts as blank.',
  },
  'problem.deal-amount-negative.what': {
    ru: 'Сделка {deal}: отрицательная сумма {value} в поле «{field}».',
    en: 'Deal {deal}: negative amount {value} in the field “{field}”.',
  },
  'problem.deal-amount-negative.mend': {
    ru: 'Если это возврат, внесите его на лист «Оплаты»; иначе исправьте поле в CRM.',
    en: 'Enter a refund in the tab “Payments”; otherwise correct the field in the CRM.',
  },
  'problem.deal-day-wrong.what': {
    ru: 'Сделка {deal}: «{value}» в поле «{field}» не похоже на дату дела.',
    en: 'Deal {deal}: “{value}” in the field “{field}” is not a likely day.',
  },
  'problem.deal-day-wrong.mend': {
    ru: 'Исправьте дату в CRM; до тех пор деньги стоят в строке «без даты» или на дне события.',
    en: 'Correct the day in the CRM; until then the money stands under “undated” or on the day of the event.',
  },
  'problem.prepayment-above-contract.what': {
    ru: 'Сделка {deal}: предоплата больше суммы договора.',
    en: 'Deal {deal}: the prepayment is larger than the contract.',
  },
  'problem.prepayment-above-contract.mend': {
    ru: 'Проверьте обе суммы в CRM; излишек показан как аванс.',
    en: 'Check both amounts in the CRM; the surplus is shown as an advance.',
  },
  'problem.account-other.what': {
    ru: 'Событие пришло из аккаунта «{account}», а в настройках стоит «{expected}».',
    en: 'An event came from the account “{account}”, the settings name “{expected}”.',
  },
  'problem.account-other.mend': {
    ru: 'Исправьте «Адрес amoCRM» в настройках или уберите вебхук из чужого аккаунта.',
    en: 'Correct “amoCRM account” in the settings, or remove the webhook from the other account.',
  },
  'problem.rate-missing.what': { ru: 'Нет курса {currency} на {day}: строка не учтена.', en: 'No rate of {currency} for {day}: the row is left out.' },
  'problem.rate-missing.mend': { ru: 'Добавьте курс на лист «Курсы валют».', en: 'Add the rate in the tab “Exchange rates”.' },
  'problem.deal-unknown.what': { ru: 'Сделки с кодом «{deal}» нет.', en: 'There is no deal “{deal}”.' },
  'problem.deal-unknown.mend': { ru: 'Проверьте код: он стоит на листе «Сделки».', en: 'Check the id: it stands in the tab “Deals”.' },
  'problem.payments-differ.what': {
    ru: 'Сделка {deal}: в её полях оплачено {fields}, а оплат из CRM — на {payments}. Учтены оплаты.',
    en: 'Deal {deal}: its fields say {fields} was paid, its payments add up to {payments}. The payments count.',
  },
  'problem.payments-differ.mend': {
    ru: 'Исправьте поля предоплаты и доплаты в CRM или проведите недостающую оплату.',
    en: 'Correct the prepayment and balance fields in the CRM, or enter the payment that is missing.',
  },
  'problem.manager-unknown.what': { ru: 'Имени «{name}» нет на листе «Менеджеры».', en: 'The name “{name}” is not in the tab “Managers”.' },
  'problem.manager-unknown.mend': {
    ru: 'Выберите имя из списка или добавьте человека на лист «Менеджеры».',
    en: 'Choose a name from the list, or add the person in the tab “Managers”.',
  },
  'problem.day-missing.what': { ru: 'Не указана «{column}»: строка не учтена.', en: '“{column}” is blank: the row is not counted.' },
  'problem.day-missing.mend': { ru: 'Впишите дату.', en: 'Enter a day.' },
  'problem.amount-missing.what': { ru: 'Не указана «{column}»: строка не учтена.', en: '“{column}” is blank: the row is not counted.' },
  'problem.amount-missing.mend': { ru: 'Впишите сумму; ноль пишется цифрой 0.', en: 'Enter an amount; nothing is written as 0.' },
  'problem.plan-wrong.what': { ru: 'План «{value}» — не число: он не учтён.', en: 'The plan “{value}” is not a number: it is not counted.' },
  'problem.plan-wrong.mend': { ru: 'Впишите число на листе «Планы» или в боковой панели.', en: 'Enter a number in the tab “Plans” or in the sidebar.' },
  'problem.plan-missing.what': {
    ru: 'У «{name}» нет плана на {period}: коэффициент зарплаты взят из настройки «без плана».',
    en: '“{name}” has no plan for {period}: the pay multiplier is that of the setting for no plan.',
  },
  'problem.plan-missing.mend': { ru: 'Внесите план на листе «Планы» или в боковой панели.', en: 'Enter the plan in the tab “Plans” or in the sidebar.' },
  'problem.correction-unsigned.what': {
    ru: 'Премия или поправка не начислена: не заполнена колонка «{column}».',
    en: 'A bonus or correction is not paid: column “{column}” is blank.',
  },
  'problem.correction-unsigned.mend': {
    ru: 'Впишите на листе «Корректировки», кто внёс поправку и почему.',
    en: 'Write in the tab “Corrections” who made it and why.',
  },
  'problem.plan-twice.what': { ru: 'Два плана на {period} для «{name}»: учтён последний.', en: 'Two plans for {period} and “{name}”: the last one counts.' },
  'problem.plan-twice.mend': { ru: 'Удалите лишнюю строку на листе «Планы».', en: 'Delete the one too many in the tab “Plans”.' },
  'problem.scheme-wrong.what': { ru: 'Схему зарплаты «{scheme}» не удалось прочитать: {why}.', en: 'The pay scheme “{scheme}” cannot be read: {why}.' },
  'problem.scheme-wrong.mend': {
    ru: 'Исправьте строку на листе «Схемы зарплаты»: ступени пишутся как 0=3; 500000=4.',
    en: 'Correct the row in the tab “Pay schemes”: tiers read 0=3; 500000=4.',
  },
  'problem.setting-unknown.what': { ru: 'Настройки «{key}» не бывает.', en: 'There is no setting “{key}”.' },
  'problem.setting-unknown.mend': {
    ru: 'Удалите строку или выберите «Цифра → Починить листы»: нужные строки появятся.',
    en: 'Delete the row, or choose Cifra > Repair tabs: the right rows appear.',
  },
  'problem.setting-wrong.what': {
    ru: 'Настройка «{key}»: «{value}» не подходит, взято значение по умолчанию.',
    en: 'The setting “{key}”: “{value}” will not do, the default is used.',
  },
  'problem.setting-wrong.mend': { ru: 'Исправьте значение на листе «Настройки». {wanted}', en: 'Correct the value in the tab “Settings”. {wanted}' },
  'problem.setting-twice.what': {
    ru: 'Настройка «{key}» стоит дважды: действует верхняя строка.',
    en: 'The setting “{key}” stands twice: the upper row holds.',
  },
  'problem.setting-twice.mend': { ru: 'Удалите лишнюю строку на листе «Настройки».', en: 'Delete the one too many in the tab “Settings”.' },
  'problem.hook-off.what': {
    ru: 'CRM {crm} отключила вебхук: новые события не приходят.',
    en: 'The CRM {crm} has switched our webhook off: no new events come in.',
  },
  'problem.hook-off.mend': {
    ru: 'Откройте вебхуки в настройках CRM и сохраните наш заново; пропущенное Цифра заберёт сама при сверке.',
    en: 'Open the webhooks in the CRM’s settings and save ours again; what was missed is fetched by the reconciliation.',
  },
  'problem.hook-mended.what': {
    ru: 'CRM {crm} отключила вебхук; Цифра включила его снова.',
    en: 'The CRM {crm} had switched our webhook off; Cifra has switched it on again.',
  },
  'problem.hook-mended.mend': { ru: 'Делать ничего не нужно: пропущенное загружается.', en: 'Nothing to do: what was missed is being fetched.' },
  'problem.crm-silent.what': {
    ru: 'От CRM {crm} нет событий с {since}, хотя обычно в это время они есть.',
    en: 'No event from the CRM {crm} since {since}, although there usually are some at this time.',
  },
  'problem.crm-silent.mend': {
    ru: 'Проверьте, что вебхук включён и в CRM работают; изменения Цифра сейчас запрашивает сама.',
    en: 'Check that the webhook is on and that people are at work; Cifra is asking for changes by itself.',
  },
  'problem.token-ends.what': { ru: 'Ключ доступа к {crm} действует до {day}.', en: 'The access key of {crm} is good until {day}.' },
  'problem.token-ends.mend': {
    ru: 'Выпустите в CRM новый ключ и вставьте его в разделе «Настройка».',
    en: 'Make a new key in the CRM and paste it under Set-up.',
  },
  'problem.quota-used.what': { ru: 'Дневной предел Google исчерпан. {why}', en: 'Google’s limit for the day is used up. {why}' },
  'problem.quota-used.mend': {
    ru: 'Делать ничего не нужно: загрузка продолжится завтра с того же места. Пока открыта боковая панель, она идёт и сейчас.',
    en: 'Nothing to do: the load goes on tomorrow from the same place. While the sidebar is open it goes on now.',
  },
  'problem.closing-altered.what': {
    ru: 'Архив закрытого месяца {month} изменён после закрытия.',
    en: 'The archive of the closed month {month} was changed after it had been closed.',
  },
  'problem.closing-altered.mend': {
    ru: 'Верните лист «Архив закрытых месяцев» из истории версий таблицы или откройте месяц снова и закройте его.',
    en: 'Bring the tab “Closed figures” back from the version history of the spreadsheet, or re-open the month and close it again.',
  },
  'problem.zone-differs.what': {
    ru: 'Часовой пояс таблицы ({workbook}) не равен поясу компании ({company}).',
    en: 'The workbook’s time zone ({workbook}) is not the company’s ({company}).',
  },
  'problem.zone-differs.mend': {
    ru: 'Поставьте одинаковый пояс в «Файл → Настройки» и на листе «Настройки»: иначе дни сдвинутся.',
    en: 'Set the same zone in File > Settings and in the tab “Settings”, or days will shift.',
  },
} as const satisfies ProblemWords;
