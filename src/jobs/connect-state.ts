import type { Instant } from '../kernel/calendar';
import type { Pullable } from '../ports/crm-source';
import type { Store } from '../ports/world';

/** How far the set-up of one CRM is: what cannot be seen from the connection, the journal or the pull. */
export interface Setup {
  readonly began: Instant;
  /** no key: webhooks alone, or a program that posts by itself */
  readonly keyless: boolean;
  /** the answer to the last test call that went well */
  readonly checked: { readonly at: Instant; readonly account: string; readonly zone: string; readonly refused: readonly Pullable[] } | null;
  /** stages, fields and people were listed from the CRM */
  readonly listed: boolean;
  /** a person confirmed what stages and fields mean */
  readonly confirmed: boolean;
  /** the webhook was registered there by us */
  readonly armed: boolean;
  /** the person goes on without having seen the first event */
  readonly later: boolean;
}
export const begun = (now: Instant): Setup => ({
  began: now,
  keyless: false,
  checked: null,
  listed: false,
  confirmed: false,
  armed: false,
  later: false,
});

/** Store: a CRM that a person chose, JSON. */
const PREFIX = 'setup.';
export const setupOf = (store: Store, crm: string): Setup | null => {
  const text = store.get(PREFIX + crm);
  return text === null ? null : (JSON.parse(text) as Setup);
};
export const keepSetup = (store: Store, crm: string, setup: Setup | null): void => store.set({ [PREFIX + crm]: setup && JSON.stringify(setup) });
/** CRMs that were chosen. */
export const chosen = (store: Store): string[] =>
  Object.keys(store.all())
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));

export type StepKey = 'key' | 'check' | 'map' | 'events' | 'load' | 'reconcile';
/** `now` = the person's next step; there is one at most. */
export interface Step {
  readonly key: StepKey;
  readonly state: 'done' | 'now' | 'todo';
}
/** What the steps follow from. `pulled`: the last load or reconciliation; `good`: the newest certificate says that all is equal. */
export interface Known {
  readonly setup: Setup;
  readonly canAsk: boolean;
  readonly connected: boolean;
  readonly polls: boolean;
  readonly cameOnce: boolean;
  readonly pulled: boolean;
  readonly good: boolean;
}

/** The steps of one CRM in their order. Without a key there is nothing to test, to list or to load; stages are then learned from events, so those come first. */
export function stepsOf({ setup, canAsk, connected, polls, cameOnce, pulled, good }: Known): Step[] {
  const events = polls || cameOnce || setup.later;
  const all: (readonly [StepKey, boolean])[] =
    canAsk && !setup.keyless
      ? [
          ['key', connected],
          ['check', connected && setup.checked !== null && setup.listed],
          ['map', setup.confirmed],
          ['events', events],
          ['load', pulled],
          ['reconcile', good],
        ]
      : [
          ['events', cameOnce],
          ['map', setup.confirmed],
        ];
  const now = all.findIndex(([, done]) => !done);
  return all.map(([key, done], i) => ({ key, state: done ? 'done' : i === now ? 'now' : 'todo' }));
}
