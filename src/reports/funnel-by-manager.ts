import { funnelByManagerSheet } from '../../sheets-templates/funnel-by-manager';
import { leadsOf } from '../metrics/cohort';
import { cohortRules } from './cohort-rules';
import { byName, newestFirst } from './month-order';
import type { Report } from './report';
import { groupedRows } from './report';

/** Leads of a month by the owner they have now (Q036), where they stand, and the money of their contracts. */
export const funnelByManagerReport: Report<typeof funnelByManagerSheet> = {
  sheet: funnelByManagerSheet,
  grain: 'month',
  rows: (book, scope) =>
    groupedRows(
      funnelByManagerSheet,
      leadsOf(book).filter((lead) => scope.has(lead.day)),
      { ...cohortRules, manager: { by: (lead) => lead.manager } },
      book,
    ),
  order: (a, b) => newestFirst(a.month, b.month) || byName(a.manager, b.manager),
};
