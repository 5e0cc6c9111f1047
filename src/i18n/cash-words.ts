import type { Words } from '../kernel/sheet-template';

/** Sentences of the tabs about money to come (reports/cash-gap, reports/money-now). Days and amounts are put in as the reader writes them (i18n/figures). */
export const cashWords = {
  'cash.gap': {
    ru: 'Денег не хватит с {from}: в худший день, {deepest}, недостаёт {depth} до резерва. Разрыв длится {days} дн., по {to}.',
    en: 'The money is not enough from {from}: on the worst day, {deepest}, {depth} is missing to the reserve. The gap lasts {days} days, until {to}.',
  },
  'cash.gap.open': {
    ru: 'Денег не хватит с {from}: в худший день, {deepest}, недостаёт {depth} до резерва. До конца календаря ({to}) разрыв не закрывается.',
    en: 'The money is not enough from {from}: on the worst day, {deepest}, {depth} is missing to the reserve. The gap does not close before the calendar ends ({to}).',
  },
  'cash.fine': {
    ru: 'Денег хватает на все 13 недель: меньше всего, {amount}, будет {day}.',
    en: 'The money is enough for all 13 weeks: the least, {amount}, is on {day}.',
  },
  'cash.sure': {
    ru: 'Если просроченное и вероятное не придёт, денег не хватит с {from}: недостанет {depth}.',
    en: 'If nothing overdue or probable comes, the money is not enough from {from}: {depth} will be missing.',
  },
  'cash.cause.payment': { ru: '{day} уходит {amount}: «{name}».', en: '{amount} goes out on {day}: “{name}”.' },
  'cash.cause.debt': { ru: '«{name}» не заплатил {amount}, срок был {due}.', en: '“{name}” has not paid {amount}, due on {due}.' },
  'cash.move.put_off': { ru: 'Перенесите платёж «{name}» ({amount}) с {from} на {to}.', en: 'Put off the payment “{name}” ({amount}) from {from} to {to}.' },
  'cash.move.collect': { ru: 'Получите с «{name}» {amount} до {to}.', en: 'Collect {amount} from “{name}” by {to}.' },
  'cash.moves.exact': {
    ru: 'Этих шагов достаточно, и меньшим числом первый разрыв не закрыть.',
    en: 'These steps are enough, and the first gap cannot be closed with fewer.',
  },
  'cash.moves.greedy': {
    ru: 'Этих шагов достаточно. Возможных шагов слишком много, чтобы перебрать все: список может быть не самым коротким.',
    en: 'These steps are enough. There are too many possible steps to try every set: the list may not be the shortest.',
  },
  'cash.moves.missing': {
    ru: 'Переносов и взысканий не хватит: и с ними недостаёт {amount}. Нужны другие деньги.',
    en: 'Putting off and collecting is not enough: {amount} is still missing. Other money is needed.',
  },
  'cash.apart.undated_in': {
    ru: '«{name}» должен {amount}, срок не указан: в календарь не вошло.',
    en: '“{name}” owes {amount} without a due day: not in the calendar.',
  },
  'cash.apart.undated_out': {
    ru: 'Заплатить «{name}» {amount}, день не указан: в календарь не вошло.',
    en: '{amount} to be paid to “{name}” without a day: not in the calendar.',
  },
  'cash.apart.disputed': { ru: '«{name}»: {amount} оспаривается, в календарь не вошло.', en: '“{name}”: {amount} is disputed, not in the calendar.' },
  'cash.apart.more': { ru: 'И ещё строк: {n}, вместе {amount}.', en: 'And {n} more, together {amount}.' },
  'cash.opening': {
    ru: 'В настройках не указан день остатка: остаток {amount} принят за сегодняшний утренний.',
    en: 'The settings name no opening day: the balance of {amount} is taken for this morning’s.',
  },
  'cash.undated': {
    ru: 'Пришло без даты: {amount}. В остаток не вошло, пока у оплаты нет дня.',
    en: 'Received without a day: {amount}. Not in the balance until the payment has a day.',
  },
  'cash.gap.short': { ru: 'с {from} по {to}', en: '{from} to {to}' },
  'cash.gap.none': { ru: 'не виден', en: 'none in sight' },
  'cash.dso': { ru: 'оборот {amount} за {days} дн.', en: 'turnover {amount} in {days} days' },
} as const satisfies Readonly<Record<string, Words>>;
