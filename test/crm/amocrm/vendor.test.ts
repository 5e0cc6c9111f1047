import { amoSource } from '../../../src/crm/amocrm/source';
import { amoCrm } from '../../../src/crm/amocrm/webhook';
import { Fault } from '../../../src/kernel/fault';
import type { Pullable, Pulled, PulledPage, Reach } from '../../../src/ports/crm-source';
import { type AmoVendor, HOST, openAmo } from '../../vendors/amocrm';

/** The source against the stand-in for amoCRM (test/vendors), which shares no code with it: whole lists, through every page, while things happen. */

const NOW = Date.parse('2026-11-21T12:00:00+03:00');
const MONTH = 31 * 86_400_000;
const make = (): AmoVendor => openAmo({ deals: 600, seed: 11, now: NOW, pace: 'account' });
const reachOf = (amo: AmoVendor, token = amo.token): Reach => ({
  zone: 'Europe/Moscow',
  connection: { crm: 'amocrm', address: HOST, token, options: {} },
  http: { send: (requests) => requests.map(amo.door), pause: (ms) => void amo.account.clock.add(ms), clock: () => amo.account.clock.now() },
});
function pages(reach: Reach, entity: Pullable, way: 'created' | 'changed', window: { readonly from: number; readonly to: number }): Pulled[] {
  const items: Pulled[] = [];
  let cursor: string | null = null;
  do {
    const page: PulledPage = amoSource[way](reach, { entity, window, cursor });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}
/** From the oldest record on, month by month. */
function everything(reach: Reach, entity: Pullable): Pulled[] {
  const items: Pulled[] = [];
  for (let from = amoSource.oldest(reach, entity) ?? NOW; from < NOW + MONTH; from += MONTH)
    items.push(...pages(reach, entity, 'created', { from, to: from + MONTH }));
  return items;
}
const idsOf = (items: readonly { readonly id: string }[]): string[] => [...new Set(items.map(({ id }) => id))].sort((a, b) => Number(a) - Number(b));

test('every record that is not deleted, once, of each kind; no filter or order that the vendor does not know', () => {
  const amo = make(),
    reach = reachOf(amo),
    truth = amo.account.truth();
  const alive = {
    deal: truth.deals.filter(({ deletedAt }) => deletedAt === null),
    ...Object.fromEntries((['contacts', 'companies', 'tasks'] as const).map((key) => [key, truth[key].filter((one) => !one.deleted)])),
  } as Record<string, readonly { readonly id: string }[]>;
  for (const [entity, key] of [
    ['deal', 'deal'],
    ['contact', 'contacts'],
    ['company', 'companies'],
    ['task', 'tasks'],
  ] as const) {
    const found = everything(reach, entity);
    expect(found.map(({ id }) => id).length).toBe(idsOf(found).length);
    expect(idsOf(found)).toEqual(idsOf(alive[key] ?? []));
  }
  expect(idsOf(everything(reach, 'activity'))).toEqual(idsOf(truth.calls));
  expect([...amo.ignored]).toEqual([]);
});

test('each deal with the whole way there', () => {
  const amo = make(),
    reach = reachOf(amo),
    items = everything(reach, 'deal'),
    truth = new Map(amo.account.truth().deals.map((deal) => [deal.id, deal]));
  const { deals, faults } = amoCrm.read(amoSource.bodyOf(reach, { items, gone: [], withHistory: true }), 'Europe/Moscow');
  expect(faults).toEqual([]);
  const ways = new Map<string, string[]>();
  for (const { dealId, action, version, pipelineId, stageId } of deals) {
    const way = ways.get(dealId) ?? [];
    ways.set(dealId, way);
    if (action === 'add' || action === 'status') way.push(`${(version ?? 0) / 1000} ${pipelineId}/${stageId}`);
  }
  expect(ways.size).toBe(items.length);
  const wrong = [...ways].filter(
    ([id, way]) => way.join() !== (truth.get(id)?.history ?? []).map((step) => `${Math.floor(step.at / 1000)} ${step.pipelineId}/${step.stageId}`).join(),
  );
  expect(wrong.slice(0, 3)).toEqual([]);
  const now = deals.filter(({ past }) => !past);
  expect(
    now.filter(({ dealId, amount, stageId, managerId, own }) => {
      const one = truth.get(dealId);
      return amount !== String(one?.amount) || stageId !== one?.stageId || managerId !== one?.ownerId || own?.refusal_reason !== one?.reason;
    }),
  ).toEqual([]);
  expect([...amo.ignored]).toEqual([]);
});

test('changes: none is missed while more come between the pages', () => {
  const amo = make(),
    reach = reachOf(amo),
    from = amo.account.clock.now();
  amo.account.live(400);
  const to = amo.account.clock.now() + 1_000,
    changed = (entity: 'deal' | 'contact' | 'task'): string[] => {
      const { deals, contacts, tasks } = amo.account.truth();
      const all = { deal: deals.map((one) => ({ ...one, deleted: one.deletedAt !== null })), contact: contacts, task: tasks }[entity];
      return idsOf(all.filter((one) => one.updatedAt >= from && !one.deleted));
    };
  const before = { deal: changed('deal'), contact: changed('contact'), task: changed('task') };
  expect(before.deal.length).toBeGreaterThan(100);
  amo.knobs.betweenPages = () => void amo.account.live(3, { everyMs: 500 });
  const later = {
    deal: pages(reach, 'deal', 'changed', { from, to }),
    contact: pages(reach, 'contact', 'changed', { from, to }),
    task: pages(reach, 'task', 'changed', { from, to }),
  };
  amo.knobs.betweenPages = null;
  for (const entity of ['deal', 'contact', 'task'] as const) {
    const found = new Set([...later[entity], ...pages(reach, entity, 'changed', { from: to, to: amo.account.clock.now() + 1_000 })].map(({ id }) => id));
    const still = new Set(changed(entity)); // deleted meanwhile is no loss
    expect(before[entity].filter((id) => still.has(id) && !found.has(id))).toEqual([]);
  }
});

test('a record by webhook and by REST of the same second says the same: deals, clients, tasks, calls', () => {
  const amo = make(),
    reach = reachOf(amo);
  amoSource.arm?.(reach, 'https://us');
  const heard: ReturnType<typeof amoCrm.read>[] = [];
  for (let n = 0; n < 40; n += 1) {
    amo.account.live(10);
    amo.hooks.runWith(({ body }) => heard.push(amoCrm.read(body, 'Europe/Moscow')) && 200);
  }
  expect(heard.flatMap(({ faults, others }) => [...faults, ...others])).toEqual([]);
  const counted: Record<string, number> = {},
    differing: unknown[] = [];
  for (const entity of ['deal', 'contact', 'company', 'task', 'activity'] as const) {
    const { deals, sides } = amoCrm.read(amoSource.bodyOf(reach, { items: everything(reach, entity), gone: [], withHistory: false }), 'Europe/Moscow');
    const byRest = new Map<string, object>([
      ...deals.map((one) => [`${one.dealId}@${one.version}`, one] as const),
      ...sides.map((one) => [`${one.id}@${one.version}`, one.values] as const),
    ]);
    for (const reading of heard)
      for (const [key, said] of [
        ...(entity === 'deal'
          ? reading.deals.filter(({ action }) => action !== 'delete').map(({ action: _action, ...one }) => [`${one.dealId}@${one.version}`, one] as const)
          : []),
        ...reading.sides.filter((one) => one.entity === entity && one.action === 'save').map((one) => [`${one.id}@${one.version}`, one.values] as const),
      ]) {
        const rest = byRest.get(key);
        if (!rest) continue; // changed again since
        counted[entity] = (counted[entity] ?? 0) + 1;
        const own = Object.fromEntries(Object.keys(said).map((field) => [field, (rest as Readonly<Record<string, unknown>>)[field]]));
        if (JSON.stringify(own) !== JSON.stringify(said)) differing.push({ own, said });
      }
  }
  expect(differing.slice(0, 3)).toEqual([]);
  expect(Object.keys(counted)).toEqual(['deal', 'contact', 'company', 'task', 'activity']); // each kind was met
  expect(counted.deal).toBeGreaterThan(100);
});

test('directories, hooks and rights', () => {
  const amo = make(),
    reach = reachOf(amo),
    { firm } = amo.account.records;
  const { managers, stages, fields } = amoSource.directories(reach);
  expect(managers).toHaveLength(firm.users.length);
  expect(new Set(stages.map(({ pipelineId }) => pipelineId)).size).toBe(2);
  expect(fields.filter(({ entity }) => entity === 'deal')).toHaveLength(firm.fields.length);
  expect(amoSource.hook?.(reach, 'https://us/exec?k=1')).toBe('missing');
  amoSource.arm?.(reach, 'https://us/exec?k=1');
  expect(amoSource.hook?.(reach, 'https://us/exec?k=1')).toBe('armed');
  amo.hooks.disableAll();
  expect(amoSource.hook?.(reach, 'https://us/exec?k=1')).toBe('disabled');
  amoSource.arm?.(reach, 'https://us/exec?k=1');
  expect(amoSource.hook?.(reach, 'https://us/exec?k=1')).toBe('armed');
  amo.knobs.revoked.add('contacts');
  expect(amoSource.check(reach)).toEqual({ account: HOST.replace('https://', ''), zone: 'Europe/Moscow', refused: ['contact'] });
});
test.each([
  ['a wrong token', (): void => undefined, 'another', 'token-wrong'],
  ['a token that has ended', (amo: AmoVendor): void => void (amo.knobs.tokenUntil = NOW - 1), null, 'token-wrong'],
  ['a plan without REST', (amo: AmoVendor): void => void (amo.knobs.noRest = 403), null, 'no-rest'],
  ['an account not paid', (amo: AmoVendor): void => void (amo.knobs.noRest = 402), null, 'no-rest'],
])('the test call says %s', (_why, prepare, token, code) => {
  const amo = make();
  prepare(amo);
  let said = '';
  try {
    amoSource.check(reachOf(amo, token ?? amo.token));
  } catch (error) {
    said = error instanceof Fault ? error.code : String(error);
  }
  expect(said).toBe(code);
});
