/** How a lead of the demo company goes on: chances and pauses of one life. Pure: all chance comes from `random`. */

import type { StageKey } from './company';
import { managers, products, sources } from './company';
import { dayOf, startOf, weekday } from './days';
import type { Random } from './random';
import type { Fact, Moment, TypedPayment } from './story';

const HOUR_MS = 3_600_000,
  MINUTE_MS = 60_000,
  rouble = 100;

interface Life {
  readonly random: Random;
  readonly moments: Moment[];
  readonly typed: TypedPayment[];
  manager: number;
  source: number | null;
  product: number;
  at: number;
}

/** Some days on, between nine and half past seven, seldom on a Sunday; never before the moment before. */
function pass(life: Life, fromDays: number, toDays: number): void {
  const { random } = life,
    before = life.at;
  let day = dayOf(before) + random.whole(fromDays, toDays);
  if (weekday(day) === 7 && random.chance(0.85)) day += 1;
  const at = startOf(day) + 9 * HOUR_MS + random.whole(0, 630) * MINUTE_MS + random.whole(0, 59) * 1000;
  life.at = at > before ? at : before + random.whole(3, 40) * MINUTE_MS;
}
const soon = (life: Life, fromMinutes: number, toMinutes: number): void => {
  life.at += life.random.whole(fromMinutes, toMinutes) * MINUTE_MS;
};
const tell = (life: Life, moment: Omit<Moment, 'at'>): void => {
  life.moments.push({ at: life.at, ...moment });
};
const move = (life: Life, stage: StageKey, more: Omit<Moment, 'at' | 'action' | 'stage'> = {}): void => tell(life, { action: 'status', stage, ...more });

/** Chance of going on: seller and source both matter. */
const luck = (life: Life, chance: number): boolean =>
  life.random.chance(Math.min(0.97, chance * managers[life.manager]!.skill * Math.sqrt(life.source === null ? 0.8 : sources[life.source]!.quality)));
const refuse = (life: Life): void => {
  pass(life, 1, 6);
  move(life, 'refusal', { refusal: life.random.weighted([30, 26, 22, 15, 7]) });
};

/** From the signature to the last rouble. `before`: what the client had paid when he signs a second time; null the first time. */
function sign(life: Life, before: number | null): void {
  const { random } = life,
    product = products[life.product]!,
    discount = Math.max(0, managers[life.manager]!.discount + (random.next() - 0.5) * 0.06);
  const list = Math.round((product.price * (0.6 + random.next() * 0.9)) / 500) * 500 * rouble,
    amount = Math.round((list * (1 - discount)) / (100 * rouble)) * 100 * rouble;
  const late = random.chance(0.12) ? -random.whole(1, 2) : 0; // the card is filled in a day or two after the signature
  const prepaid =
    before !== null && before > 0
      ? before
      : random.chance(0.88)
        ? Math.round((amount * random.pick([0.3, 0.5, 0.5, 0.7])) / (1000 * rouble)) * 1000 * rouble
        : 0;
  const paysNow = prepaid > 0 && prepaid !== before,
    installation = random.whole(9, 24),
    facts: Fact[] = [{ what: 'contract', amount, day: before === null ? late : 0 }]; // signed again counts on the day it is reached again, whatever earlier date the card says
  if (paysNow) facts.push({ what: 'payment', amount: prepaid, day: 0 });
  move(life, 'contract', {
    product: life.product,
    money: { list_price: list, contract_amount: amount, ...(paysNow ? { prepayment: prepaid } : {}) },
    days: {
      contract_date: late,
      installation_date: installation,
      ...(paysNow ? { prepayment_date: 0 } : {}),
      ...(random.chance(0.7) ? { due_date: installation + random.whole(0, 7) } : {}),
    },
    instalments: random.chance(0.15),
    facts,
  });

  const fate = random.weighted([4, 2, before === null ? 2 : 0, 92]);
  if (fate === 0) {
    // cancelled; the prepayment is mostly given back, on a later day
    pass(life, 2, 12);
    move(life, 'refusal', { refusal: 3, facts: [{ what: 'cancel' }] });
    const back = prepaid > 0 ? random.weighted([5, 3, 2]) : 2; // in the card, in the accountant's tab, not yet
    if (back < 2) pass(life, 2, 9);
    if (back === 0) tell(life, { action: 'update', money: { prepayment: 0 }, facts: [{ what: 'refund', amount: prepaid }] });
    if (back === 1) life.typed.push({ at: life.at, amount: -prepaid, kind: 'refund' });
    return;
  }
  if (fate === 1) {
    pass(life, 4, 8);
    life.manager = (life.manager + 1) % managers.length;
    tell(life, { action: 'responsible', manager: life.manager });
  }
  if (fate === 2) {
    // back to the quote, signed again later
    pass(life, 2, 6);
    move(life, 'quote', { facts: [{ what: 'cancel' }] });
    pass(life, 3, 15);
    sign(life, prepaid);
    return;
  }
  finish(life, amount, prepaid, list, installation);
}

