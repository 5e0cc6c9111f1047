/** `npm start`: opens the workbook of the data folder, installs the product in a new one, serves it, and lets the demo company live in it. */
import { join, resolve } from 'node:path';
import { loadDemo, playOn } from './demo/feeder';
import { openHost } from './host';
import { openLive } from './live';
import { OptionError, readOptions, usage } from './options';
import { startServer } from './server';
import { openWorkbook } from './workbook';

const root = resolve(__dirname, '../..');

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env),
    kept = resolve(options.data);
  if (options.help) return console.log(usage);
  const host = openHost({
    bundle: join(root, 'dist'),
    data: kept,
    workerFile: join(__dirname, 'worker.cjs'),
    openWorkbook,
    openLive,
    now: options.now,
    locale: options.locale,
    timeZone: options.timeZone,
    name: options.locale === 'ru' ? 'Цифра' : 'Cifra',
    compactInThread: true,
    failed: ({ function: name, error, log }) => console.error([`${name}: ${error?.name}: ${error?.message}`, ...log.slice(-5)].join('\n  ')),
  });
  const server = await startServer(host, { port: options.port, files: __dirname });
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    void server
      .close()
      .then(host.close)
      .then(() => {
        console.log(`Stopped. Everything is kept in ${kept}; the next start goes on from there.`);
        process.exit(0);
      });
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);

  const first = !host.installed;
  if (first || (options.secret !== null && options.secret !== host.property('secret'))) {
    const installed = await host.run({
      function: 'install',
      kind: 'menu',
      args: options.secret === null ? [] : [{ secret: options.secret }],
      wants: 'nothing',
    });
    if (!installed.ok) throw new Error(`The menu item Install failed: ${installed.error.message}\n${installed.error.stack ?? ''}`);
    await host.markInstalled();
  }
  await host.opened();
  const secret = options.secret ?? host.property('secret') ?? '';
  console.log(`Workbook         ${server.base}/   open it in a browser`);
  console.log(`Sidebar          ${server.base}/?sidebar=1`);
  console.log(`Webhook address  ${server.base}/exec?crm=amocrm&k=${encodeURIComponent(secret)}`);
  if (!first) console.log(`Going on from ${kept}. The demo company lives in its first run only: --data with another folder begins a new one.`);
  if (!first || options.empty) return;
  const demo = await loadDemo({ base: server.base, secret, now: host.clock.now(), locale: options.locale, log: (line) => console.log(line) });
  if (!host.clock.frozen()) playOn(demo, host.clock.now, 5000, (line) => console.log(line));
}

main().catch((error: unknown) => {
  const { code, message, stack } = error as { code?: string; message?: string; stack?: string };
  console.error(
    code === 'EADDRINUSE'
      ? 'The port is taken: choose another one with --port.'
      : code?.startsWith('ERR_PARSE_ARGS') || error instanceof OptionError
        ? `${message}\n${usage}`
        : (stack ?? message ?? String(error)),
  );
  process.exit(1);
});
