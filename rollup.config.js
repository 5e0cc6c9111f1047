/**
 * One build, three results: dist/ (what Google loads: Code.js, one HTML file a page, the manifest), build/local/*.cjs (the local host, for Node) and
 * build/local/page.* (the workbook in the browser). CommonJS, because package.json names no module type and Node 20 and 22 both read it so.
 */
const { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, extname, join } = require('node:path');
const { nodeResolve } = require('@rollup/plugin-node-resolve');
const esbuild = require('esbuild');

const TARGET = 'es2019'; // V8 of Apps Script refuses #private and static fields
const NAME = 'CifraBundle'; // the one global beside the functions that Google calls
const ENTRY = 'src/hosts/apps-script/main.ts',
  PANELS = 'src/hosts/apps-script/panels.ts';
/** dist/<name>.html: a skeleton and the script that fills it. */
const PAGES = [
  { name: 'Sidebar', script: 'src/sidebar/main.tsx', skeleton: 'src/sidebar/sidebar.html' },
  { name: 'Export', script: 'src/sidebar/export-main.tsx', skeleton: 'src/sidebar/sidebar.html' },
];
/** Threads of the local host, and the stand-ins for the vendors: build/local/<name>.cjs. */
const LOCAL = { main: 'src/hosts/local/main.ts', worker: 'src/hosts/local/worker.ts', vendor: 'test/vendors/main.ts' };
const BROWSER = 'src/hosts/local/page';

const JSX = { jsx: 'automatic', jsxImportSource: 'preact' };

/** esbuild turns each file into ES2019; its map is refused because an empty one makes rollup fail. */
const toOldScript = {
  name: 'cifra-es2019',
  async transform(code, id) {
    const loader = { '.ts': 'ts', '.tsx': 'tsx', '.js': 'js', '.mjs': 'js', '.cjs': 'js' }[extname(id.split('?')[0])];
    if (loader === undefined || id.startsWith('\0')) return null;
    const done = await esbuild.transform(code, { loader, target: TARGET, ...JSX, legalComments: 'none', define: { 'process.env.NODE_ENV': '"production"' } });
    return { code: done.code, map: null };
  },
};

/** What a module of ours exports, evaluated now: for what the build writes down from the source. */
function evaluated(entry) {
  const [made] = esbuild.buildSync({ entryPoints: [entry], bundle: true, write: false, format: 'cjs', platform: 'neutral', logLevel: 'warning' }).outputFiles;
  const module = { exports: {} };
  new Function('module', 'exports', made.text)(module, module.exports);
  return module.exports;
}

/**
 * Texts that few executions read stand in dist/Words.html, not in Code.js, which Google loads for every event: notes, formulas, sources and widths of columns and notes of settings (Install puts them back), and
 * the sentences of faults and problems (read when the first is spoken). A column is an object with a title and a unit, a tab one with a title and columns, a setting one with a label.
 */
const SENTENCES = ['src/i18n/fault-words.ts', 'src/i18n/problem-words.ts'];
const wordsApart = {
  name: 'cifra-words-apart',
  transform(code, id) {
    const path = id.replace(/\\/g, '/'),
      isSentences = SENTENCES.some((file) => path.endsWith(file));
    if (!isSentences && !path.includes('/sheets-templates/')) return null;
    const cuts = [];
    const walk = (node) => {
      if (node === null || typeof node !== 'object') return;
      if (Array.isArray(node)) return node.forEach(walk);
      const named = (name) => node.properties?.find(({ key }) => key?.name === name);
      if (isSentences && node.type === 'VariableDeclarator') return cuts.push([node.init.start, node.init.end, '{}']);
      if (node.type === 'ObjectExpression' && (named('label') || (named('title') && (named('unit') || named('columns')))))
        for (const one of [named('note'), named('formula'), named('source'), named('width')]) if (one) cuts.push([one.start, one.end, '']);
      Object.values(node).forEach(walk);
    };
    walk(this.parse(code));
    let text = code;
    for (const [start, end, by] of cuts.sort((one, other) => other[0] - one[0]))
      text = text.slice(0, start) + by + (by === '' ? text.slice(end).replace(/^\s*,/, '') : text.slice(end));
    return { code: text, map: null };
  },
};
/** The same texts as JSON, without a sign that HTML could take for a tag. */
function wordsPage() {
  const columns = evaluated('./sheets-templates/all.ts').allSheets.map((sheet) => [
    sheet.key,
    Object.fromEntries(Object.entries(sheet.columns).map(([key, { note, formula, source, width }]) => [key, { note, formula, source, width }])),
  ]);
  const sentences = SENTENCES.flatMap((file) => Object.values(evaluated(`./${file}`)));
  const settings = Object.entries(evaluated('./sheets-templates/setting-words.ts').settingWords).map(([key, { note }]) => [key, { note }]);
  return JSON.stringify({ columns: Object.fromEntries(columns), settings: Object.fromEntries(settings), sentences: Object.assign({}, ...sentences) }).replace(
    /</g,
    '\\u003c',
  );
}

