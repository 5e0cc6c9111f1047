import { marginGroups } from '../../src/reports/margin-groups';
import { everything } from '../../src/reports/report';
import { book, contract, rub } from '../metrics/money-book';

const discountOf = (...contracts: readonly ReturnType<typeof contract>[]): number | null =>
  marginGroups(book({ deals: contracts }), everything, () => 'Doors')[0]?.[1].discount_percent ?? null;
const sold = contract('1', '2026-11-02', rub(90), { list_price: rub(100) });

test.each([
  ['90 of 100', [sold], 0.1],
  [
    'a contract whose amount nobody entered is no gift: it stays out of the discount',
    [sold, contract('2', '2026-11-03', 0, { list_price: rub(100), contract_amount: null })],
    0.1,
  ],
  ['nor one of 0, which amoCRM writes for "not filled in"', [sold, contract('2', '2026-11-03', 0, { list_price: rub(100) })], 0.1],
  ['without a list price there is nothing to compare with', [contract('1', '2026-11-02', rub(90))], null],
] as const)('discount: %s', (_why, contracts, expected) => {
  const found = discountOf(...contracts);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(expected, 12);
});
