/** Size of a text in UTF-8, bytes: what Script Properties count. */
export function utf8Size(text: string): number {
  let size = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) size += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1; // each half of a pair is 2 of its 4 bytes
  }
  return size;
}

/** Cuts a text into pieces of at most `limit` characters, or bytes; a pair of surrogates is never parted, since a half of one does not survive storage. No text -> no piece. */
export function piecesOf(text: string, limit: number, unit: 'characters' | 'bytes'): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (from < text.length) {
    let to = Math.min(text.length, from + (unit === 'bytes' ? Math.floor(limit / 3) : limit));
    if (unit === 'bytes') while (to < text.length && utf8Size(text.slice(from, to + 256)) <= limit) to = Math.min(text.length, to + 256);
    if (to < text.length && isHigh(text.charCodeAt(to - 1))) to -= 1;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}
const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
