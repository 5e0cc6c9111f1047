import { sourceMarginSheet } from '../../sheets-templates/source-margin';
import { byTurnover, marginAdds, marginGroups } from './margin-groups';
import type { Report } from './report';

/** Margin by the source of the lead. */
export const sourceMarginReport: Report<typeof sourceMarginSheet> = {
  sheet: sourceMarginSheet,
  grain: 'month',
  closing: { by: ['source'], adds: marginAdds },
  rows: (book, scope) => marginGroups(book, scope, (contract) => contract.source).map(([source, group]) => ({ ...group, source })),
  order: (a, b) => byTurnover([a.source, a], [b.source, b]),
};
