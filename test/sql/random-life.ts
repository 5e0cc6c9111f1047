import fc from 'fast-check';
import type { TimedRecord } from '../../src/facts/deal-record';
import type { Meaning } from '../../src/facts/rows';
import { costColumns } from '../../src/facts/rows';
import { fields } from '../facts/deal-fixtures';

const START = Date.parse('2026-06-25T20:30:00Z'),
  HOUR = 3_600_000;

/** Fields that the CRM of a small business has, all of them mapped. */
export const meanings: readonly Meaning[] = [
  ...(['contract_amount', 'contract_date', 'prepayment', 'prepayment_date', 'paid', 'paid_date', 'installation_date', 'due_date'] as const),
  ...(['product', 'source', 'list_price', ...costColumns] as const),
];
/** Deals that schemes share out: their amounts are whole roubles, so that no share leaves an odd kopeck (which of two sharers gets it is a table of its own, test/metrics/pay-ledger). */
export const isShared = (id: number): boolean => id <= 2;
const daysUpTo = (last: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: last }).map((n) => new Date(Date.parse('2026-06-20') + n * 24 * HOUR).toISOString().slice(0, 10));
/** 20 June to 27 December: today is 21 November. Money that the CRM says has come is of no later day. */
export const days = daysUpTo(190);
const past = daysUpTo(154);
export const people = fc.constantFrom('1', '2', '3', '4', '');

const amountOf = (whole: boolean): fc.Arbitrary<string> =>
  fc
    .oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 60_000_000 }) }, { weight: 2, arbitrary: fc.constantFrom(0, 1, 5_000_000, 10_000_000, 3_333) })
    .map((n) => ((whole ? n - (n % 100) : n) / 100).toFixed(2));
function textOf(meaning: Meaning, whole: boolean): fc.Arbitrary<string> {
  if (meaning === 'product') return fc.constantFrom('Window', 'Door', 'Window, Door', '');
  if (meaning === 'source') return fc.constantFrom('Site', 'Ads', '');
  return fc
    .option(/contract_date|prepayment_date|paid_date/.test(meaning) ? past : /date/.test(meaning) ? days : amountOf(whole), { freq: 6 })
    .map((text) => text ?? '');
}

/** What may befall a deal: the stages and fields that matter for money come often, everything else now and then. A lowered field is a refund. */
function actOf(whole: boolean): fc.Arbitrary<Partial<TimedRecord>> {
  const field = (...among: readonly Meaning[]): fc.Arbitrary<Partial<TimedRecord>> =>
    fc.constantFrom(...among).chain((meaning) => textOf(meaning, whole).map((text) => ({ fields: fields({ [meaning]: text }) })));
  const stage = fc.constantFrom('50', '50', '60', '143', '20', '30', '142').map((stageId): Partial<TimedRecord> => ({ stageId, action: 'status' }));
  return fc.oneof(
    { weight: 6, arbitrary: stage },
    { weight: 4, arbitrary: field('prepayment', 'paid', 'paid') },
    { weight: 3, arbitrary: field('contract_amount') },
    { weight: 2, arbitrary: field('contract_date', 'prepayment_date', 'paid_date') },
    { weight: 2, arbitrary: field('installation_date', 'due_date') },
    { weight: 3, arbitrary: field(...costColumns) },
    { weight: 1, arbitrary: field('product', 'source', 'list_price') },
    { weight: 2, arbitrary: people.map((managerId): Partial<TimedRecord> => ({ managerId, action: 'responsible' })) },
    { weight: 1, arbitrary: fc.constantFrom<Partial<TimedRecord>>({ action: 'delete', version: null }, { action: 'restore' }) },
  );
}

/** All that a CRM tells of one deal, a day or more between two bodies (whatever order they come in is a law of its own, test/facts/deal-state-laws). */
export const life = (id: number): fc.Arbitrary<readonly TimedRecord[]> =>
  fc
    .record({
      born: fc.integer({ min: 0, max: 120 * 24 }),
      owner: people,
      currency: isShared(id) ? fc.constant('') : fc.constantFrom('', '', '', 'RUB', 'USD', 'eur', 'XXX'),
      signs: fc.boolean(),
      price: amountOf(isShared(id)),
      acts: fc.array(fc.record({ after: fc.integer({ min: 26, max: 30 * 24 }), what: actOf(isShared(id)) }), { maxLength: 10 }),
    })
    .map(({ born, owner, currency, signs, price, acts }) => {
      let at = START + born * HOUR;
      const first: Partial<TimedRecord> = {
        action: 'add',
        stageId: '10',
        managerId: owner,
        createdAt: at,
        currency,
        amount: price,
        name: `Deal ${id}`,
        fields: fields({ product: id % 3 ? 'Window' : 'Door', source: id % 2 ? 'Site' : 'Ads' }),
      };
      const signed: Partial<TimedRecord> = { stageId: '50', action: 'status', fields: fields({ contract_amount: price }) };
      return [{ after: 0, what: first }, ...(signs ? [{ after: 5, what: signed }] : []), ...acts].map(({ after, what }, i): TimedRecord => {
        at += after * HOUR;
        return { crm: 'amocrm', dealId: String(id), action: 'update', version: at, pipelineId: '1', receivedAt: at + 1000, eventId: `${id}-${i}`, ...what };
      });
    });
