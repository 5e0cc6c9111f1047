/** What the pages promise: links that lead somewhere, commands that exist, no machine of ours in them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..');
const pages = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'))
    .filter((f) => f.endsWith('.md'))
    .map((f) => `docs/${f}`),
  ...readdirSync(join(root, 'docs/decisions')).map((f) => `docs/decisions/${f}`),
  ...readdirSync(join(root, 'bench'))
    .filter((f) => f.endsWith('.md'))
    .map((f) => `bench/${f}`),
].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

test('every link of a page leads to a file', () => {
  const broken = pages.flatMap(({ path, text }) =>
    [...text.replace(/`[^`\n]*`/g, '').matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map((m) => m[1] ?? '')
      .filter((to) => !existsSync(join(root, dirname(path), to)))
      .map((to) => `${path} -> ${to}`),
  );
  expect(broken).toEqual([]);
});
test('every npm command of a page exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };
  const named = pages.flatMap(({ text }) => [...text.matchAll(/npm run ([\w:-]+)/g)].map((m) => m[1] ?? ''));
  expect([...new Set(named)].filter((name) => scripts[name] === undefined)).toEqual([]);
});
test("CI runs the README's test command", () => {
  const ci = readFileSync(join(root, '.ci/run'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('npm '));
  expect(pages[0]?.text).toContain(ci.join(' && '));
  expect(ci).toEqual(['npm ci', 'npm test']);
});
test('every dependency is exact and has its reason', () => {
  const { devDependencies = {}, dependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly devDependencies?: Readonly<Record<string, string>>;
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  const all = { ...devDependencies, ...dependencies },
    decision = readFileSync(join(root, 'docs/decisions/0001-libraries.md'), 'utf8');
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  expect(Object.keys(all).filter((name) => !decision.includes(name))).toEqual([]);
  expect(
    Object.entries(all)
      .filter(([name, version]) => !name.startsWith('@types/') && !decision.includes(version))
      .map(([name, version]) => `${name} ${version}`),
  ).toEqual([]);
});
test('the lock names every optional dependency: npm ci stops where one is missing, whatever the machine', () => {
  type Entry = { readonly version?: string; readonly optionalDependencies?: Readonly<Record<string, string>> };
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, Entry>> };
  const exact = (spec: string): boolean => /^\d/.test(spec);
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, spec]) => {
        const found = packages[`${path}/node_modules/${name}`] ?? packages[`node_modules/${name}`];
        return found === undefined || (exact(spec) && found.version !== spec);
      })
      .map(([name]) => `${path} ${name}`),
  );
  expect(missing).toEqual([]);
});
