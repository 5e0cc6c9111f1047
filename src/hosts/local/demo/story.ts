/** The life of one deal as plain data: what its manager did and when. The bodies that the CRM would send and the known answers are both made from it, each in its own way. */
import type { StageKey } from './company';

export const moneyFields = [
  'potential_amount',
  'list_price',
  'contract_amount',
  'prepayment',
  'paid',
  'materials_cost',
  'delivery_cost',
  'installation_cost',
  'other_cost',
] as const;
export type MoneyField = (typeof moneyFields)[number];
export const dayFields = ['contract_date', 'prepayment_date', 'paid_date', 'installation_date', 'due_date'] as const;
export type DayField = (typeof dayFields)[number];

/** What a moment means for the books. `day` counts from the moment's day (-1: yesterday); money is in kopecks. */
export type Fact =
  | { readonly what: 'contract'; readonly amount: number; readonly day: number }
  | { readonly what: 'cancel' }
  | { readonly what: 'change'; readonly amount: number }
  | { readonly what: 'payment'; readonly amount: number; readonly day: number }
  | { readonly what: 'refund'; readonly amount: number };

/** One thing done in the CRM. Only what changed stands here; days count from the moment's day, so that a moment can be played later than planned. */
export interface Moment {
  /** milliseconds, whole seconds; grows strictly within a story */
  readonly at: number;
  readonly action: 'add' | 'status' | 'update' | 'responsible' | 'delete';
  readonly stage?: StageKey;
  /** places in the lists of company.ts */
  readonly manager?: number;
  readonly source?: number;
  readonly product?: number;
  readonly refusal?: number;
  readonly clientType?: number;
  readonly interests?: readonly number[];
  readonly instalments?: boolean;
  readonly tag?: string;
  readonly money?: Readonly<Partial<Record<MoneyField, number>>>;
  readonly days?: Readonly<Partial<Record<DayField, number>>>;
  readonly facts?: readonly Fact[];
}

/** A payment that the accountant types into tab `payments`: the CRM does not know it. */
export interface TypedPayment {
  readonly at: number;
  readonly amount: number;
  readonly kind: 'balance' | 'refund';
}

export interface Story {
  readonly id: string;
  readonly name: string;
  readonly pipeline: number;
  readonly moments: readonly Moment[];
  readonly typed: readonly TypedPayment[];
}
