/** A request and an answer as every stand-in sees them; the network is put around in front.ts. Values of a query in PHP's brackets, as amoCRM and Bitrix24 read them. */
export interface Asked {
  readonly method: string;
  /** scheme and host under which we were asked, without a slash at the end */
  readonly origin: string;
  readonly path: string;
  /** after the question mark, still encoded */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
/** `delayMs`: how long it takes; `broken`: the connection ends without an answer; `declared`: bytes promised by Content-Length, when that is a lie. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly delayMs?: number;
  readonly broken?: boolean;
  readonly declared?: number;
}
export const answer = (status: number, text: string, type = 'application/json; charset=utf-8', headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  text,
  headers: { ...(status === 204 ? {} : { 'content-type': type }), ...headers },
});

/** A tree of a query: texts, lists and maps as PHP would make of `a[b][]=1`. */
export type Tree = { [key: string]: Tree | string };
/** Percent-decoded; what is broken stays as it is. */
export const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
};

/** `filter[id][]=1&filter[id][]=2` -> { filter: { id: { 0: '1', 1: '2' } } } */
export function readQuery(query: string): Tree {
  const tree: Tree = Object.create(null) as Tree;
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('='),
      key = decode(cut < 0 ? pair : pair.slice(0, cut)),
      value = cut < 0 ? '' : decode(pair.slice(cut + 1));
    const path = [key.replace(/\[.*$/s, ''), ...[...key.matchAll(/\[([^\]]*)\]/g)].map((found) => found[1] ?? '')];
    let at = tree;
    path.forEach((part, i) => {
      const name = part === '' && i > 0 ? String(Object.keys(at).length) : part,
        next = at[name];
      if (i === path.length - 1) at[name] = value;
      else if (typeof next === 'object') at = next;
      else {
        const deeper = Object.create(null) as Tree;
        at[name] = deeper;
        at = deeper;
      }
    });
  }
  return tree;
}
export const textAt = (tree: Tree, ...path: readonly string[]): string | null => {
  let at: Tree | string | undefined = tree;
  for (const key of path) at = typeof at === 'object' ? at[key] : undefined;
  return typeof at === 'string' ? at : null;
};
export const treeAt = (tree: Tree, ...path: readonly string[]): Tree => {
  let at: Tree | string | undefined = tree;
  for (const key of path) at = typeof at === 'object' ? at[key] : undefined;
  return typeof at === 'object' ? at : (Object.create(null) as Tree);
};
/** One value or a list of them; commas part them too. Null = not given. */
export function listAt(tree: Tree, ...path: readonly string[]): readonly string[] | null {
  const one = textAt(tree, ...path);
  if (one !== null) return one.split(',').map((part) => part.trim());
  const many = Object.values(treeAt(tree, ...path)).filter((value): value is string => typeof value === 'string');
  return many.length > 0 ? many : null;
}
/** `[['leads[add][0][id]', '1'], …]` as a form body. */
export const formBody = (pairs: readonly (readonly [string, string])[]): string => pairs.map(([key, value]) => `${encode(key)}=${encode(value)}`).join('&');
const encode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
