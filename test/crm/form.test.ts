import { createContext, runInContext } from 'node:vm';
import { buildSync } from 'esbuild';
import { formOfJson, itemsOf, readForm } from '../../src/crm/form';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test.each([
  { why: 'brackets percent-encoded', body: 'a%5Bb%5D%5B0%5D=1', values: { a: { b: ['1'] } } },
  { why: 'brackets raw', body: 'a[b][0]=1', values: { a: { b: ['1'] } } },
  { why: '+, %20 and a raw space are all spaces', body: 'a=x+y&b=x%20y&c=x y', values: { a: 'x y', b: 'x y', c: 'x y' } },
  { why: 'a plus that is meant is encoded', body: 'a=%2B7', values: { a: '+7' } },
  { why: 'a broken %xx costs nothing but itself', body: 'a=100%&b=%zz%D0%9E&c=%D0', values: { a: '100%', b: '%zzО', c: '%D0' } },
  { why: 'an unclosed key is dropped, the rest kept', body: 'a[0][=1&b=2', values: { b: '2' }, dropped: ['a[0]['] },
  { why: 'a key that opens with a bracket is dropped', body: '[a]=1&]=2&b=2', values: { b: '2' }, dropped: ['[a]', ']'] },
  { why: 'indices make a list, whatever their order', body: 'a[1]=y&a[0]=x', values: { a: ['x', 'y'] } },
  { why: 'a map keyed by ids stays a map', body: 'l[40010002][ID]=40010002&l[7][ID]=7', values: { l: { 7: { ID: '7' }, 40010002: { ID: '40010002' } } } },
  { why: 'a list without its beginning stays a map', body: 'a[1]=y', values: { a: { 1: 'y' } } },
  { why: '[] appends', body: 'a[]=x&a[]=y&b[][c]=1&b[][c]=2', values: { a: ['x', 'y'], b: [{ c: '1' }, { c: '2' }] } },
  { why: 'of a repeated key the last counts, as in PHP', body: 'a=1&a=2', values: { a: '2' } },
  { why: 'no value', body: 'a&b=&=c', values: { a: '', b: '' } },
  { why: 'a value may hold = and brackets', body: 'a=b=c[0]', values: { a: 'b=c[0]' } },
  { why: 'a BOM in front', body: '\uFEFFa=1', values: { a: '1' } },
  { why: 'emoji and RTL', body: 'a=%F0%9F%AA%9F%20%D7%A9', values: { a: '🪟 ש' } },
  { why: 'nothing at all', body: '', values: {} },
])('$why', ({ body, values, dropped }) => {
  const form = readForm(body);
  expect(plain(form.values)).toEqual(values);
  expect(form.dropped).toEqual(dropped ?? []);
});

test('prototypes are out of reach', () => {
  const { values } = readForm('__proto__[x]=1&a[__proto__][x]=1&constructor[prototype][x]=1&toString=1');
  expect(Object.getPrototypeOf(values)).toBeNull();
  expect(({} as Record<string, unknown>).x).toBeUndefined();
  expect(plain(values)).toEqual({ constructor: { prototype: { x: '1' } }, toString: '1' });
});

test('depth, length and number of pairs have no small limits', () => {
  const deep = `a${'[b]'.repeat(12)}=1`,
    many = Array.from({ length: 3_000 }, (_, i) => `l[${i}][id]=${i}`).join('&');
  expect(JSON.stringify(readForm(deep).values)).toBe(`${'{"a":'}${'{"b":'.repeat(12)}"1"${'}'.repeat(13)}`);
  expect(itemsOf(readForm(many).values.l)).toHaveLength(3_000);
  expect(readForm(`a${'[b]'.repeat(100)}=1`)).toMatchObject({ dropped: [expect.stringContaining('a[b]')] });
});

test('JSON of the same shape reads the same', () => {
  expect(plain(formOfJson({ a: [{ id: 7, ok: true, no: null, off: false }] }))).toEqual({ a: [{ id: '7', ok: '1', no: '', off: '0' }] });
});

test('works where there is nothing but the language', () => {
  const source = "import { readForm } from './src/crm/form'; globalThis.read = (body) => JSON.stringify(readForm(body).values);";
  const built =
    buildSync({ stdin: { contents: source, resolveDir: process.cwd(), loader: 'ts' }, bundle: true, format: 'iife', target: 'es2019', write: false })
      .outputFiles[0]?.text ?? '';
  const bare = createContext({});
  runInContext(built, bare);
  expect(runInContext("read('a%5B0%5D%5Bb%5D=%D0%9E+1&m[40010002][ID]=x')", bare)).toBe('{"a":[{"b":"О 1"}],"m":{"40010002":{"ID":"x"}}}');
});
