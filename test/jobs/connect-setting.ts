/** A workbook that nothing is connected to yet, and a CRM that answers it: for the set-up assistant, here and in the sidebar's tests. */
import { receive } from '../../src/ingest/receive';
import { Fault, type FaultCode } from '../../src/kernel/fault';
import type { Lang } from '../../src/kernel/sheet-template';
import type { Account, Connection, CrmSource, Directories } from '../../src/ports/crm-source';
import { type MemoryWorld, memoryWorld } from '../memory-world';
import { type FakeCrm, fakeCrm, fill } from './pull-crm';

/** Saturday 21 November 2026, 12:00 in Moscow. */
export const NOW = Date.parse('2026-11-21T09:00:00Z');
export const SECRET = 'f00dfeedf00dfeedf00dfeed',
  TOKEN = 'a-long-lived-token-of-the-firm';

export interface Setting {
  readonly memory: MemoryWorld;
  readonly crm: FakeCrm;
  /** what the test call answers; a code is thrown */
  answer: Account | FaultCode;
  /** connections that the source was asked with */
  readonly tried: Connection[];
  /** a webhook of this CRM comes */
  readonly post: (word: string, body: string) => string;
}
const stage = (stageId: string, position: number, name: string, semantics: 'open' | 'won' | 'lost' = 'open'): Directories['stages'][number] => ({
  pipelineId: '1',
  pipeline: 'Продажи',
  stageId,
  stage: name,
  position,
  semantics,
});
const directories: Directories = {
  managers: [1, 2, 3, 4].map((n) => ({
    id: String(n),
    name: ['', 'Анна Крылова', 'Борис Ефимов', 'Вера Ли', 'Глеб Ким'][n] ?? '',
    active: true,
    department: '',
  })),
  stages: [
    stage('10', 1, 'Новая заявка'),
    stage('20', 2, 'Замер назначен'),
    stage('30', 3, 'КП отправлено'),
    stage('40', 4, 'Согласование у клиента'),
    stage('50', 5, 'Предоплата получена'),
    stage('142', 6, 'Успешно реализовано', 'won'),
    stage('143', 7, 'Закрыто и не реализовано', 'lost'),
  ],
  fields: [
    { entity: 'deal', id: '501', name: 'Сумма договора' },
    { entity: 'deal', id: '502', name: 'Дата монтажа' },
    { entity: 'deal', id: '503', name: 'Этаж' },
    { entity: 'deal', id: '504', name: 'Есть лифт' },
    { entity: 'contact', id: '505', name: 'Телефон' },
  ],
};

const details: Readonly<Record<string, object>> = {
  'no-rights': { crm: 'amocrm', what: 'Forbidden' },
  'crm-away': { address: 'https://firm.amocrm.ru', why: 'DNS error' },
  'crm-nonsense': { crm: 'amocrm', why: '<html>' },
  'address-wrong': { value: 'firm' },
};

/** `deals` lie in the CRM. */
export function setting({ lang = 'ru', deals = 30 }: { readonly lang?: Lang; readonly deals?: number } = {}): Setting {
  const crm = fakeCrm();
  fill(crm, deals, NOW);
  crm.directories = directories;
  crm.hookState = 'missing';
  const source = (word: string): CrmSource => ({
    ...crm.source,
    crm: word,
    clean: (given) => {
      if (!/^https:\/\//.test(given.address.trim())) throw new Fault('address-wrong', { value: given.address });
      return { ...given, address: given.address.trim().replace(/(\.ru)\/.*/, '$1') };
    },
    check: ({ connection }) => {
      on.tried.push(connection);
      if (typeof on.answer === 'string') throw new Fault(on.answer, (details[on.answer] ?? { crm: word }) as never);
      return on.answer;
    },
    ...(word === 'amocrm' ? {} : { arm: undefined as never }),
  });
  const adapters = ['amocrm', 'bitrix24', 'onec', 'json', 'import'].map((word) => [word, { ...crm.adapter, name: word }] as const);
  const sources = ['amocrm', 'bitrix24', 'onec'].map((word) => [word, source(word)] as const);
  const memory = memoryWorld({
    now: NOW,
    lang,
    crms: Object.fromEntries(adapters),
    sources: Object.fromEntries(sources),
    http: { send: (all) => all.map(() => ({ code: 200, headers: {}, text: '' })), pause: () => undefined, clock: () => memory.now },
  });
  memory.store.set({ 'secret.hash': memory.world().hash(SECRET), secret: SECRET, 'webhook.url': 'https://script.example.com/macros/s/AKfy0123456789/exec' });
  const on: Setting = {
    memory,
    crm,
    answer: { account: 'firm.amocrm.ru', zone: 'Europe/Moscow', refused: [] },
    tried: [],
    post: (word, body) => receive(memory.world({ last: true }), { crm: word, secret: SECRET, body, contentType: '' }),
  };
  return on;
}
