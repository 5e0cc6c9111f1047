/** Life stories of deals as amoCRM posts them, for tests under load: written by a seed, so that every run posts the same bodies. */
import { body, lead, removal } from '../ingest/amo-body';

/** A body and the second in which the CRM sends it. */
export interface Post {
  readonly at: number;
  readonly deal: number;
  readonly body: string;
}

/** Stages, fields and people of the company, as a person maps them; stage 40 and field 960 are left for nobody to map. */
const stages = [
  [10, 'Новая', 'new'],
  [20, 'В работе', 'in_work'],
  [30, 'Замер', 'measurement'],
  [35, 'Смета', 'quote'],
  [40, 'Ждём', 'unmapped'],
  [45, 'Отложено', 'postponed'],
  [50, 'Договор', 'contract'],
  [142, 'Исполнено', 'done'],
  [143, 'Отказ', 'refusal'],
  [90, 'Спам', 'junk'],
] as const;
const fields = [
  ['900', 'contract_amount'],
  ['901', 'contract_date'],
  ['902', 'prepayment'],
  ['903', 'prepayment_date'],
  ['904', 'paid'],
  ['905', 'paid_date'],
  ['906', 'source'],
  ['907', 'product'],
  ['908', 'materials_cost'],
  ['909', 'installation_date'],
  ['960', ''],
] as const;
const people = [
  [1, 'Анна'],
  [2, 'Борис'],
  [3, 'Вера'],
  [4, 'Глеб'],
] as const;
const sources = ['Сайт', 'Авито', 'Рекомендация', 'Выставка'],
  products = ['Окна', 'Двери', 'Балконы'];

/** Rows that a person types before the first event. */
export const mapping: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  stages: stages.map(([id, stage, outcome], i) => ({
    crm: 'amocrm',
    pipeline_id: '1',
    pipeline: 'Продажи',
    stage_id: String(id),
    stage,
    outcome,
    position: i + 1,
  })),
  fields: fields.map(([id, meaning]) => ({ crm: 'amocrm', entity: 'deal', field_id: id, field: `Поле ${id}`, meaning })),
  managers: people.map(([id, manager]) => ({ crm: 'amocrm', manager_id: String(id), manager, department: id < 3 ? 'Север' : 'Юг' })),
};
export const plans: readonly Readonly<Record<string, unknown>>[] = people.flatMap(([, name]) =>
  ['2026-09', '2026-10', '2026-11'].map((period) => ({ period, level: 'manager', name, metric: 'turnover', value: 500_000 })),
);

/** A generator of whole numbers below `n`; the same for the same seed (Park and Miller, 1988). */
const dice = (seed: number): ((n: number) => number) => {
  let state = (seed % 2_147_483_646) + 1;
  return (n) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % n;
  };
};
const DAY = 86_400;
/** 1 July 2026, Moscow. */
const START = Date.parse('2026-07-01T00:00:00+03:00') / 1000;
const LAST = Date.parse('2026-11-21T14:00:00+03:00') / 1000;

/** Bodies of one deal: created, moved on, signed or refused, paid, sometimes handed over, given back, deleted. Each second of a deal occurs once. */
function life(deal: number, steps: number): Post[] {
  const roll = dice(deal * 7919 + 17),
    id = 1000 + deal,
    created = START + roll(140) * DAY + 9 * 3600 + deal,
    posts: Post[] = [];
  const filled: Record<string, string> = { 906: sources[roll(4)] ?? '', 907: products[roll(3)] ?? '' };
  let at = created,
    stage = 10,
    owner = 1 + roll(4),
    price = (50 + roll(400)) * 1000;
  const send = (action: string): void => {
    posts.push({ at, deal, body: body(action, lead({ id, at, created, stage, price, owner, name: `Сделка ${id}`, fields: filled })) });
  };
  send('add');
  const path = [20, 30, 35, 40, 45, 50];
  while (posts.length < steps) {
    at = Math.min(at + 3600 * (1 + roll(60)), LAST - (steps - posts.length) * 7) + 1;
    const what = roll(10),
      day = String(Math.floor(at / DAY) * DAY - 10_800);
    if (stage === 50 || stage === 142) {
      if (what < 3) {
        filled['902'] = String((1 + roll(5)) * 10_000);
        filled['903'] = day;
        send('update');
      } else if (what < 5) {
        filled['904'] = String((1 + roll(9)) * 10_000 + 0.5);
        filled['905'] = day;
        send('update');
      } else if (what < 6) {
        filled['904'] = '0';
        send('update');
      } else if (what < 7) {
        filled['908'] = String((1 + roll(9)) * 7_000);
        filled['909'] = day;
        send('update');
      } else if (what < 8) {
        stage = 142;
        send('status');
      } else if (what < 9) {
        filled['900'] = String((50 + roll(400)) * 1000);
        send('update');
      } else {
        stage = 143;
        send('status');
      }
    } else if (what < 6) {
      stage = path[Math.max(0, path.indexOf(stage)) + (stage === 10 ? 0 : 1)] ?? 50;
      if (stage === 50) {
        filled['900'] = String(price);
        filled['901'] = day;
      }
      send('status');
    } else if (what < 7) {
      owner = 1 + roll(4);
      send('responsible');
    } else if (what < 8) {
      price += 1000;
      send('update');
    } else if (what < 9) {
      stage = roll(4) === 0 ? 90 : 143;
      send('status');
    } else {
      filled['960'] = `Заметка ${posts.length} — ${'ё'.repeat(20)}`;
      send('update');
    }
  }
  if (deal % 17 === 0) posts[posts.length - 1] = { at, deal, body: removal(id) };
  return posts;
}

/** `count` bodies of `deals` deals in the order of their time. */
export function lives(deals: number, count: number): Post[] {
  const posts = Array.from({ length: deals }, (_, i) => life(i, Math.floor(count / deals) + (i < count % deals ? 1 : 0))).flat();
  return posts.sort((a, b) => a.at - b.at || a.deal - b.deal);
}
