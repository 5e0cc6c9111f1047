import { speaker } from '../../src/sidebar/say';
import { approvedOf, discountSteps, readPairs, tiersSentence, withApproved, withWhole, writePairs } from '../../src/sidebar/scheme-pairs';

test.each([
  { why: 'steps', text: '0=0.8; 80=1~; 100=1.1', again: '0=0.8; 80=1~; 100=1.1' },
  { why: 'a line for each', text: '0=3\n500000=4', again: '0=3; 500000=4' },
  { why: 'what is half typed stays', text: '500=', again: '500=' },
  { why: 'what is no pair stays for the server to name', text: 'many', again: 'many=' },
  { why: 'blank', text: ' ', again: '' },
])('a table and its text: $why', ({ text, again }) => expect(writePairs(readPairs(text))).toBe(again));

test('the kind of a scale stands in front, once', () =>
  expect([withWhole('0=3', true), withWhole('whole: 0=3', true), withWhole('whole:0=3', false)]).toEqual(['whole: 0=3', 'whole: 0=3', '0=3']));

test('approved deals and steps of the discount penalty stand in one text and come apart', () => {
  const text = withApproved('10=0.9; 20=0.5', '41, 42');
  expect([text, discountSteps(text), approvedOf(text)]).toEqual(['10=0.9; 20=0.5; approved: 41, 42', '10=0.9; 20=0.5', '41, 42']);
});

test.each([
  { why: 'steps', text: '0=3; 500000=4', says: 'from 0 to 500,000: 3 %; above 500,000: 4 %. Each rate for its own part only.' },
  {
    why: 'a threshold and the plan, on the whole',
    text: 'whole: 1000=2; 100%=4',
    says: 'up to 1,000: nothing; from 1,000 to 100 % of the plan: 2 %; above 100 % of the plan: 4 %. The rate of the last tier for everything.',
  },
  { why: 'none', text: '', says: 'No commission.' },
])('tiers as a sentence: $why', ({ text, says }) => expect(tiersSentence(text, speaker('en'))).toBe(says));
