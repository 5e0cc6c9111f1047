import type { SheetTemplate } from '../src/kernel/sheet-template';
import { planStateWords } from './money-words';
import { directionWords } from './words';

export const paymentPlanSheet = {
  key: 'payment_plan',
  group: 'inputs',
  title: { ru: 'План платежей', en: 'Planned payments' },
  note: { ru: 'Будущие платежи и поступления для платёжного календаря.', en: 'Future payments and receipts for the payment calendar.' },
  protection: 'open',
  frozenColumns: 2,
  columns: {
    day: {
      title: { ru: 'Дата', en: 'Day' },
      unit: 'day',
      width: 100,
      validation: { day: true },
      note: { ru: 'Когда платить или ждать деньги.', en: 'When to pay or to expect the money.' },
    },
    direction: {
      title: { ru: 'Направление', en: 'Direction' },
      unit: 'word',
      width: 120,
      words: directionWords,
      validation: { list: 'words' },
      note: { ru: 'Поступление или платёж.', en: 'In or out.' },
    },
    article: { title: { ru: 'Статья', en: 'Item' }, unit: 'text', width: 180, note: { ru: 'Статья расхода или прихода.', en: 'Budget item.' } },
    counterparty: { title: { ru: 'Контрагент', en: 'Counterparty' }, unit: 'text', width: 180, note: { ru: 'Кому или от кого.', en: 'To whom or from whom.' } },
    amount: {
      title: { ru: 'Сумма', en: 'Amount' },
      unit: 'money',
      width: 130,
      validation: { number: { min: 0 } },
      note: { ru: 'Без знака: направление стоит рядом.', en: 'Without a sign: the direction stands beside it.' },
    },
    deal_id: {
      title: { ru: 'Код сделки', en: 'Deal id' },
      unit: 'id',
      width: 110,
      note: {
        ru: 'Поступление с кодом сделки — срок её рассрочки: долг делится по этим дням.',
        en: 'An incoming row with a deal is an instalment: the debt is split by these days.',
      },
    },
    priority: {
      title: { ru: 'Приоритет', en: 'Priority' },
      unit: 'number',
      width: 100,
      format: '0',
      validation: { number: { min: 0 } },
      note: {
        ru: '1 — переносить нельзя, 2 (и пусто) — до двух недель, 3 и больше — до месяца.',
        en: '1 must not be put off, 2 (or blank) may be for two weeks, 3 and more for a month.',
      },
    },
    state: {
      title: { ru: 'Состояние', en: 'State' },
      unit: 'word',
      width: 130,
      words: planStateWords,
      validation: { list: 'words' },
      note: {
        ru: 'Пусто — план. «Вероятно» считается наполовину, «Спор» и «Отменено» не считаются, «Оплачено» считается фактом со своего дня.',
        en: 'Blank is planned. “Probable” counts by half, “Disputed” and “Cancelled” do not count, “Paid” is a fact from its day on.',
      },
    },
  },
} as const satisfies SheetTemplate;