/** Costs, a changed amount, the installation, the balance in time or late, a refund now and then. */
function finish(life: Life, signed: number, prepaid: number, list: number, installation: number): void {
  const { random } = life,
    product = products[life.product]!,
    day = dayOf(life.at),
    kopecks = (): number => (random.chance(0.2) ? random.whole(1, 99) : 0);
  let amount = signed;
  const materials = Math.round((list * product.materials * (0.92 + random.next() * 0.16)) / (10 * rouble)) * 10 * rouble + kopecks();
  const delivery = random.whole(12, 60) * 100 * rouble,
    labour = Math.round((list * (0.08 + random.next() * 0.05)) / (100 * rouble)) * 100 * rouble,
    other = random.chance(0.3) ? random.whole(5, 70) * 100 * rouble : 0;
  const forgets = random.chance(0.1);
  pass(life, 2, 6);
  const atOnce = !forgets && random.chance(0.8); // most count the whole cost when they order, the others after the installation
  tell(life, {
    action: 'update',
    money: { materials_cost: materials, ...(atOnce ? { delivery_cost: delivery, installation_cost: labour, other_cost: other } : {}) },
  });
  if (random.chance(0.06)) {
    // more windows, or fewer
    const by = random.pick([1, 1, -1]) * random.whole(3, 20) * 1000 * rouble;
    amount += by;
    pass(life, 1, 3);
    tell(life, { action: 'update', money: { contract_amount: amount }, facts: [{ what: 'change', amount: by }] });
  }
  life.at = Math.max(life.at, startOf(day + installation - 1));
  pass(life, 1, 2);
  if (!forgets && !atOnce) tell(life, { action: 'update', money: { delivery_cost: delivery, installation_cost: labour, other_cost: other } });
  const rest = amount - prepaid,
    byHand = random.chance(0.05) ? Math.round(rest / (2 * 1000 * rouble)) * 1000 * rouble : 0,
    balance = rest - byHand,
    payer = random.weighted([72, 20, 8]);
  if (payer === 2) return; // has not paid yet
  if (payer === 1) pass(life, 8, 55);
  else pass(life, 0, 4);
  if (byHand > 0) {
    life.typed.push({ at: life.at, amount: byHand, kind: 'balance' });
    pass(life, 1, 5);
  }
  const late = random.chance(0.1) ? -1 : 0;
  const paid = balance > 0 ? { money: { paid: balance }, days: { paid_date: late }, facts: [{ what: 'payment', amount: balance, day: late } as const] } : {};
  if (balance <= 0 || random.chance(0.85)) move(life, 'done', paid);
  else {
    tell(life, { action: 'update', ...paid });
    soon(life, 5, 90);
    move(life, 'done');
  }
  if (balance > 40_000 * rouble && random.chance(0.05)) {
    // a complaint
    const back = random.whole(2, 15) * 1000 * rouble;
    pass(life, 3, 20);
    tell(life, { action: 'update', money: { paid: balance - back }, facts: [{ what: 'refund', amount: back }] });
  }
}

/** From the quote on: signed, refused (and sometimes won back), or left alone. */
function decide(life: Life): void {
  pass(life, 1, 4);
  move(life, 'quote', { money: { potential_amount: Math.round(products[life.product]!.price / 1000) * 1000 * rouble } });
  pass(life, 2, 16);
  if (luck(life, 0.52)) return sign(life, null);
  if (life.random.chance(0.06)) return; // nobody called again
  refuse(life);
  if (life.random.chance(0.1)) {
    // won back
    pass(life, 6, 40);
    move(life, 'in_work');
    pass(life, 1, 8);
    if (luck(life, 0.7)) sign(life, null);
  }
}

/** The whole life of a lead that came at `at`; `moments` may lie in the future, the caller cuts. */
export function live(random: Random, at: number): { readonly moments: readonly Moment[]; readonly typed: readonly TypedPayment[]; readonly pipeline: number } {
  const manager = random.weighted(managers.map((one) => one.weight)),
    source = random.chance(0.97) ? random.weighted(sources.map((one) => one.weight)) : null;
  const life: Life = { random, moments: [], typed: [], manager, source, product: random.weighted(products.map((one) => one.weight)), at };
  const pipeline = managers[manager]!.department.en === 'Dealers' ? 1 : 0;
  const done = { moments: life.moments, typed: life.typed, pipeline };
  tell(life, {
    action: 'add',
    stage: 'new',
    manager,
    ...(source === null ? {} : { source }),
    clientType: random.chance(pipeline === 1 ? 0.8 : 0.1) ? 1 : 0,
    ...(random.chance(0.08) ? { tag: 'VIP' } : {}),
  });
  const kind = random.weighted([7, 5, 88]);
  if (kind === 0) {
    soon(life, 20, 600);
    move(life, 'junk');
    if (random.chance(0.06)) {
      pass(life, 1, 3);
      tell(life, { action: 'delete' });
    }
    return done;
  }
  if (kind === 1) {
    soon(life, 5, 200);
    move(life, 'duplicate');
    return done;
  }
  if (random.chance(0.2)) pass(life, 1, 2);
  else soon(life, 5, 120);
  move(life, 'in_work', { ...(random.chance(0.9) ? { product: life.product } : {}), ...(random.chance(0.2) ? { interests: [0, random.whole(1, 2)] } : {}) });
  if (random.chance(0.05)) {
    soon(life, 20, 300);
    life.manager = (life.manager + 2) % managers.length;
    tell(life, { action: 'responsible', manager: life.manager });
  }
  if (random.chance(0.16)) {
    pass(life, 1, 3);
    move(life, 'postponed');
    if (random.chance(0.2)) return done; // still waits for a call
    pass(life, 5, 25);
    move(life, 'in_work');
  }
  if (!luck(life, 0.58)) {
    refuse(life);
    return done;
  }
  pass(life, 1, 7);
  move(life, 'measurement', { product: life.product });
  if (!luck(life, 0.85)) {
    refuse(life);
    return done;
  }
  decide(life);
  return done;
}
