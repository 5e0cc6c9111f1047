import { type Answer, type Asked, answer, decode } from './wire';

/** What can go wrong between a vendor and us; `half`: JSON cut in the middle; `cut`: the connection ends in the middle of the body. */
export type FaultKind = 'slow' | '500' | '502' | '503' | '504' | 'html' | 'half' | 'cut' | 'reset';
export interface Arm {
  readonly kind: FaultKind;
  /** how many requests it takes (1); Infinity = until `disarm` */
  readonly next?: number;
  /** only those whose path and query match */
  readonly when?: RegExp;
  /** let so many matching requests pass first */
  readonly after?: number;
  /** of `slow`, milliseconds (5,000) */
  readonly ms?: number;
}
export interface Faults {
  readonly arm: (fault: Arm) => void;
  readonly disarm: () => void;
  /** the answer as it leaves the house after all that is armed; `make` is not called when the request never reaches the vendor */
  readonly through: (asked: Asked, make: () => Answer) => Answer;
  /** how many requests each kind has spoilt */
  readonly counts: () => Readonly<Partial<Record<FaultKind, number>>>;
}

const page = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
/** nginx refuses an address. */
export const forbiddenPage = page('403 Forbidden');
const titles = {
  '500': '500 Internal Server Error',
  '502': '502 Bad Gateway',
  '503': '503 Service Temporarily Unavailable',
  '504': '504 Gateway Time-out',
} as const;

export function openFaults(): Faults {
  let armed: (Required<Omit<Arm, 'when'>> & { readonly when: RegExp | null; left: number; pass: number })[] = [];
  const counts: Partial<Record<FaultKind, number>> = {};
  return {
    arm: ({ kind, next = 1, when = null, after = 0, ms = 5_000 }) => armed.push({ kind, next, when, after, ms, left: next, pass: after }),
    disarm: () => {
      armed = [];
    },
    counts: () => counts,
    through: (asked, make) => {
      const fault = armed.find((one) => one.left > 0 && (one.when === null || one.when.test(decode(`${asked.path}?${asked.query}`))));
      if (!fault) return make();
      if (fault.pass > 0) {
        fault.pass -= 1;
        return make();
      }
      fault.left -= 1;
      counts[fault.kind] = (counts[fault.kind] ?? 0) + 1;
      switch (fault.kind) {
        case '500':
        case '502':
        case '503':
        case '504':
          return answer(Number(fault.kind), page(titles[fault.kind]), 'text/html');
        case 'html':
          return answer(
            200,
            '<!DOCTYPE html><html><head><title>Вход</title></head><body><form action="/login">…</form></body></html>',
            'text/html; charset=utf-8',
          );
        case 'reset':
          return { status: 0, headers: {}, text: '', broken: true };
        case 'slow':
          return { ...make(), delayMs: fault.ms };
        case 'half': {
          const whole = make();
          return { ...whole, text: whole.text.slice(0, Math.floor(whole.text.length / 2)) };
        }
        case 'cut': {
          const whole = make();
          return { ...whole, declared: new TextEncoder().encode(whole.text).length, text: whole.text.slice(0, Math.floor(whole.text.length / 2)) };
        }
      }
    },
  };
}
