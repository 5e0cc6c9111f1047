import { productMarginSheet } from '../../sheets-templates/product-margin';
import { byTurnover, marginAdds, marginGroups } from './margin-groups';
import type { Report } from './report';

/** Which product brings profit, and which only turnover? (Q066, Q070) A deal of several products stays whole under its text. */
export const productMarginReport: Report<typeof productMarginSheet> = {
  sheet: productMarginSheet,
  grain: 'month',
  closing: { by: ['product'], adds: marginAdds },
  rows: (book, scope) => marginGroups(book, scope, (contract) => contract.product).map(([product, group]) => ({ ...group, product })),
  order: (a, b) => byTurnover([a.product, a], [b.product, b]),
};
