import * as engine from '@odoo/o-spreadsheet';
import type { Scalar } from './workbook-api';
import type { EngineGetters, EnginePosition } from './workbook-engine-types';

export type FunctionArgument = Scalar | readonly (readonly Scalar[])[];
export type FunctionValue = Scalar | readonly (readonly Scalar[])[];
/** Computes one call somewhere else; rejects with the message that the cell shows as an error. */
export type RunFunction = (name: string, args: readonly FunctionArgument[]) => Promise<FunctionValue>;
/** What came of a call, as it travels to the browsers. */
export interface FunctionResult {
  readonly key: string;
  readonly value?: FunctionValue;
  readonly error?: string;
}

interface EngineValue {
  readonly value: Scalar;
  readonly message?: string;
}
interface Calling {
  readonly cifra?: CustomFunctions;
  readonly getters: EngineGetters;
  readonly __originCellPosition?: EnginePosition;
}

/** What a cell shows until its function has answered; the words of Google Sheets. An error to the engine, so what is computed from it waits too. */
export const loadingText = (locale: string): string => (locale.startsWith('ru') ? 'Загрузка...' : 'Loading...');

/**
 * The functions that scripts define, as the engine sees them: a call that is not known yet shows "Loading..." and is asked for once; when the answer comes,
 * the cells that hold the call are computed again. Answers are kept by name and arguments, so only a new argument asks again, as in Google Sheets.
 */
export class CustomFunctions {
  private names: ReadonlySet<string> = new Set();
  private run: RunFunction = () => Promise.reject(new Error('no function'));
  private readonly results = new Map<string, FunctionResult>();
  private readonly waiting = new Map<string, Set<number>>();
  private due = new Set<number>();

  constructor(
    private readonly loading: string,
    private readonly recompute: (cells: readonly number[]) => void,
    private readonly onResult: (result: FunctionResult) => void = () => {},
  ) {}

  /** Declares the functions; what was answered before is forgotten, because the code may be another. */
  define(names: readonly string[], run: RunFunction): void {
    this.names = new Set(names.map((name) => name.toUpperCase()));
    this.run = run;
    this.results.clear();
    this.waiting.clear();
    for (const name of this.names) registerFunction(name);
  }

  knows(name: string): boolean {
    return this.names.has(name.toUpperCase());
  }

  list(): readonly string[] {
    return [...this.names];
  }

  /** Everything answered so far, for a browser that comes later. */
  known(): readonly FunctionResult[] {
    return [...this.results.values()];
  }

  /** One call: the same call is asked once, however many cells and browsers want it. */
  call(name: string, args: readonly FunctionArgument[], cell: number | undefined): EngineValue | EngineValue[][] {
    const key = JSON.stringify([name, args]);
    const result = this.results.get(key);
    if (result) return result.error === undefined ? toEngine(result.value ?? null) : { value: '#ERROR', message: result.error };
    const cells = this.waiting.get(key);
    if (cells) {
      if (cell !== undefined) cells.add(cell);
    } else {
      this.waiting.set(key, new Set(cell === undefined ? [] : [cell]));
      this.ask(key, name, args);
    }
    return { value: this.loading };
  }

  /** An answer, from here or from the server. */
  settle(result: FunctionResult): void {
    if (this.results.size >= KEPT) this.results.delete(this.results.keys().next().value as string);
    this.results.set(result.key, result);
    this.onResult(result);
    const cells = this.waiting.get(result.key);
    this.waiting.delete(result.key);
    if (!cells?.size) return;
    if (this.due.size === 0) setTimeout(() => this.flush(), 5);
    for (const cell of cells) this.due.add(cell);
  }

  private ask(key: string, name: string, args: readonly FunctionArgument[]): void {
    const run = this.run;
    // not within the evaluation: the function may read the workbook
    setTimeout(() => {
      run(name, args).then(
        (value) => run === this.run && this.settle({ key, value }),
        (fault: unknown) => run === this.run && this.settle({ key, error: fault instanceof Error ? fault.message : String(fault) }),
      );
    }, 0);
  }

  private flush(): void {
    const cells = [...this.due];
    this.due = new Set();
    this.recompute(cells);
  }
}

const KEPT = 5000;

function registerFunction(name: string): void {
  const registry = engine.registries.functionRegistry as unknown as { contains(name: string): boolean; add(name: string, description: object): void };
  if (registry.contains(name)) return;
  registry.add(name, {
    description: '',
    category: 'Cifra',
    args: [engine.helpers.arg('value (any, range<any>, optional, repeating)', '')],
    isExported: false,
    compute(this: Calling, ...args: readonly unknown[]) {
      if (!this.cifra?.knows(name)) return { value: '#NAME?', message: name };
      const given = args.map(fromEngine);
      const wait = given.flat(2).find((value) => typeof value === 'string' && loadings.has(value));
      if (wait !== undefined) return { value: wait };
      const position = this.__originCellPosition;
      return this.cifra.call(name, given, position && this.getters.getCell(position)?.id);
    },
  });
}

const loadings = new Set(['Loading...', 'Загрузка...']);
for (const text of loadings) (engine.registries.errorTypes as Set<string>).add(text);

function fromEngine(arg: unknown): FunctionArgument {
  if (!Array.isArray(arg)) return (arg as EngineValue | undefined)?.value ?? null;
  const columns = arg as readonly (readonly (EngineValue | undefined)[])[];
  if (columns.length === 1 && columns[0]?.length === 1) return columns[0][0]?.value ?? null; // one cell is a value, as in Google Sheets
  return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row]?.value ?? null));
}

function toEngine(value: FunctionValue): EngineValue | EngineValue[][] {
  if (!Array.isArray(value)) return { value: (value as Scalar) ?? '' };
  const rows = value as readonly (readonly Scalar[])[];
  const width = Math.max(1, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, col) => (rows.length ? rows : [[]]).map((row) => ({ value: row[col] ?? '' })));
}
