import type { Speaker } from './say';

/** One line of a table whose text in the tab reads `from=to; from=to`; `smooth` is a `~` behind it. What stands there is kept as typed: the server says what it cannot read. */
export interface Pair {
  readonly from: string;
  readonly to: string;
  readonly smooth: boolean;
}

const pieces = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

export const readPairs = (text: string): readonly Pair[] =>
  pieces(text).map((piece) => {
    const cut = piece.lastIndexOf('='),
      to = (cut < 0 ? '' : piece.slice(cut + 1)).trim();
    return { from: (cut < 0 ? piece : piece.slice(0, cut)).trim(), to: to.replace(/~$/, '').trim(), smooth: to.endsWith('~') };
  });
export const writePairs = (pairs: readonly Pair[]): string =>
  pairs
    .filter(({ from, to }) => from !== '' || to !== '')
    .map(({ from, to, smooth }) => `${from}=${to}${smooth ? '~' : ''}`)
    .join('; ');

/** `whole:` in front of tiers. */
export const isWhole = (text: string): boolean => /^\s*whole\s*:/i.test(text);
export const tiersOf = (text: string): string => text.replace(/^\s*whole\s*:\s*/i, '');
export const withWhole = (text: string, whole: boolean): string => (whole ? `whole: ${tiersOf(text)}` : tiersOf(text));

/** Approved deals among the steps of the discount penalty. */
const approval = /^(approved|согласовано)\s*:\s*/i;
export const approvedOf = (text: string): string =>
  pieces(text)
    .filter((piece) => approval.test(piece))
    .map((piece) => piece.replace(approval, ''))
    .join(', ');
export const discountSteps = (text: string): string =>
  pieces(text)
    .filter((piece) => !approval.test(piece))
    .join('; ');
export const withApproved = (steps: string, approved: string): string =>
  [steps, approved.trim() === '' ? '' : `approved: ${approved.trim()}`].filter((one) => one !== '').join('; ');

/** Tiers as a sentence: from where to where which percent holds. */
export function tiersSentence(text: string, speak: Speaker): string {
  const { say } = speak,
    pairs = readPairs(tiersOf(text)).filter(({ from, to }) => from !== '' && to !== '');
  const place = (from: string): string => (from.endsWith('%') ? say('pay.of.plan', { n: from.slice(0, -1).trim() }) : amount(from, speak));
  const first = pairs[0];
  if (first === undefined) return say('pay.tiers.none');
  const lines = pairs.map(({ from, to }, i) => {
    const next = pairs[i + 1];
    return next ? say('pay.tier', { from: place(from), to: place(next.from), rate: to }) : say('pay.tier.last', { from: place(from), rate: to });
  });
  if (Number(first.from) !== 0) lines.unshift(say('pay.tier.nothing', { to: place(first.from) }));
  return `${lines.join('; ')}. ${say(isWhole(text) ? 'pay.whole.says' : 'pay.steps.says')}`;
}
function amount(text: string, speak: Speaker): string {
  const value = Number(text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'));
  return Number.isFinite(value) ? speak.number(value) : text;
}
