import type { Day, Instant } from '../kernel/calendar';
import type {
  AdCost,
  CalendarDay,
  Correction,
  Deal,
  DealEvent,
  Expense,
  Manager,
  ManualPayment,
  PayrollScheme,
  Plan,
  PlannedPayment,
  Price,
  Rate,
  Stage,
  VatRow,
} from './rows';
import type { Settings } from './settings';

/**
 * All facts that a measure may read, and the only thing that it reads. A `Book` may hold the whole history or a slice of it (the deals and events of some months):
 * the same pure reports run on both. `deals` are folds of `events` (facts/deal-state); `today` and `now` are arguments, no clock is read below the hosts.
 */
export interface Book {
  readonly settings: Settings;
  readonly today: Day;
  readonly now: Instant;
  readonly managers: readonly Manager[];
  readonly stages: readonly Stage[];
  readonly deals: readonly Deal[];
  readonly events: readonly DealEvent[];
  readonly plans: readonly Plan[];
  readonly expenses: readonly Expense[];
  readonly payments: readonly ManualPayment[];
  readonly paymentPlan: readonly PlannedPayment[];
  readonly schemes: readonly PayrollScheme[];
  readonly adCosts: readonly AdCost[];
  readonly prices: readonly Price[];
  readonly rates: readonly Rate[];
  readonly vatRates: readonly VatRow[];
  readonly calendar: readonly CalendarDay[];
  readonly corrections: readonly Correction[];
  /** cost columns of `deals` that some CRM field is mapped to: a blank in one of them makes a margin provisional */
  readonly mappedCosts: readonly string[];
  /** records of several CRMs that are counted in another deal of the same journey (facts/as-one): only the stages of their funnels count here */
  readonly handed?: { readonly deals: readonly Deal[]; readonly events: readonly DealEvent[] };
}
