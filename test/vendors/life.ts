import type { Random } from '../../src/hosts/local/demo/random';
import { dayAt } from './clock';
import type { Choice, Deal, Pipeline, Role, Stage, Values } from './model';
import { companyNames, firstNames, innOf, lastNames, oddNames, phoneOf, positions, results, taskTexts, wishes } from './names';
import type { Edit, Kind, Records } from './records';

/** How a deal of the made-up firm goes on: pure chance, drawn from `random`; whoever calls says when. */

const HOUR = 3_600_000,
  DAY = 24 * HOUR;

export interface Hands {
  readonly records: Records;
  readonly random: Random;
}

const choices = (records: Records, key: string): readonly Choice[] => records.firm.fields.find((field) => field.key === key)?.choices ?? [];
const whole = (random: Random, amount: number): number => Math.round((amount * (0.8 + random.next() * 0.4)) / 100) * 100;
export const stageOf = (pipeline: Pipeline, role: Role): Stage => pipeline.stages.find((stage) => stage.role === role) ?? pipeline.stages[0]!;
/** `days` days on, in working hours where the account is. */
const later = ({ records, random }: Hands, at: number, days: number): number => {
  const offset = records.firm.offsetMs,
    day = Math.floor((at + days * DAY * (0.3 + random.next() * 1.4) + offset) / DAY);
  return Math.max(at + random.whole(60, 3_000) * 1000, day * DAY - offset + 9 * HOUR + random.whole(0, 36_000) * 1000);
};
const anyUser = ({ records, random }: Hands): number => random.pick(records.firm.users.filter((user) => user.active)).id;

/** A client: a person, now and then with a firm; one in five has been here before. */
export function meetClient(hands: Hands, at: number, ownerId: number): { readonly contactId: number | null; readonly companyId: number | null } {
  const { records, random } = hands,
    known = records.contacts.size;
  if (random.chance(0.05)) return { contactId: null, companyId: null };
  if (known > 20 && random.chance(0.2)) {
    const old = records.contactList[random.whole(0, known - 1)];
    if (old && old.deletedAt === null) return { contactId: old.id, companyId: old.companyId };
  }
  const when = { at, by: ownerId },
    n = known + 1;
  const company = random.chance(0.3)
    ? records.addCompany(
        {
          ownerId,
          name: `${random.pick(companyNames)} ${n}`,
          inn: random.chance(0.8) ? innOf(n * 7919) : '',
          phones: random.chance(0.5) ? [phoneOf(n * 104_729, n)] : [],
          web: '',
        },
        when,
      )
    : null;
  const contact = records.addContact(
    {
      ownerId,
      first: random.pick(firstNames),
      last: random.pick(lastNames),
      phones: random.chance(0.9) ? [phoneOf(n * 15_485, n), ...(random.chance(0.1) ? [phoneOf(n * 32_452, n + 1)] : [])] : [],
      emails: random.chance(0.6) ? [`client${n}@example.com`] : [],
      position: company ? random.pick(positions) : '',
      birthday: random.chance(0.1) ? '1980-01-12' : '',
      companyId: company?.id ?? null,
    },
    when,
  );
  return { contactId: contact.id, companyId: company?.id ?? null };
}

/** A new deal (or lead) of a new or old client. */
export function beginDeal(
  hands: Hands,
  kind: Kind,
  at: number,
  more: { readonly pipeline?: Pipeline; readonly leadId?: number; readonly client?: ReturnType<typeof meetClient> } = {},
): Deal {
  const { records, random } = hands,
    { firm } = records,
    ownerId = anyUser(hands);
  const pipeline = more.pipeline ?? (kind === 'lead' ? firm.leads! : firm.pipelines[random.weighted([75, 25])]!);
  const client = more.client ?? meetClient(hands, at, ownerId);
  return records.addDeal(
    kind,
    {
      pipeline,
      ownerId,
      ...client,
      name: random.chance(0.06) ? random.pick(oddNames) : `${random.pick(wishes)} ${random.whole(1, 9999)}`,
      amount: random.chance(0.3) ? whole(random, 90_000) : 0,
      sourceId: random.chance(0.85) ? random.pick(firm.sources).id : null,
      leadId: more.leadId ?? null,
      tags: firm.tags && random.chance(0.15) ? [random.pick(['VIP', 'сайт', 'повтор'])] : [],
      values: { ...(random.chance(0.4) ? { utm_source: random.pick(['yandex', 'vk', 'google']) } : {}), ...(random.chance(0.1) ? { urgent: true } : {}) },
    },
    { at, by: random.chance(0.3) ? 0 : ownerId },
  );
}

