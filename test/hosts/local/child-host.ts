/** A host in a process of its own, to be killed: node child.cjs <bundle> <data> <worker>. Prints its address. */
import { openHost } from '../../../src/hosts/local/host';
import { startServer } from '../../../src/hosts/local/server';
import { openWorkbook } from '../../../src/hosts/local/workbook';

const [, , bundle = '', data = '', workerFile = ''] = process.argv;
const host = openHost({ bundle, data, workerFile, openWorkbook, now: null, locale: 'en', timeZone: 'UTC' });
void startServer(host, { port: 0, files: bundle }).then((server) => {
  console.log(server.base);
  process.on(
    'SIGTERM',
    () =>
      void server
        .close()
        .then(host.close)
        .then(() => process.exit(0)),
  );
});
