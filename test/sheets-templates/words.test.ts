import { settingWords } from '../../sheets-templates/setting-words';
import { buckets, crmWords, eventWords, meaningWords, outcomeWords, planMetricWords, unitWords } from '../../sheets-templates/words';
import type { Crm, EventKind, Meaning, Outcome, PlanMetric } from '../../src/facts/rows';
import { costColumns, eventKinds, meanings, outcomes, planMetrics, UNASSIGNED, UNDATED } from '../../src/facts/rows';
import type { Settings } from '../../src/facts/settings';
import { defaultSettings } from '../../src/facts/settings';
import type { Unit, Words } from '../../src/kernel/sheet-template';
import { UNALLOCATED } from '../../src/metrics/allocation';
import { RECEIPTS, REFUNDS } from '../../src/metrics/cash-moves';

// A key of code without words, or words without a key, does not compile; the tables below say so at run time too, because jest does not check types.
const lists = {
  outcomes: { words: outcomeWords satisfies Record<Outcome, Words>, keys: outcomes },
  meanings: { words: meaningWords satisfies Record<Meaning, Words>, keys: meanings },
  'plan metrics': { words: planMetricWords satisfies Record<PlanMetric, Words>, keys: planMetrics },
  'event kinds': { words: eventWords satisfies Record<EventKind, Words>, keys: eventKinds },
  crms: { words: crmWords satisfies Record<Crm, Words>, keys: ['amocrm', 'bitrix24', 'onec', 'json', 'import'] },
  units: {
    words: unitWords satisfies Record<Unit, Words>,
    keys: ['text', 'id', 'word', 'money', 'count', 'number', 'ratio', 'percent', 'day', 'month', 'week', 'period', 'time', 'flag', 'link'],
  },
  settings: { words: settingWords satisfies Record<keyof Settings, unknown>, keys: Object.keys(defaultSettings) },
  buckets: { words: buckets, keys: [UNDATED, UNASSIGNED, UNALLOCATED, RECEIPTS, REFUNDS, ...costColumns] },
};

test.each(Object.entries(lists))('%s: every key has words and every word its key', (_, { words, keys }) =>
  expect(Object.keys(words).sort()).toEqual([...keys].sort()),
);

test('buckets read as the glossary has them', () =>
  expect([buckets.undated, buckets.unassigned]).toEqual([
    { ru: 'без даты', en: 'undated' },
    { ru: 'не указан', en: 'not specified' },
  ]));
