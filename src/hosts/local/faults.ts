/** Faults that a tester arms: an error, or the end of the execution, before or after a call. Each fires once. */
import type { Fault } from './protocol';

export interface Faults {
  readonly arm: (fault: Omit<Fault, 'id'>) => Fault;
  /** Those that concern an execution of a function. `*` stands for any function. */
  readonly of: (name: string) => readonly Fault[];
  /** true for the one execution that may fire it. */
  readonly take: (id: number) => Fault | null;
  readonly all: () => readonly Fault[];
  readonly clear: () => void;
}

export function openFaults(): Faults {
  let list: Fault[] = [];
  let next = 1;
  return {
    arm: (fault) => {
      const armed = { ...fault, id: next++ };
      list.push(armed);
      return armed;
    },
    of: (name) => list.filter((fault) => fault.function === name || fault.function === '*'),
    take: (id) => {
      const found = list.find((fault) => fault.id === id) ?? null;
      list = list.filter((fault) => fault.id !== id);
      return found;
    },
    all: () => list,
    clear: () => {
      list = [];
    },
  };
}
