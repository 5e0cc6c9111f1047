/** A sign that the code page does not have, and where it stood first: row as a person counts the lines of the file, title of the column. */
export interface Lost {
  readonly sign: string;
  readonly times: number;
  readonly row: number;
  readonly column: string;
}

/** What stands for a sign that cannot be written. */
const INSTEAD = '?'.charCodeAt(0);

let table: ReadonlyMap<number, number> | null = null;
/** Sign -> byte, from the browser's own decoder (WHATWG Encoding, windows-1251), read backwards; 0x98 is no sign there. */
function bytesOf(): ReadonlyMap<number, number> {
  if (table === null) {
    const decoder = new TextDecoder('windows-1251');
    table = new Map(
      Array.from({ length: 256 }, (_, byte): [number, number] => [decoder.decode(Uint8Array.of(byte)).charCodeAt(0), byte]).filter(([, byte]) => byte !== 0x98),
    );
  }
  return table;
}

/** A text in windows-1251. What it does not have becomes `?` and is told to `lose`; a letter that comes in two parts (и and its breve) is joined first. */
export function encode1251(text: string, lose: (sign: string) => void): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [],
    known = bytesOf();
  for (const sign of text.normalize('NFC')) {
    const byte = known.get(sign.codePointAt(0) ?? 0);
    if (byte === undefined) lose(sign);
    bytes.push(byte ?? INSTEAD);
  }
  return Uint8Array.from(bytes);
}
