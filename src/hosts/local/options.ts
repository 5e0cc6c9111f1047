/** The command line of the host. */
import { parseArgs } from 'node:util';

export interface Options {
  readonly port: number;
  readonly data: string;
  readonly now: number | null;
  readonly secret: string | null;
  readonly empty: boolean;
  readonly locale: 'ru' | 'en';
  readonly timeZone: string;
  readonly help: boolean;
}

/** What `--help` prints. */
export const usage = `npm start -- [options]
  --port N          port on 127.0.0.1 (default: PORT, or 8080)
  --data DIR        folder that keeps the workbook (default: ./data)
  --now TIME        the clock stands still at this time, ISO 8601 with offset (default: real time)
  --secret TEXT     secret of the webhook address (default: a new one, made once)
  --empty           start without the demo company
  --locale ru|en    language of a new workbook (default: ru)
  --time-zone ZONE  time zone of a new workbook (default: Europe/Moscow)`;

/** An option that makes no sense, in a sentence for a person. */
export class OptionError extends Error {}

/** Throws OptionError with a sentence for a person when an option makes no sense. */
export function readOptions(argv: readonly string[], environment: Readonly<Record<string, string | undefined>>): Options {
  const { values } = parseArgs({
    args: [...argv],
    strict: true,
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      now: { type: 'string' },
      secret: { type: 'string' },
      empty: { type: 'boolean' },
      locale: { type: 'string' },
      'time-zone': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const port = Number(values.port ?? environment['PORT'] ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new OptionError(`--port must be a number up to 65535, not "${values.port ?? environment['PORT']}".`);
  const now = values.now === undefined ? null : Date.parse(values.now);
  if (now !== null && Number.isNaN(now)) throw new OptionError(`--now must be a time such as 2026-11-21T09:00:00+03:00, not "${values.now}".`);
  const locale = values.locale ?? 'ru';
  if (locale !== 'ru' && locale !== 'en') throw new OptionError(`--locale must be ru or en, not "${locale}".`);
  const timeZone = values['time-zone'] ?? 'Europe/Moscow';
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new OptionError(`--time-zone must be a zone such as Europe/Moscow, not "${timeZone}".`);
  }
  return {
    port,
    data: values.data ?? './data',
    now,
    secret: values.secret ?? null,
    empty: values.empty === true,
    locale,
    timeZone,
    help: values.help === true,
  };
}
