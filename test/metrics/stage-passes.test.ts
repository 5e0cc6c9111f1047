import type { Stage } from '../../src/facts/rows';
import { stagePasses } from '../../src/metrics/stage-passes';
import { at, deal, event, goldenBook, stages } from '../golden/book';

const second: readonly Stage[] = stages.slice(0, 4).map((stage, i) => ({
  ...stage,
  pipeline_id: '20',
  pipeline: 'Second',
  stage_id: `s${i}`,
  outcome: ['new', 'in_work', 'measurement', 'refusal'][i] ?? '',
  position: i === 3 ? null : i,
}));
type Way = readonly (readonly [day: string, stage: string])[];
function reached(way: Way, all: readonly Stage[] = stages): Record<string, number> {
  const last = (way[way.length - 1]?.[1] ?? '10/1').split('/'),
    lead = deal({ deal_id: '1', pipeline_id: last[0] ?? '', stage_id: last[1] ?? '' });
  const events = way.map(([day, to], i) => event({ deal_id: '1', kind: i === 0 ? 'created' : 'stage', at: at(day), from: way[i - 1]?.[1] ?? '', to }));
  return Object.fromEntries(
    stagePasses({ ...goldenBook, stages: all, deals: [lead], events }, [lead])
      .filter((pass) => pass.reached > 0)
      .map((pass) => [`${pass.stage.pipeline} ${pass.stage.stage}`, pass.reached]),
  );
}
const main = (...names: readonly string[]): Record<string, number> => Object.fromEntries(names.map((name) => [`Main ${name}`, 1]));

test.each<{ why: string; way: Way; expected: Record<string, number> }>([
  { why: 'a lead just created is at the first step', way: [['2026-11-02', '10/1']], expected: main('New') },
  {
    why: 'skipped steps count as passed',
    way: [
      ['2026-11-02', '10/1'],
      ['2026-11-03', '10/5'],
    ],
    expected: main('New', 'In work', 'Measurement', 'Quote'),
  },
  {
    why: 'a way back takes nothing and adds nothing',
    way: [
      ['2026-11-02', '10/4'],
      ['2026-11-03', '10/2'],
      ['2026-11-04', '10/4'],
    ],
    expected: main('New', 'In work', 'Measurement'),
  },
  {
    why: 'a refusal is beside the way: the steps before it stay',
    way: [
      ['2026-11-02', '10/1'],
      ['2026-11-03', '10/4'],
      ['2026-11-04', '10/143'],
    ],
    expected: main('New', 'In work', 'Measurement', 'Refused'),
  },
  { why: 'created as refused: it was in the pipeline, so at its first step', way: [['2026-11-02', '10/143']], expected: main('New', 'Refused') },
  {
    why: 'postponed lies between, and is still no step',
    way: [
      ['2026-11-02', '10/3'],
      ['2026-11-03', '10/2'],
    ],
    expected: main('New', 'In work', 'Postponed'),
  },
])('$why', ({ way, expected }) => expect(reached(way)).toEqual(expected));

test('a lead that changes pipelines is counted once in each, up to where it came there', () =>
  expect(
    reached(
      [
        ['2026-11-02', '10/1'],
        ['2026-11-03', '10/2'],
        ['2026-11-04', '20/s0'],
        ['2026-11-05', '20/s2'],
      ],
      [...stages, ...second],
    ),
  ).toEqual({ ...main('New', 'In work'), 'Second New': 1, 'Second In work': 1, 'Second Postponed': 1 }));

test('without events a lead stands where its row says', () => {
  const lead = deal({ deal_id: '1', stage_id: '4' });
  expect(
    stagePasses({ ...goldenBook, deals: [lead], events: [] }, [lead])
      .filter((pass) => pass.reached > 0)
      .map((pass) => pass.stage.stage),
  ).toEqual(['New', 'In work', 'Measurement']);
});

test('a pipeline that nobody entered has its steps at 0, so that a new one is seen', () =>
  expect(stagePasses({ ...goldenBook, deals: [], events: [] }, []).map((pass) => [pass.entered, pass.reached, pass.daysAverage])).toEqual(
    stages.slice(0, 8).map(() => [0, 0, null]),
  ));

test.each([
  ['nobody said what the new stage means: it is no step, its lead is past nothing', 'unmapped', main('New', 'Odd')],
  ['mapped as a quote, still without a position: it stands behind the quotes', 'quote', main('New', 'In work', 'Measurement', 'Quote', 'Odd')],
] as const)('%s', (_why, outcome, expected) => {
  const odd: Stage = { ...(stages[0] as Stage), stage_id: '99', stage: 'Odd', outcome, position: null };
  expect(
    reached(
      [
        ['2026-11-02', '10/1'],
        ['2026-11-03', '10/99'],
      ],
      [...stages, odd],
    ),
  ).toEqual(expected);
});
