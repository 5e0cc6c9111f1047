/** Logger and console: what they are told goes into the execution's log. https://developers.google.com/apps-script/reference/base/logger */
import { here, Service } from './core';
import { formatString } from './format-string';

const shown = (value: unknown): string => {
  if (typeof value !== 'object' || value === null || value instanceof Service) return String(value);
  if (Object.prototype.toString.call(value) === '[object Error]') return String((value as Error).stack ?? value);
  return here().realm.json(value);
};

function say(level: string, args: readonly unknown[]): void {
  const { log } = here();
  const [first, ...rest] = args;
  const words =
    typeof first === 'string' && /%[sdifjo]/.test(first) && rest.length > 0
      ? formatString(
          first,
          rest.map((one) => (typeof one === 'object' ? shown(one) : one)),
        )
      : args.map(shown).join(' ');
  if (log.length < 1000) log.push(level === '' ? words : `${level}: ${words}`);
}

export class Logger extends Service {
  readonly title = 'Logger';
  log(...args: unknown[]): this {
    say('', args);
    return this;
  }
  getLog(): string {
    return here().log.join('\n');
  }
  clear(): void {
    here().log.length = 0;
  }
}

export class Console extends Service {
  readonly title = 'console';
  readonly started = new Map<string, number>();
  log(...args: unknown[]): void {
    say('', args);
  }
  info(...args: unknown[]): void {
    say('info', args);
  }
  warn(...args: unknown[]): void {
    say('warning', args);
  }
  error(...args: unknown[]): void {
    say('error', args);
  }
  time(label: unknown): void {
    this.started.set(String(label), Date.now());
  }
  timeEnd(label: unknown): void {
    say('', [`${String(label)}: ${Date.now() - (this.started.get(String(label)) ?? Date.now())}ms`]);
  }
}