/** What people fill in when a deal reaches this stage. */
function filled({ records, random }: Hands, deal: Deal, role: Role, at: number): Edit {
  const day = (days: number): string => dayAt(at + days * DAY, records.firm.offsetMs),
    kopecks = records.firm.kopecks && random.chance(0.2) ? 0.5 : 0,
    contract = Number(deal.values.contract_amount ?? 0);
  switch (role) {
    case 'call':
      return { values: { call_result: random.pick(choices(records, 'call_result')).name } };
    case 'offer':
      return { amount: whole(random, 160_000) + kopecks, values: { product: random.pick(choices(records, 'product')).name } };
    case 'contract': {
      const amount = deal.amount || whole(random, 150_000),
        values: Values = {
          contract_amount: amount,
          contract_date: day(-random.whole(0, 1)),
          due_date: day(random.whole(10, 30)),
          ...(random.chance(0.5)
            ? {
                options: choices(records, 'options')
                  .filter(() => random.chance(0.5))
                  .map((one) => one.name),
              }
            : {}),
        };
      return { amount, values };
    }
    case 'prepaid':
      return { values: { prepayment: Math.round(contract / 2), prepayment_date: day(0), installation_date: day(random.whole(5, 20)) } };
    case 'install':
      return {
        values: {
          materials_cost: whole(random, contract * 0.35),
          delivery_cost: whole(random, 4_000),
          installation_cost: whole(random, 12_000),
          ...(random.chance(0.2) ? { comment: '=HYPERLINK("http://example.com";"смета")' } : {}),
        },
      };
    case 'won':
      return { values: { paid: contract || deal.amount } };
    case 'lost':
      return random.chance(0.9) ? { reasonId: random.pick(records.firm.reasons).id } : {};
    default:
      return {};
  }
}

/** Moves a deal to the stage with all that people fill in on the way. */
export function reach(hands: Hands, kind: Kind, deal: Deal, to: { readonly pipeline: Pipeline; readonly stage: Stage }, at: number): void {
  const edit = kind === 'deal' ? filled(hands, deal, to.stage.role, at) : {};
  hands.records.move(kind, deal, { ...to, edit }, { at, by: hands.random.chance(0.1) ? 0 : deal.ownerId });
}

/** Somewhere else in the funnels: mostly on, sometimes lost, back, over a stage, or into the other funnel. */
export function nextPlace({ records, random }: Hands, kind: Kind, deal: Deal): { readonly pipeline: Pipeline; readonly stage: Stage } {
  const { pipeline, stage } = deal,
    open = pipeline.stages.filter((one) => one.role !== 'won' && one.role !== 'lost'),
    at = open.indexOf(stage),
    late = at >= open.length / 2;
  if (at < 0) return { pipeline, stage: random.pick(open) }; // opened again
  const chance = random.weighted([late ? 8 : 22, 66, 6, 4, kind === 'deal' ? 3 : 0]);
  if (chance === 0) return { pipeline, stage: random.pick(pipeline.stages.filter(({ role }) => role === 'lost')) };
  if (chance === 3 && at > 0) return { pipeline, stage: open[at - 1]! };
  if (chance === 4) {
    const other = records.firm.pipelines.find((one) => one !== pipeline) ?? pipeline;
    return { pipeline: other, stage: random.chance(0.7) ? other.stages[0]! : stageOf(other, 'offer') };
  }
  return { pipeline, stage: open[at + (chance === 2 ? 2 : 1)] ?? stageOf(pipeline, 'won') };
}

/** A call, answered or not, noted at the deal or at its contact. */
export function call({ records, random }: Hands, deal: Deal, at: number): void {
  const contact = deal.contactId === null ? undefined : records.contacts.get(deal.contactId);
  records.addNote(
    {
      kind: random.chance(0.6) ? 'call_out' : 'call_in',
      dealId: deal.id,
      contactId: contact && random.chance(0.4) ? contact.id : null,
      text: '',
      phone: contact?.phones[0] ?? '+79000000000',
      length: random.chance(0.25) ? 0 : random.whole(5, 900),
      ownerId: deal.ownerId,
    },
    { at, by: deal.ownerId },
  );
}
/** Somebody is to call or meet the client; most tasks are done, some late, if that day is not behind `until`. */
export function planTask({ records, random }: Hands, deal: Deal, at: number, until: number): void {
  const task = records.addTask(
    { dealId: deal.id, kind: random.chance(0.7) ? 1 : 2, text: random.pick(taskTexts), due: at + random.whole(1, 7) * DAY, ownerId: deal.ownerId },
    { at, by: random.chance(0.3) ? 0 : deal.ownerId },
  );
  const doneAt = at + random.whole(1, 9) * DAY;
  if (random.chance(0.7) && doneAt < until) records.finishTask(task, random.pick(results), { at: doneAt, by: task.ownerId });
}

/** The life of a deal from its creation up to `until`. */
export function liveOn(hands: Hands, kind: Kind, deal: Deal, until: number): void {
  const { records, random } = hands;
  let at = deal.createdAt;
  for (let step = 0; step < 30; step += 1) {
    at = later(hands, at, random.pick([0.05, 1, 4, 9, 18]));
    if (at >= until) return;
    const ended = deal.stage.role === 'won' || deal.stage.role === 'lost';
    if (ended) {
      if (random.chance(0.04)) reach(hands, kind, deal, nextPlace(hands, kind, deal), at);
      else {
        if (kind === 'deal' && random.chance(0.02)) records.remove('deal', deal.id, { at, by: deal.ownerId });
        return;
      }
      continue;
    }
    const what = random.weighted([600, 120, 50, 130, 95, 5]);
    if (what === 0) reach(hands, kind, deal, nextPlace(hands, kind, deal), at);
    else if (what === 1) records.edit(kind, deal, { amount: whole(random, 120_000) }, { at, by: deal.ownerId });
    else if (what === 2) records.assign(kind, deal, anyUser(hands), { at, by: records.firm.users[0]!.id });
    else if (kind === 'deal' && what === 3) call(hands, deal, at);
    else if (kind === 'deal' && what === 4) planTask(hands, deal, at, until);
    else if (kind === 'deal' && what === 5) {
      records.remove('deal', deal.id, { at, by: deal.ownerId });
      return;
    }
  }
}