/** Name of a custom function -> its parameters and the comment that autocompletion shows; the list and the wording are src/metrics/custom-function-list.ts. */
function customFunctions() {
  const { customFunctions: all, customFunctionDoc: docOf } = evaluated('./src/metrics/custom-function-list.ts');
  return Object.fromEntries(all.map((one) => [one.name, { params: [...one.params.map((param) => param.name), 'revision'], comment: docOf(one) }]));
}

/** Apps Script finds functions by reading the file, so each export becomes a named function below the bundle (style.md, Build). */
function globalsOf(names) {
  const described = customFunctions();
  return names
    .map((name) => {
      const one = described[name];
      if (name.startsWith('CIFRA_') && one === undefined) throw new Error(`Custom function ${name} is not in src/metrics/custom-function-list.ts`);
      return `${one ? `${one.comment}\n` : ''}function ${name}(${one ? one.params.join(', ') : ''}) { return ${NAME}.${name}.apply(this, arguments); }`;
    })
    .join('\n');
}

const small = (code) => esbuild.transform(code, { loader: 'js', target: TARGET, minify: true, lineLimit: 1000, legalComments: 'none', charset: 'utf8' });
const bindings = (list) => list.split(',').map((one) => one.trim().split(' as '));

/**
 * The finished Code.js, in one iife: blanks and names within it go; only the globals below it are called by name. What pages and menus ask for is a chunk of its own: a function that is given the bundle
 * and its inner names, as JSON in dist/Panels.html (src/hosts/apps-script/panels-page.ts).
 */
const globals = {
  name: 'cifra-globals',
  buildStart() {
    this.emitFile({ type: 'chunk', id: PANELS, name: 'Panels', implicitlyLoadedAfterOneOf: [ENTRY] });
  },
  async generateBundle(_options, bundle) {
    for (const [file, chunk] of Object.entries(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const [tail, list] = /\nexport \{([^}]*)\};\s*$/.exec(chunk.code) ?? [];
      if (tail === undefined) throw new Error(`${file} does not end with its exports`);
      const names = bindings(list),
        body = chunk.code.slice(0, -tail.length);
      const given = names.map(([local, name = local]) => (local === name ? name : `${name}: ${local}`)).join(', ');
      if (chunk.isEntry && file === 'Code.js') {
        const made = await small(`var ${NAME} = (function () {\n'use strict';\n${body}\nreturn { ${given} };\n})();`);
        const called = new Set(Object.keys(evaluated(`./${ENTRY}`))); // the others are names of the inside
        chunk.code = `${made.code.trimEnd()}\n${globalsOf(names.map(([local, name = local]) => name).filter((name) => called.has(name)))}\n`;
        continue;
      }
      const [head, inner] = /^import \{([^}]*)\} from '\.\/Code\.js';\n/.exec(body) ?? [];
      if (head === undefined || /^import /m.test(body.slice(head.length))) throw new Error(`${file} imports more than Code.js`);
      const taken = bindings(inner).map(([name, local = name]) => (local === name ? name : `${name}: ${local}`));
      const made = await small(
        `var part = function (bundle) {\n'use strict';\nconst { ${taken.join(', ')} } = bundle;\n${body.slice(head.length)}\nreturn { ${given} };\n};`,
      );
      delete bundle[file];
      write('dist/Panels.html', JSON.stringify(`${made.code.trim()}return part(bundle)`).replace(/</g, '\\u003c'));
    }
  },
};

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

