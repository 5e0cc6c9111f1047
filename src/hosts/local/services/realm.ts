import vm from 'node:vm';

/** Makers of values inside the script's context. */
export interface Realm {
  readonly grid: (rows: number, cols: number, cells: readonly unknown[], dates: readonly number[]) => unknown;
  readonly list: (items: readonly unknown[]) => unknown;
  readonly record: (keys: readonly string[], values: readonly unknown[]) => unknown;
  readonly date: (ms: number) => unknown;
  readonly error: (name: string, message: string) => unknown;
  readonly parse: (json: string) => unknown;
  /** Makes `now` (milliseconds since 1970) the context's clock. */
  readonly clock: (now: () => number) => void;
  readonly call: (name: string, args: unknown) => unknown;
  readonly has: (name: string) => boolean;
  /** JSON of what google.script.run would deliver: a Date or a function anywhere makes the whole answer null. */
  readonly wire: (value: unknown) => string;
  readonly json: (value: unknown) => string;
  /** Compiles a function in the context, with the script's globals in sight. */
  readonly compile: (names: readonly string[], body: string) => (...args: readonly unknown[]) => unknown;
}

// Runs in the script's context before the script: everything made here belongs to it. Plain ES2019, as the script itself.
const prelude = new vm.Script(
  `(function (global) {
  'use strict';
  var RealDate = Date, RealError = Error, RealTypeError = TypeError, stringify = JSON.stringify, parse = JSON.parse;
  delete global.SharedArrayBuffer; delete global.Atomics;
  function list(items) { var out = []; for (var i = 0; i < items.length; i++) out[i] = items[i]; return out; }
  function spoils(value, seen) {
    if (typeof value === 'function') return true;
    if (typeof value !== 'object' || value === null) return false;
    if (value instanceof RealDate) return true;
    if (seen.indexOf(value) >= 0) throw new RealTypeError('Circular structure cannot be returned.');
    seen.push(value);
    var found = Object.keys(value).some(function (key) { return spoils(value[key], seen); });
    seen.pop();
    return found;
  }
  return {
    grid: function (rows, cols, cells, dates) {
      var out = [], at = 0;
      for (var r = 0; r < rows; r++) { var row = []; for (var c = 0; c < cols; c++) row[c] = cells[at++]; out[r] = row; }
      for (var d = 0; d < dates.length; d++) { var p = dates[d]; out[(p / cols) | 0][p % cols] = new RealDate(cells[p]); }
      return out;
    },
    list: list,
    record: function (keys, values) { var out = {}; for (var i = 0; i < keys.length; i++) out[keys[i]] = values[i]; return out; },
    date: function (ms) { return new RealDate(ms); },
    error: function (name, message) {
      var error = name === 'TypeError' ? new RealTypeError(message) : new RealError(message);
      if (error.name !== name) Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
      return error;
    },
    parse: function (json) { return parse(json); },
    clock: function (read) {
      var now = function now() { return read(); };
      global.Date = new Proxy(RealDate, {
        construct: function (target, args, self) { return args.length === 0 ? Reflect.construct(target, [read()], self) : Reflect.construct(target, args, self); },
        apply: function () { return new RealDate(read()).toString(); },
        get: function (target, key) { return key === 'now' ? now : target[key]; }
      });
      RealDate.prototype.constructor = global.Date;
    },
    has: function (name) { return typeof global[name] === 'function'; },
    call: function (name, args) { return global[name].apply(global, args); },
    wire: function (value) { return value === undefined || spoils(value, []) ? 'null' : stringify(value); },
    json: function (value) { var text = stringify(value); return text === undefined ? 'null' : text; },
    compile: function (names, body) { return (0, eval)('(function (' + names.join(', ') + ') {' + body + '\\n})'); }
  };
})(globalThis)`,
  { filename: 'prelude.js' },
);

/** Makes the makers of one context. Call it before the script's own files run. */
export const openRealm = (context: vm.Context): Realm => prelude.runInContext(context) as Realm;
