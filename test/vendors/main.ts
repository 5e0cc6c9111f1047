/** `node build/local/vendor.cjs amocrm --port 8091 --deals 5000 --seed 7`: a stand-in in a process of its own, for `npm start` and for looking at. */
import { parseArgs } from 'node:util';
import { subscriptions } from './amo-bodies';
import { openAmo } from './amocrm';
import { b24Subscriptions } from './b24-bodies';
import { PORTAL } from './b24-firm';
import { openBitrix } from './bitrix24';
import { type Clock, runningClock, stoppedClock } from './clock';
import { type Controlled, control } from './control';
import { openFront } from './front';
import { openOnec } from './onec';
import type { Answer, Asked } from './wire';

const usage = `node build/local/vendor.cjs amocrm|bitrix24|onec [options]
  --port N        port on 127.0.0.1 (default: any free one)
  --deals N       deals of the account (default: 5000)
  --seed N        chance that made them (default: 7)
  --hook URL      webhooks are sent there from the start
  --now TIME      the account's clock stands still at this time, ISO 8601 with offset (default: real time)
  --live SECONDS  something changes in the account so often (default: nothing does)
  --pace real|account|off   clock by which the limits are measured (default: real)`;

interface Vendor extends Controlled {
  readonly handle: (asked: Asked) => Answer;
}
interface Opened {
  readonly vendor: Vendor;
  /** what a person types into the set-up assistant */
  readonly says: (base: string) => readonly string[];
}
interface Wish {
  readonly deals: number;
  readonly seed: number;
  readonly now: Clock;
  readonly pace: 'real' | 'account' | 'off';
}
const vendors: Readonly<Record<string, (wish: Wish) => Opened>> = {
  amocrm: (wish) => {
    const vendor = openAmo(wish);
    return { vendor, says: (base) => [`Address  ${base}`, `Token    ${vendor.token}`] };
  },
  bitrix24: (wish) => {
    const vendor = openBitrix(wish);
    return { vendor, says: (base) => [`Incoming webhook   ${base}${vendor.path}/`, `Application token  ${PORTAL.token}`] };
  },
  onec: (wish) => {
    const vendor = openOnec(wish);
    return { vendor, says: (base) => [`Address        ${base}${vendor.path}`, `User:password  ${vendor.user}:${vendor.password}`] };
  },
};
/** What `--hook` subscribes to. */
const wanted: Readonly<Record<string, readonly string[]>> = { amocrm: subscriptions, bitrix24: b24Subscriptions, onec: ['deal'] };

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string' },
      deals: { type: 'string' },
      seed: { type: 'string' },
      hook: { type: 'string' },
      now: { type: 'string' },
      live: { type: 'string' },
      pace: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const name = positionals[0] ?? '',
    open = vendors[name];
  if (values.help || !open) return console.log(usage);
  const at = values.now === undefined ? null : Date.parse(values.now);
  if (at !== null && Number.isNaN(at)) throw new Error(`--now must be a time such as 2026-11-21T09:00:00+03:00, not "${values.now}".`);
  const pace = values.pace === 'account' || values.pace === 'off' ? values.pace : 'real',
    { vendor, says } = open({
      deals: Number(values.deals ?? 5000),
      seed: Number(values.seed ?? 7),
      now: at === null ? runningClock() : stoppedClock(at),
      pace,
    });
  if (values.hook !== undefined) vendor.hooks.add(values.hook, wanted[name] ?? []);
  const front = await openFront((asked) => (asked.path.startsWith('/-/') ? control(vendor, asked) : vendor.handle(asked)), Number(values.port ?? 0));
  for (const line of says(front.base)) console.log(line);

  const every = Number(values.live ?? 0) * 1000;
  const timers = [
    setInterval(() => void vendor.hooks.run(), 1000),
    ...(every > 0 ? [setInterval(() => vendor.account.live(1, { everyMs: at === null ? 0 : every }), every)] : []),
  ];
  const close = (): void => {
    timers.forEach(clearInterval);
    void front.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
