/** How the bytes of a file are to be read. */
export type Encoding = 'utf-8' | 'windows-1251' | 'utf-16le';
export const encodings: readonly Encoding[] = ['utf-8', 'windows-1251', 'utf-16le'];

/** By its first bytes, else UTF-8 where all of it is valid UTF-8, else what Excel writes on a Russian machine. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1251';
  }
}
export const decoded = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes);
