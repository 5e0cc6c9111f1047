import { funnelBySourceSheet } from '../../sheets-templates/funnel-by-source';
import { leadsOf } from '../metrics/cohort';
import { cohortRules } from './cohort-rules';
import { byName, newestFirst } from './month-order';
import type { Report } from './report';
import { groupedRows } from './report';

/** Leads of a month by their source (Q035), where they stand, and the money of their contracts. */
export const funnelBySourceReport: Report<typeof funnelBySourceSheet> = {
  sheet: funnelBySourceSheet,
  grain: 'month',
  rows: (book, scope) =>
    groupedRows(
      funnelBySourceSheet,
      leadsOf(book).filter((lead) => scope.has(lead.day)),
      { ...cohortRules, source: { by: (lead) => lead.source } },
      book,
    ),
  order: (a, b) => newestFirst(a.month, b.month) || byName(a.source, b.source),
};
