import { managerMarginSheet } from '../../sheets-templates/manager-margin';
import { byTurnover, marginAdds, marginGroups } from './margin-groups';
import type { Report } from './report';

/** Who brings profit, and who gives it away in discounts? (Q071, Q072) By the owner on the contract day. */
export const managerMarginReport: Report<typeof managerMarginSheet> = {
  sheet: managerMarginSheet,
  grain: 'month',
  closing: { by: ['manager'], adds: marginAdds },
  rows: (book, scope) => marginGroups(book, scope, (contract) => contract.manager).map(([manager, group]) => ({ ...group, manager })),
  order: (a, b) => byTurnover([a.manager, a], [b.manager, b]),
};
