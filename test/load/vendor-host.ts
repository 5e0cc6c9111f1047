/** A vendor's stand-in and the built product side by side, on one clock, for tests of a whole installation. */
import type { Hooks } from '../vendors/hooks';
import { newFolder, type ProductHost, type Row, removeFolder, SECRET, startProduct } from './product-host';

export const NOW = Date.parse('2026-11-21T12:00:00+03:00'),
  MINUTE = 60_000;

/** What both stand-ins have in common. */
export interface Vendor {
  readonly hooks: Hooks;
  readonly account: {
    readonly clock: { readonly now: () => number; readonly add: (ms: number) => void; readonly set: (at: number) => void };
    readonly live: (n: number, how?: { readonly everyMs?: number }) => unknown;
  };
}
export interface Pair {
  readonly host: ProductHost;
  /** Moves both clocks and lets the product work. */
  readonly minutes: (n: number) => Promise<void>;
  /** Until no pull runs; returns how many minutes of the clock it took. */
  readonly pulled: (crm: string) => Promise<number>;
  readonly certificate: (crm: string) => Promise<Row>;
  readonly end: () => Promise<void>;
}

/** The product at the vendor's time. */
export async function pair(vendor: Vendor): Promise<Pair> {
  const data = newFolder(),
    { clock } = vendor.account;
  const host = await startProduct({ data, now: new Date(clock.now()).toISOString() });
  const minutes = async (n: number): Promise<void> => {
    for (let i = 0; i < n; i += 1) {
      clock.add(MINUTE);
      await host.ask('POST', '/api/clock', { now: new Date(clock.now()).toISOString() });
    }
  };
  const certificate = async (crm: string): Promise<Row> => (await host.rows('reconciliation')).find((row) => row.crm === crm) ?? {};
  return {
    host,
    minutes,
    certificate,
    pulled: async (crm) => {
      const before = JSON.stringify(await certificate(crm));
      for (let i = 1; i < 150; i += 1) {
        await minutes(1);
        if (JSON.stringify(await certificate(crm)) !== before) return i;
      }
      throw new Error(`The pull came to no end: ${host.said()}`);
    },
    end: async () => {
      await host.kill();
      removeFolder(data);
    },
  };
}
export const hookOf = (host: ProductHost, crm: string): string => `${host.base}/exec?k=${encodeURIComponent(SECRET)}&crm=${crm}`;
