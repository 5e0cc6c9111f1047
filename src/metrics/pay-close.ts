import type { Day, Month } from '../kernel/calendar';
import { lastDay } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import type { HandPay } from './pay-corrections';
import type { PayLine } from './pay-stack';

export interface Closing {
  readonly month: Month;
  readonly manager: string;
  readonly scheme: string;
  readonly fixed: Minor;
  /** the month's own variable part, may be below 0 */
  readonly accrued: Minor;
  /** what earlier months left to be taken off, 0 or below */
  readonly before: Minor;
  readonly byHand: readonly HandPay[];
  /** least that the days worked are paid, fixed part included; null = nothing is guaranteed */
  readonly guaranteed: Minor | null;
  readonly recoverable: boolean;
  /** false: he had left before the month began, so nothing of earlier months is withheld any more (finance 1.6) */
  readonly works: boolean;
}
export interface Closed {
  /** never below 0 */
  readonly variable: Minor;
  /** all that stands between fixed + variable and the total */
  readonly corrections: Minor;
  readonly total: Minor;
  readonly carry: Minor;
  /** what the guarantee added */
  readonly topUp: Minor;
  /** lines that no deal gave; with the lines of the deals they add up to the total */
  readonly lines: readonly PayLine[];
}

/**
 * From a month's lines to its pay (finance 1.1, 1.2, 1.6). The variable part with what people wrote by hand is never below 0, the rest is carried; a carry is taken off what stands above 0 and
 * above the guarantee, so neither the fixed part nor the guarantee is touched. What the guarantee adds is a gift, or, recoverable, is carried to be repaid.
 */
export function closeMonth({ month, manager, scheme, fixed, accrued, before, byHand, guaranteed, recoverable, works }: Closing): Closed {
  const own = accrued + sum(byHand.map(({ amount }) => amount)),
    floor = guaranteed === null ? 0 : Math.max(0, guaranteed - fixed);
  const topUp = Math.max(0, floor - Math.max(0, own)),
    off = works ? Math.min(Math.max(0, own - floor), -before) : 0,
    put = own < 0 ? -own : 0; // what goes to later months
  const variable = Math.max(0, accrued),
    paid = Math.max(own, 0) - off + topUp;
  const line = (event: string, day: Day, amount: Minor, note = ''): PayLine[] =>
    amount === 0
      ? []
      : [
          {
            month,
            manager,
            crm: '',
            dealId: '',
            event,
            day,
            base: '',
            role: '',
            baseAmount: 0,
            rate: 0,
            share: 1,
            scheme,
            amount,
            multiplier: 1,
            paid: amount,
            note,
          },
        ];
  const end = lastDay(month);
  return {
    variable,
    corrections: paid - variable,
    total: fixed + paid,
    carry: before + off - put - (recoverable ? topUp : 0) + 0,
    topUp,
    lines: [
      ...line('fixed', end, fixed),
      ...byHand.flatMap(({ day, amount, note }) => line('correction', day, amount, note)),
      ...line('guarantee', end, topUp),
      ...line('carry', end, 0 - off),
      ...line('carried', end, put),
    ],
  };
}
