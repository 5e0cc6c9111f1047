/** How the demo company pays its sellers. */
import { type Locale, managers } from './company';
import type { InputRow } from './rows';
import type { Story } from './story';

/** Three kinds of pay: by steps from contracts, flat from contracts with refunds netted, from receipts; and one from margin. */
export function schemes(locale: Locale, first: string, split: string): InputRow[] {
  const multipliers = '0=0.8; 80=1; 100.01=1.1',
    valid_from = `${first}-01`,
    names = managers.map(({ name }) => name[locale]),
    ru = locale === 'ru';
  const steps = {
    scheme: ru ? 'Ступени от договоров' : 'Steps on contracts',
    valid_from,
    base: 'contract',
    fixed: 40_000,
    tiers: '0=3; 500000=4; 1000000=5',
    plan_metric: 'turnover',
    multipliers,
    refund_rule: 'reverse',
    cap: null,
  };
  const flat = {
    scheme: ru ? 'Четыре процента от договоров' : 'Four per cent of contracts',
    valid_from,
    base: 'contract',
    fixed: 45_000,
    tiers: '0=4',
    plan_metric: 'turnover',
    multipliers,
    refund_rule: 'net',
    cap: null,
  };
  const paid = {
    scheme: ru ? 'Процент от оплат' : 'Share of receipts',
    valid_from,
    base: 'receipts',
    fixed: 50_000,
    tiers: '0=2; 1500000=2.5',
    plan_metric: 'receipts',
    multipliers: '',
    refund_rule: 'reverse',
    cap: 250_000,
  };
  const margin = {
    scheme: ru ? 'Процент от маржи' : 'Share of margin',
    valid_from,
    base: 'margin',
    fixed: 35_000,
    tiers: '0=8',
    plan_metric: '',
    multipliers: '',
    refund_rule: 'reverse',
    cap: null,
  };
  return [
    { ...steps, manager: names[0]!, splits: split },
    { ...steps, manager: names[1]!, splits: '' },
    { ...flat, manager: names[2]!, splits: '' },
    { ...paid, manager: names[3]!, splits: '' },
    { ...paid, manager: names[4]!, splits: '' },
    { ...margin, manager: names[5]!, splits: '' },
  ];
}

/** The deal that the first two sellers share 60 : 40: the first contract that the first seller signed. */
export const sharedDeal = (stories: readonly Story[]): Story | undefined =>
  stories.find(({ moments }) => moments.some(({ stage }) => stage === 'contract') && moments.every(({ manager }) => manager === undefined || manager === 0));
