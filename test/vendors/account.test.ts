/** The account behind all stand-ins: a past that hangs together, the same for the same seed, with the traps that a reader of it must survive. */
import { type Account, openAccount, PAST_DAYS } from './account';
import { amoFirm } from './amo-firm';
import { HOST, openAmo } from './amocrm';
import { b24Firm } from './b24-firm';
import { openBitrix, PORTAL_URL } from './bitrix24';
import type { Deal } from './model';
import { innOf, phoneOf } from './names';
import type { DealTruth } from './truth';

const NOW = Date.parse('2026-11-21T12:00:00+03:00'),
  DAY = 86_400_000;
const firms = [
  { name: 'amoCRM', firm: amoFirm },
  { name: 'Bitrix24', firm: b24Firm },
];

describe.each(firms)('the past of an account of $name', ({ firm }) => {
  const account = openAccount(firm, { deals: 800, seed: 11, now: NOW }),
    deals = [...account.records.deals.values()];
  test.each<{ readonly why: string; readonly holds: (deal: Deal) => boolean }>([
    { why: 'is born within 14 months', holds: ({ createdAt }) => createdAt >= NOW - PAST_DAYS * DAY && createdAt <= NOW },
    {
      why: 'has whole seconds',
      holds: ({ createdAt, updatedAt, history }) => [createdAt, updatedAt, ...history.map(({ at }) => at)].every((at) => at % 1000 === 0),
    },
    { why: 'was never changed in the future, nor before it was born', holds: ({ createdAt, updatedAt }) => updatedAt >= createdAt && updatedAt <= NOW },
    {
      why: 'has a history that begins with its birth and goes on in time',
      holds: ({ createdAt, history }) => history[0]!.at === createdAt && history.every((one, i) => i === 0 || one.at >= history[i - 1]!.at),
    },
    {
      why: 'stands where its history ends',
      holds: ({ pipeline, stage, history, movedAt }) =>
        history[history.length - 1]!.stageId === stage.id &&
        history[history.length - 1]!.pipelineId === pipeline.id &&
        history[history.length - 1]!.at === movedAt,
    },
    {
      why: 'is closed just when it is won or lost',
      holds: ({ stage, closedAt, movedAt }) =>
        closedAt === null ? !['won', 'lost'].includes(stage.role) : ['won', 'lost'].includes(stage.role) && closedAt === movedAt,
    },
    { why: 'has a lost reason only when lost', holds: ({ stage, reasonId }) => reasonId === null || stage.role === 'lost' },
  ])('each deal $why', ({ holds }) => expect(deals.filter((deal) => !holds(deal)).map(({ id }) => id)).toEqual([]));
  test('ids grow with the time of birth', () =>
    expect(deals.every((deal, i) => i === 0 || (deal.id > deals[i - 1]!.id && deal.createdAt >= deals[i - 1]!.createdAt))).toBe(true));
  test.each<{ readonly why: string; readonly count: () => number; readonly atLeast: number }>([
    {
      why: 'deals imported in one and the same second',
      count: () => Math.max(...deals.map((deal) => deals.filter((one) => one.createdAt === deal.createdAt).length)),
      atLeast: 16,
    },
    {
      why: 'deals that came back from lost or won',
      count: () => deals.filter(({ history }) => history.slice(0, -1).some(({ stageId }) => /^(142|143|(C1:)?(WON|LOSE|APOLOGY))$/.test(stageId))).length,
      atLeast: 5,
    },
    {
      why: 'deals that changed the funnel',
      count: () => deals.filter(({ history }) => new Set(history.map(({ pipelineId }) => pipelineId)).size > 1).length,
      atLeast: 20,
    },
    { why: 'deleted deals', count: () => deals.filter(({ deletedAt }) => deletedAt !== null).length, atLeast: 10 },
    { why: 'deals without a client', count: () => deals.filter(({ contactId, companyId }) => contactId === null && companyId === null).length, atLeast: 10 },
    { why: 'open deals', count: () => deals.filter(({ closedAt, deletedAt }) => closedAt === null && deletedAt === null).length, atLeast: 20 },
    { why: 'clients with several deals', count: () => [...account.records.contacts.values()].filter(({ dealIds }) => dealIds.length > 1).length, atLeast: 30 },
    { why: 'changes made by a robot', count: () => account.records.changes.filter(({ by }) => by === 0).length, atLeast: 100 },
    { why: 'names that look like formulas', count: () => deals.filter(({ name }) => /^[=+@-]/.test(name)).length, atLeast: 5 },
    { why: 'calls that nobody answered', count: () => [...account.records.notes.values()].filter(({ length }) => length === 0).length, atLeast: 50 },
  ])('there are $why', ({ count, atLeast }) => expect(count()).toBeGreaterThanOrEqual(atLeast));
});

