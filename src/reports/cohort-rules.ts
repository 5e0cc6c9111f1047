import { sum } from '../kernel/money';
import { averageCheck } from '../metrics/checks';
import type { Lead, Place } from '../metrics/cohort';
import { ratio } from './report';

const count = (place: Place) => ({ measure: (leads: readonly Lead[]) => leads.filter((lead) => lead.place === place).length });
const amounts = (leads: readonly Lead[]): number[] => leads.flatMap(({ amount }) => (amount === null ? [] : [amount]));
interface Counts {
  readonly leads: number | null;
  readonly junk: number | null;
  readonly duplicates: number | null;
  readonly measurements: number | null;
  readonly contracts: number | null;
  readonly refusals: number | null;
}
/** Every conversion divides by leads − junk − duplicates (workbook.md Definitions). */
const base = (row: Counts): number => (row.leads ?? 0) - (row.junk ?? 0) - (row.duplicates ?? 0);

/** Columns that the funnels by source and by manager share: a cohort and where it stands now (Q030–Q036). */
export const cohortRules = {
  month: { by: (lead: Lead) => lead.month },
  leads: { measure: (leads: readonly Lead[]) => leads.length },
  junk: count('junk'),
  duplicates: count('duplicates'),
  in_work: count('in_work'),
  postponed: count('postponed'),
  measurements: { measure: (leads: readonly Lead[]) => leads.filter((lead) => lead.measured).length },
  contracts: count('contracts'),
  refusals: count('refusals'),
  conversion_to_measurement: { derived: (row: Counts) => ratio(row.measurements, base(row)) },
  conversion_to_contract: { derived: (row: Counts) => ratio(row.contracts, base(row)) },
  conversion_to_refusal: { derived: (row: Counts) => ratio(row.refusals, base(row)) },
  turnover: { measure: (leads: readonly Lead[]) => sum(amounts(leads)) },
  average_check: { measure: (leads: readonly Lead[]) => averageCheck(amounts(leads)) },
  margin: { measure: (leads: readonly Lead[]) => sum(leads.map(({ margin }) => margin)) },
};
