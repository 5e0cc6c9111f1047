import type { Args } from '../hosts/apps-script/api';
import { printOf } from './import-rows';

/** An operation of a statement; `amount` in minor units, above 0. */
export type Operation = Args<'bankTake'>['operations'][number]['operation'];
/** What could not be taken: `line` as a person counts in the file, 0 = the whole file. */
export interface BankFault {
  readonly line: number;
  readonly why: 'not-1c' | 'no-columns' | 'encoding' | 'cut-off' | 'unfinished' | 'amount' | 'date' | 'direction' | 'own' | 'twice' | 'totals';
  readonly value: string;
}
export interface Statement {
  readonly operations: readonly Operation[];
  readonly faults: readonly BankFault[];
}

/** The operation with its key: 53 bits of all that the bank says of it, so that the same operation is known in any later file. */
export function keyed(said: Omit<Operation, 'key'>): Operation {
  const { day, direction, amount, number, account, party, inn, purpose } = said;
  return { ...said, key: printOf([day, direction, amount, number, account, inn || party, purpose.replace(/\s+/g, ' ')].join('\u0001')) };
}

/** Operations that say the same in everything are one: banks repeat a document, for instance once for each of two statements in a file. */
export function once(read: readonly { readonly line: number; readonly operation: Operation }[], faults: BankFault[]): Operation[] {
  const seen = new Set<string>();
  return read.flatMap(({ line, operation }) => {
    if (!seen.has(operation.key)) {
      seen.add(operation.key);
      return [operation];
    }
    faults.push({ line, why: 'twice', value: operation.number });
    return [];
  });
}
