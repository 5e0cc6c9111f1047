/** Installable triggers as they are kept. */

/** When a trigger fires. `minutes` are counted from its creation; `days` is a wall clock time of a zone; `once` is epoch milliseconds. */
export type TriggerPlan =
  | { readonly on: 'onEdit' | 'onChange' | 'onOpen' }
  | { readonly on: 'once'; readonly at: number }
  | { readonly on: 'minutes'; readonly every: number }
  | { readonly on: 'days'; readonly every: number; readonly weekDay: number | null; readonly hour: number; readonly minute: number; readonly zone: string };

/** `due` is the next time it fires, epoch milliseconds; null for events, and for a trigger that fired once and waits to be deleted. */
export interface TriggerState {
  readonly id: string;
  readonly function: string;
  readonly plan: TriggerPlan;
  readonly due: number | null;
}
