// Writes docs/metrics.md from the templates: `node docs/generate.mjs`. The test of reports/metrics holds that it is fresh.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [made] = buildSync({
  absWorkingDir: root,
  entryPoints: ['src/reports/metrics.ts'],
  bundle: true,
  write: false,
  format: 'cjs',
  platform: 'neutral',
  logLevel: 'warning',
}).outputFiles;
const module = { exports: {} };
new Function('module', 'exports', made.text)(module, module.exports);
writeFileSync(`${root}docs/metrics.md`, module.exports.metricsPage());