/** Script and style stand inside the file: HtmlService serves one file a page. Template literals are lowered because HtmlService takes `//` inside them for a comment. */
async function page({ name, script, skeleton }) {
  const made = await esbuild.build({
    entryPoints: [script],
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    target: TARGET,
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    ...JSX,
    supported: { 'template-literal': false },
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.svg': 'text' },
    logLevel: 'warning',
  });
  const textOf = (ext) =>
    made.outputFiles
      .filter((file) => file.path.endsWith(ext))
      .map((file) => file.text.trim())
      .join('\n');
  const js = textOf('.js')
      .replace(/<\/(script)/gi, '<\\/$1')
      .replace(/<!--/g, '<\\!--')
      .replace(/<\?/g, '\\x3c?'), // stands only in texts there (a library writes XML), and would be taken for a scriptlet
    css = textOf('.css').replace(/<\/(style)/gi, '<\\/$1');
  const html = readFileSync(skeleton, 'utf8');
  if (/<\?/.test(js + css)) throw new Error(`${name}: "<?" inside script or style would be taken for a scriptlet`); // the skeleton may be a template
  for (const end of ['</head>', '</body>']) if (!html.includes(end)) throw new Error(`${skeleton} needs ${end}`);
  write(
    `dist/${name}.html`,
    html.replace('</head>', () => `<style>${css}</style>\n</head>`).replace('</body>', () => `<script>${js}</script>\n</body>`),
  );
}

/** Everything that is not Code.js; esbuild bundles these whole, in the time in which rollup makes the bundle. */
const besides = {
  name: 'cifra-besides',
  async buildStart() {
    const pages = PAGES.filter((one) => existsSync(one.script)),
      threads = Object.entries(LOCAL).filter(([, file]) => existsSync(file));
    const node = {
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      packages: 'external',
      outExtension: { '.js': '.cjs' },
      logLevel: 'warning',
    };
    const works = pages.map(page);
    if (threads.length > 0) works.push(esbuild.build({ ...node, entryPoints: threads.map(([out, file]) => ({ in: file, out })), outdir: 'build/local' }));
    if (existsSync(`${BROWSER}/main.ts`)) {
      const web = {
        bundle: true,
        target: 'es2022',
        minify: true,
        legalComments: 'none',
        charset: 'utf8',
        loader: { '.svg': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl', '.xml': 'text' },
        logLevel: 'warning',
      };
      works.push(
        esbuild.build({
          ...web,
          entryPoints: [{ in: `${BROWSER}/main.ts`, out: 'page' }],
          outdir: 'build/local',
          format: 'iife',
          mainFields: ['module', 'main'],
          define: { 'process.env.NODE_ENV': '"production"' },
        }),
      );
      const styles = ['@odoo/o-spreadsheet/dist/o_spreadsheet.css', './utilities.css', './page.css'].map((file) => `@import '${file}';`).join('\n');
      works.push(esbuild.build({ ...web, stdin: { contents: styles, loader: 'css', resolveDir: BROWSER }, outfile: 'build/local/page.css' }));
      write('build/local/page.html', readFileSync(`${BROWSER}/page.html`, 'utf8'));
    }
    write('dist/appsscript.json', readFileSync('appsscript.json', 'utf8'));
    await Promise.all(works);
    write('dist/Words.html', wordsPage());
    const meant = new Set(['Code.js', 'Panels.html', 'Words.html', 'appsscript.json', ...pages.map((one) => `${one.name}.html`)]);
    for (const file of readdirSync('dist')) if (!meant.has(file)) rmSync(join('dist', file), { recursive: true }); // clasp pushes whatever lies there
  },
};

module.exports = {
  input: { Code: ENTRY },
  preserveEntrySignatures: 'allow-extension', // the other chunk needs names of the inside
  output: { dir: 'dist', entryFileNames: '[name].js', chunkFileNames: '[name].js', format: 'es', generatedCode: { constBindings: true } },
  plugins: [
    besides,
    nodeResolve({ browser: true, preferBuiltins: false, extensions: ['.mjs', '.js', '.json', '.ts', '.tsx'] }),
    toOldScript,
    wordsApart,
    globals,
  ],
  onwarn(warning) {
    throw new Error(`${warning.code}: ${warning.message}`); // a circle of imports, an unresolved module: never in a build that is shipped
  },
};
