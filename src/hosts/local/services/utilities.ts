/** Utilities: https://developers.google.com/apps-script/reference/utilities/utilities. Byte arrays are signed, -128..127. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { Blob, bytesOf } from './blob';
import { enumName, enumOf, here, Service, ServiceError } from './core';
import { formatDate, parseDate } from './format-date';
import { formatString } from './format-string';

const digests = enumOf('Utilities.DigestAlgorithm', ['MD2', 'MD5', 'SHA_1', 'SHA_256', 'SHA_384', 'SHA_512']);
const macs = enumOf('Utilities.MacAlgorithm', ['HMAC_MD5', 'HMAC_SHA_1', 'HMAC_SHA_256', 'HMAC_SHA_384', 'HMAC_SHA_512']);
const charsets = enumOf('Utilities.Charset', ['US_ASCII', 'UTF_8']);

export class Utilities extends Service {
  readonly title = 'Utilities';
  get DigestAlgorithm(): Service {
    return digests;
  }
  get MacAlgorithm(): Service {
    return macs;
  }
  get Charset(): Service {
    return charsets;
  }
  getUuid(): string {
    return randomUUID();
  }
  computeDigest(algorithm: unknown, value: unknown): Uint8Array {
    const name = enumName(algorithm);
    if (name === '' || name === 'MD2') throw new ServiceError(`Invalid argument: algorithm`);
    return new Uint8Array(createHash(name.replace('_', '').toLowerCase()).update(bytesOf(value)).digest());
  }
  computeHmacSignature(algorithm: unknown, value: unknown, key: unknown): Uint8Array {
    return new Uint8Array(createHmac(enumName(algorithm).replace('HMAC_', '').replace('_', '').toLowerCase(), bytesOf(key)).update(bytesOf(value)).digest());
  }
  computeHmacSha256Signature(value: unknown, key: unknown): Uint8Array {
    return new Uint8Array(createHmac('sha256', bytesOf(key)).update(bytesOf(value)).digest());
  }
  base64Encode(value: unknown): string {
    return Buffer.from(bytesOf(value)).toString('base64');
  }
  base64EncodeWebSafe(value: unknown): string {
    return Buffer.from(bytesOf(value)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  }
  base64Decode(value: unknown): Uint8Array {
    return decoded(String(value), /^[A-Za-z0-9+/]*={0,2}$/);
  }
  base64DecodeWebSafe(value: unknown): Uint8Array {
    return decoded(String(value), /^[A-Za-z0-9_-]*={0,2}$/);
  }
  newBlob(data: unknown, type: unknown = null, name: unknown = null): Blob {
    return new Blob(bytesOf(data), type === null ? null : String(type), name === null ? null : String(name));
  }
  formatDate(date: unknown, zone: unknown, pattern: unknown): string {
    const ms = Object.prototype.toString.call(date) === '[object Date]' ? Number(date) : Number.NaN;
    if (Number.isNaN(ms))
      throw new ServiceError(
        `The parameters (${typeof date === 'string' ? 'String' : date === null ? 'null' : typeof date},String,String) don't match the method signature for Utilities.formatDate.`,
      );
    return formatDate(ms, String(zone), String(pattern));
  }
  parseDate(text: unknown, zone: unknown, pattern: unknown): Date {
    return new Date(parseDate(String(text), String(zone), String(pattern)));
  }
  formatString(template: unknown, ...args: unknown[]): string {
    return formatString(String(template), args);
  }
  /** Counts as run time. With a clock that stands still nothing would be gained by really waiting that long. */
  sleep(ms: unknown): void {
    const length = Number(ms);
    if (!(length >= 0) || length > 300_000) throw new ServiceError(`Invalid argument: ${String(ms)}`);
    here().charge('sleep', 0, 0, length);
    here().ask('sleep', length);
  }
}

function decoded(words: string, alphabet: RegExp): Uint8Array {
  if (!alphabet.test(words)) throw new ServiceError('Could not decode string.');
  return new Uint8Array(Buffer.from(words, 'base64'));
}
