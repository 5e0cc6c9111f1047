import type { SheetTemplate } from '../src/kernel/sheet-template';

export const priceListSheet = {
  key: 'price_list',
  group: 'inputs',
  title: { ru: 'Прайс-лист', en: 'Price list' },
  note: { ru: 'Цены продуктов: по ним считается скидка.', en: 'Prices of products: discounts are measured against them.' },
  protection: 'open',
  frozenColumns: 1,
  columns: {
    product: { title: { ru: 'Продукт', en: 'Product' }, unit: 'text', width: 220, note: { ru: 'Как он назван в сделках.', en: 'As it is named in deals.' } },
    price: {
      title: { ru: 'Цена', en: 'Price' },
      unit: 'money',
      width: 130,
      validation: { number: { min: 0 } },
      note: { ru: 'Цена по прайсу.', en: 'List price.' },
    },
    valid_from: {
      title: { ru: 'Действует с', en: 'Valid from' },
      unit: 'day',
      width: 110,
      validation: { day: true },
      note: { ru: 'С какого дня эта цена.', en: 'First day of this price.' },
    },
  },
} as const satisfies SheetTemplate;