test('leads come before their deals, and some never become any', () => {
  const { records } = openAccount(b24Firm, { deals: 200, seed: 4, now: NOW }),
    made = [...records.deals.values()].filter(({ leadId }) => leadId !== null);
  expect(made.length).toBeGreaterThan(80);
  expect(made.every(({ leadId, createdAt }) => records.leads.get(leadId!)!.createdAt <= createdAt && records.leads.get(leadId!)!.closedAt === createdAt)).toBe(
    true,
  );
  expect(records.leads.size - made.length).toBe(80); // 0.4 for each deal
});

describe('live', () => {
  const account = (): Account => openAccount(amoFirm, { deals: 100, seed: 3, now: NOW });
  test('moves the clock on, and each change is heard with its own time', () => {
    const one = account(),
      heard: number[] = [];
    one.records.listen(({ at }) => heard.push(at));
    one.live(5, { everyMs: 10_000, kinds: { edit: 1 } });
    expect(heard).toEqual([10, 20, 30, 40, 50].map((after) => NOW + after * 1000));
    expect(one.clock.now()).toBe(NOW + 50_000);
  });
  test('the same seed goes the same way', () => {
    const ways = [account(), account()].map((one) => one.live(50).map(({ entity, action, at, id }) => [entity, action, at, id()]));
    expect(ways[0]).toEqual(ways[1]);
  });
  test('truth is a picture: later changes do not touch it', () => {
    const one = account(),
      before = one.truth();
    one.live(30, { kinds: { status: 1 } });
    expect(one.truth().deals).not.toEqual(before.deals);
    expect(before.deals).toEqual(account().truth().deals);
  });
});

/** What REST shows and what truth says are one: 100 changes later, too. */
describe('REST shows the truth', () => {
  const core = ({ id, name, createdAt, updatedAt, pipelineId, stageId, ownerId, amount }: DealTruth) => ({
    id,
    name,
    createdAt,
    updatedAt,
    pipelineId,
    stageId,
    ownerId,
    amount,
  });
  test('of amoCRM', () => {
    const amo = openAmo({ deals: 150, seed: 8, now: NOW, pace: 'off' });
    amo.account.live(100);
    const { text } = amo.door({ url: `${HOST}/api/v4/leads?limit=250&order[id]=asc`, method: 'get', headers: { Authorization: `Bearer ${amo.token}` } });
    const { _embedded } = JSON.parse(text) as { readonly _embedded: { readonly leads: readonly Readonly<Record<string, number | string>>[] } };
    expect(
      _embedded.leads.map((lead) => ({
        id: String(lead.id),
        name: lead.name,
        createdAt: Number(lead.created_at) * 1000,
        updatedAt: Number(lead.updated_at) * 1000,
        pipelineId: String(lead.pipeline_id),
        stageId: String(lead.status_id),
        ownerId: String(lead.responsible_user_id),
        amount: lead.price,
      })),
    ).toEqual(
      amo.account
        .truth()
        .deals.filter(({ deletedAt }) => deletedAt === null)
        .map(core),
    );
  });
  test('of Bitrix24', () => {
    const portal = openBitrix({ deals: 40, seed: 8, now: NOW, pace: 'off' });
    portal.account.live(100, { kinds: { status: 3, edit: 3, assign: 1, funnel: 2, delete: 1 } });
    const { text } = portal.door({ url: `${PORTAL_URL}${portal.path}/crm.deal.list.json?start=-1`, method: 'get' });
    const { result } = JSON.parse(text) as { readonly result: readonly Readonly<Record<string, string>>[] };
    expect(
      result.map((deal) => ({
        id: deal.ID,
        name: deal.TITLE,
        createdAt: Date.parse(deal.DATE_CREATE!),
        updatedAt: Date.parse(deal.DATE_MODIFY!),
        pipelineId: deal.CATEGORY_ID,
        stageId: deal.STAGE_ID,
        ownerId: deal.ASSIGNED_BY_ID,
        amount: Number(deal.OPPORTUNITY),
      })),
    ).toEqual(
      portal.account
        .truth()
        .deals.filter(({ deletedAt }) => deletedAt === null)
        .map(core),
    );
  });
});

test.each([
  { why: 'typed with seven', n: 1, style: 0, text: '+79000000001' },
  { why: 'typed with eight', n: 1, style: 1, text: '89000000001' },
  { why: 'with brackets', n: 1, style: 2, text: '+7 (900) 000-00-01' },
])('a phone $why', ({ n, style, text }) => expect(phoneOf(n, style)).toBe(text));
test('an INN has its check digit', () => expect(innOf(8_083_893)).toMatch(/^778083893\d$/));
/** 7707083893: the weights 2 4 10 3 5 9 4 6 8 give 14+28+0+21+0+72+12+48+72 = 267, 267 mod 11 = 3. */
test('the check digit of a known INN', () => expect(innOf(770_708_389 - 770_000_000)).toBe('7707083893'));
