/** Blob: https://developers.google.com/apps-script/reference/base/blob. Bytes are signed, -128..127. */
import { Service } from './core';

export class Blob extends Service {
  readonly title = 'Blob';
  constructor(
    readonly bytes: Uint8Array,
    public type: string | null,
    public named: string | null,
  ) {
    super();
  }
  getBytes(): Uint8Array {
    return this.bytes;
  }
  getDataAsString(charset: unknown = 'utf-8'): string {
    return new TextDecoder(String(charset)).decode(this.bytes);
  }
  getContentType(): string | null {
    return this.type;
  }
  setContentType(type: unknown): this {
    this.type = String(type);
    return this;
  }
  getName(): string | null {
    return this.named;
  }
  setName(name: unknown): this {
    this.named = String(name);
    return this;
  }
  copyBlob(): Blob {
    return new Blob(this.bytes, this.type, this.named);
  }
}

/** Bytes of what a script passed: text (UTF-8), an array of signed bytes, or a Blob. */
export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Blob) return value.bytes;
  if (Array.isArray(value)) return Uint8Array.from(value, (byte: unknown) => Number(byte) & 255);
  return Buffer.from(value === null || value === undefined ? '' : String(value), 'utf8');
}
