/** A value of a form body: text, a list, or a map by key. Maps have no prototype, so `constructor` is a key like any other. */
export type FormValue = string | readonly FormValue[] | FormMap;
export interface FormMap {
  readonly [key: string]: FormValue | undefined;
}
export interface Form {
  readonly values: FormMap /** keys that no PHP would read (a bracket not closed, too deep), as they came */;
  readonly dropped: readonly string[];
}

/** Custom fields of an `unsorted` nest ten deep (crm-formats 9); nobody means a hundred. */
const DEEPEST = 32;

/**
 * A PHP-style body, `leads[add][0][id]=7&…`, as lists and maps (crm-formats 9). Never throws: what cannot be read is left out or kept as it stands.
 * Brackets raw or percent-encoded; `+` is a space; a broken `%xx` stays as it is; `a[]=x` appends; of a repeated key the last one counts;
 * `{0: …, 1: …}` becomes a list, a map by other keys stays a map. Our own because the libraries lose a body to one bad `%xx`, cut lists at 20, or need half the time
 * of a whole drain (docs/decisions/0004).
 */
export function readForm(body: string): Form {
  const flat: Record<string, string> = Object.create(null),
    next: Record<string, number> = Object.create(null),
    dropped: string[] = [];
  // brackets first: nearly all keys are plain then, and need no decoding one by one
  for (const pair of body
    .replace(/^\uFEFF/, '')
    .replace(/%5B/gi, '[')
    .replace(/%5D/gi, ']')
    .split('&')) {
    const cut = pair.indexOf('='),
      key = decode(cut < 0 ? pair : pair.slice(0, cut)).trim();
    if (key === '') continue;
    if (isReadable(key)) flat[key.includes('[]') ? numbered(key, next) : key] = cut < 0 ? '' : decode(pair.slice(cut + 1));
    else dropped.push(key.slice(0, 200));
  }
  return { values: listsIn(nested(flat)) as FormMap, dropped };
}

type Branch = { [key: string]: string | Branch };
/** Maps within maps by the segments of each key. Where a key is text and map at once, what came first stands. */
function nested(flat: Readonly<Record<string, string>>): Branch {
  const root: Branch = Object.create(null);
  for (const key in flat) {
    const path = key.replace(/\]/g, '').split('['),
      last = path.pop() ?? '';
    let at: Branch | string = root;
    for (const segment of path) if (typeof at === 'object') at = at[segment] ??= Object.create(null) as Branch;
    if (typeof at === 'object') at[last] ??= flat[key] ?? '';
  }
  return root;
}

/** `a[b][0]`, each bracket closed, not too deep, no way to a prototype. */
const isReadable = (key: string): boolean => /^[^[\]]+(?:\[[^[\]]*\])*$/.test(key) && key.split('[').length <= DEEPEST && !key.includes('__proto__');

/** The key with `[]` numbered in the order of the body. */
const numbered = (key: string, next: Record<string, number>): string =>
  key.split('[').reduce((path, segment, i) => {
    if (i === 0 || segment !== ']') return i === 0 ? segment : `${path}[${segment}`;
    const n = next[path] ?? 0;
    next[path] = n + 1;
    return `${path}[${n}]`;
  }, '');

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replace(/\+/g, ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced.replace(/(?:%[0-9a-f]{2})+/gi, decodeRun);
  }
}
function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}

/** Maps whose keys are 0, 1, 2 … become lists; `qs` gives a list where a key is both a value and a map. */
function listsIn(value: unknown): FormValue {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(listsIn);
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  const entries = Object.entries(value as Record<string, unknown>),
    count = entries.length;
  if (count > 0 && entries.every(([key]) => /^\d{1,6}$/.test(key) && Number(key) < count)) {
    const list: FormValue[] = [];
    for (const [key, inner] of entries) list[Number(key)] = listsIn(inner);
    return list;
  }
  const map: Record<string, FormValue> = Object.create(null);
  for (const [key, inner] of entries) map[key] = listsIn(inner);
  return map;
}

/** The items of a list, or of a map that should have been one (a body cut at the beginning begins at `[1]`). */
export const itemsOf = (value: FormValue | undefined): readonly (readonly [key: string, item: FormValue])[] => {
  if (value === undefined || typeof value === 'string') return [];
  return isList(value)
    ? value.map((item, i) => [String(i), item] as const)
    : Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, item] as const]));
};
export const isList = (value: FormValue): value is readonly FormValue[] => Array.isArray(value);
export const isMap = (value: FormValue | undefined): value is FormMap => value !== undefined && typeof value !== 'string' && !Array.isArray(value);

/** JSON of the same shape in the same words: numbers and flags become texts, null a blank. */
export function formOfJson(value: unknown): FormValue {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(formOfJson);
  if (typeof value !== 'object') return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
  const map: Record<string, FormValue> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) if (key !== '__proto__') map[key] = formOfJson(inner);
  return map;
}
