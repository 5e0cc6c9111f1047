/** The host as `npm start` runs it, in a process of its own over the built bundle: a free port, an empty workbook, a data folder that goes with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface HostProcess {
  readonly base: string;
  readonly webhook: string;
  readonly close: () => Promise<void>;
}

const MAIN = join(__dirname, '../../build/local/main.cjs');

/** Throws with what the host printed when it does not come up within a minute, or when nothing is built. `now`: its clock stands still there. */
export async function startHost({ locale, now }: { readonly locale: 'ru' | 'en'; readonly now: string }): Promise<HostProcess> {
  if (!existsSync(MAIN)) throw new Error('Build first: npm run build');
  const data = mkdtempSync(join(tmpdir(), 'cifra-e2e-'));
  const args = [MAIN, '--port', '0', '--empty', '--secret', 'e2e-secret', '--data', data, '--locale', locale, '--now', now];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const close = async (): Promise<void> => {
    if (child.exitCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(killer);
    }
    rmSync(data, { recursive: true, force: true });
  };
  for (let waited = 0; waited < 600; waited += 1) {
    const webhook = /^Webhook address\s+(\S+)/m.exec(said)?.[1];
    if (webhook !== undefined) return { base: new URL(webhook).origin, webhook, close };
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await close();
  throw new Error(`The host did not start:\n${said}`);
}
