/** What each execution cost: the calls that Google would have made, by method, cells, simulated time. */
import { latencyOf, openingMs, startMs } from './latency';
import type { Charge, Failure, Kind } from './protocol';

/** One line of the bill. Times are milliseconds; `start` is ISO 8601 by the host's clock. */
export interface Bill {
  readonly id: number;
  readonly function: string;
  readonly kind: Kind;
  readonly start: string;
  readonly calls: Readonly<Record<string, number>>;
  readonly totalCalls: number;
  readonly cellsRead: number;
  readonly cellsWritten: number;
  readonly simulatedMs: number;
  readonly realMs: number;
  readonly outcome: 'running' | 'ok' | 'error' | 'timeout' | 'killed';
  readonly error: Failure | null;
  readonly log: readonly string[];
}

export interface Account {
  readonly charge: (charges: readonly Charge[]) => void;
  /** Writes of so many cells were applied, by a flush, a read or the end. */
  readonly flushed: (cells: number) => void;
  readonly simulatedMs: () => number;
  readonly close: (outcome: Bill['outcome'], error: Failure | null, log: readonly string[]) => Bill;
  readonly bill: () => Bill;
}

const offSheet =
  /^(get|set|delete)(Property|Properties|AllProperties)$|^getKeys$|^(get|put|remove)(All)?$|Lock$|^fetch|^sendEmail$|^sleep$|Trigger|^create$|^addToUi$|^show|^alert$|^prompt$|^toast$/;

export function openAccount(id: number, name: string, kind: Kind, start: number): Account {
  const calls: Record<string, number> = {};
  const began = performance.now();
  let [read, written, simulated, opened] = [0, 0, startMs, false];
  let outcome: Bill['outcome'] = 'running';
  let failure: Failure | null = null;
  let log: readonly string[] = [];
  let realMs: number | null = null;
  const bill = (): Bill => ({
    id,
    function: name,
    kind,
    start: new Date(start).toISOString(),
    calls: { ...calls },
    totalCalls: Object.values(calls).reduce((sum, n) => sum + n, 0),
    cellsRead: read,
    cellsWritten: written,
    simulatedMs: Math.round(simulated),
    realMs: Math.round((realMs ?? performance.now() - began) * 10) / 10,
    outcome,
    error: failure,
    log,
  });
  return {
    charge: (charges) => {
      for (const [method, cellsRead, cellsWritten, ms] of charges) {
        read += cellsRead;
        written += cellsWritten;
        simulated += ms ?? 0;
        if (method === '' || method === 'sleep') continue;
        calls[method] = (calls[method] ?? 0) + 1;
        if (!opened && !offSheet.test(method)) {
          opened = true;
          simulated += openingMs;
        }
        if (method !== 'flush') simulated += latencyOf(method, cellsRead + cellsWritten);
      }
    },
    flushed: (cells) => {
      simulated += latencyOf('flush', cells);
    },
    simulatedMs: () => simulated,
    close: (how, error, said) => {
      [outcome, failure, log, realMs] = [how, error, said, performance.now() - began];
      return bill();
    },
    bill,
  };
}

/** The last bills, newest last. */
export interface Bills {
  readonly add: (bill: Bill) => void;
  readonly all: () => readonly Bill[];
  readonly reset: () => void;
}

export function openBills(most = 5000): Bills {
  let kept: Bill[] = [];
  return {
    add: (bill) => {
      kept.push(bill);
      if (kept.length > most * 1.1) kept = kept.slice(-most);
    },
    all: () => kept.slice(-most),
    reset: () => {
      kept = [];
    },
  };
}
