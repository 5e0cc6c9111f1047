/**
 * Keys of a web app's address alone. `e.parameter` mixes in the fields of a form body (developers.google.com/apps-script/guides/web), where a secret would come to stand in the journal.
 * The first value of a key holds; what cannot be decoded stands as it came.
 */
export function readQuery(query: string | undefined): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const pair of (query ?? '').split('&')) {
    const cut = pair.indexOf('='),
      key = decoded(cut < 0 ? pair : pair.slice(0, cut));
    if (key !== '' && key !== '__proto__' && !Object.hasOwn(found, key)) found[key] = cut < 0 ? '' : decoded(pair.slice(cut + 1));
  }
  return found;
}

function decoded(text: string): string {
  const plain = text.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
