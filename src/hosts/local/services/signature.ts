import { ServiceError } from './core';

const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : value === undefined
      ? 'undefined'
      : Array.isArray(value)
        ? typeof value[0] === 'number'
          ? 'number[]'
          : 'Array'
        : typeof value === 'object'
          ? '(class)'
          : typeof value === 'string'
            ? 'String'
            : typeof value;

/** The refusal of arguments that fit no form of a method. */
export const noSuchSignature = (args: readonly unknown[], method: string): ServiceError =>
  new ServiceError(`The parameters (${args.map(kindOf).join(',')}) don't match the method signature for ${method}.`);

/** A whole number that a script passed as a row, column or count. Google cuts fractions off; anything that is no number fits no signature. */
export function whole(value: unknown, args: readonly unknown[], method: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw noSuchSignature(args, method);
  return Math.trunc(number);
}

/** A text argument; numbers and booleans are written out, as Google does. */
export function text(value: unknown, args: readonly unknown[], method: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw noSuchSignature(args, method);
}
