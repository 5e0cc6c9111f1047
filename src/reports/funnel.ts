import { funnelSheet } from '../../sheets-templates/funnel';
import type { Book } from '../facts/book';
import type { Deal } from '../facts/rows';
import { addMonths, dayAt, monthOf } from '../kernel/calendar';
import { stagePasses } from '../metrics/stage-passes';
import type { Report, Scope } from './report';
import { ratio } from './report';

/**
 * The way of one cohort through the stages of each pipeline (Q037). Junk and duplicates are left out, as every conversion leaves them out; refusal and postponed stand at
 * their place with the leads that were ever there, but are no step.
 * A lead handed to another CRM is one in each of their funnels, of the cohort in which its journey began (Q013).
 * The tab shows the leads of the last `funnel_months` months; a scope that names a period, asked for without a refresh, shows the leads created in it.
 */
export const funnelReport: Report<typeof funnelSheet> = {
  sheet: funnelSheet,
  grain: 'whole',
  rows: (book, scope, kept) => {
    let last: { readonly pipeline: string; readonly reached: number } | null = null;
    const events = [...book.events, ...(book.handed?.events ?? [])];
    return stagePasses({ ...book, events }, cohortOf(book, kept ? null : scope)).map(({ stage, step, reached, entered, daysAverage }) => {
      const pipeline = `${stage.crm}/${stage.pipeline_id}`,
        before = last?.pipeline === pipeline ? last.reached : null;
      if (step) last = { pipeline, reached };
      return {
        pipeline: stage.pipeline,
        stage: stage.stage,
        position: stage.position,
        reached,
        step_conversion: step ? ratio(reached, before) : null,
        conversion: ratio(reached, entered),
        days_average: daysAverage,
      };
    });
  },
  order: (a, b) => (a.pipeline === b.pipeline ? 0 : a.pipeline < b.pipeline ? -1 : 1),
};

function cohortOf(book: Book, scope: Scope | null): readonly Deal[] {
  const first = addMonths(monthOf(book.today), 1 - book.settings.funnel_months),
    asked = scope === null || scope.has(null) ? null : scope;
  return [...book.deals, ...(book.handed?.deals ?? [])].filter((deal) => {
    if (deal.deleted || deal.outcome === 'junk' || deal.outcome === 'duplicate') return false;
    const day = deal.created_at === null ? null : dayAt(deal.created_at, book.settings.time_zone);
    if (asked) return asked.has(day);
    return day !== null && monthOf(day) >= first && day <= book.today;
  });
}
