import { Fault } from '../../kernel/fault';
import type { Account, CrmSource, Reach } from '../../ports/crm-source';
import { hostOf } from '../ask';
import { createdOf } from './records';
import { batch, type Command } from './rest';
import { bodyOf } from './source-body';
import { directories } from './source-directories';
import { type Entity, kindOf, kinds } from './source-kinds';
import { byId, changed, created, page } from './source-windows';
import { CRM, mapOf, text } from './words';

/** `https://portal/rest/1/code/`, however it was pasted; plain http only on this very machine. The path is the secret, so nothing of it is repeated in a fault. */
function clean(given: Parameters<CrmSource['clean']>[0]): ReturnType<CrmSource['clean']> {
  const pasted = given.address.replace(/\s+/g, ''),
    [, scheme = '', host = '', user = '', code = ''] = /^(https?:\/\/)?([a-z0-9.-]+(?::\d+)?)\/rest\/(\d+)\/([\w-]+)(?:\/|$)/i.exec(pasted) ?? [];
  if (host === '' || code === '') throw new Fault('address-wrong', { value: hostOf(pasted) });
  const isHere = /^(localhost|127\.0\.0\.1)(:|$)/.test(host) && scheme.toLowerCase() === 'http://';
  const signed = (given.options.application_token ?? '').trim();
  return {
    crm: CRM,
    address: `${isHere ? 'http' : 'https'}://${host.toLowerCase()}/rest/${user}/${code}/`,
    token: '',
    options: { ...given.options, ...(signed === '' ? {} : { application_token: signed }) },
  };
}

/** Are the rights there? `crm` and `user` must be; a kind of records that the webhook's owner may not read is named. */
function check(reach: Reach): Account {
  const probes = Object.fromEntries((Object.keys(kinds) as Entity[]).map((entity) => [entity, { ...page(entity, {}, 0), soft: true } as Command]));
  const { profile, scope, ...answers } = batch(reach, {
    profile: { method: 'profile', params: {} },
    scope: { method: 'scope', params: {} },
    ...probes,
  });
  const scopes = (scope?.rows ?? []).map(text);
  for (const needed of ['crm', 'user']) if (!scopes.some((one) => one.startsWith(needed))) throw new Fault('no-rights', { crm: CRM, what: needed });
  return {
    account: hostOf(reach.connection.address).replace(/^https?:\/\//, ''),
    zone: text(mapOf(profile?.value).TIME_ZONE),
    refused: source.entities.filter((entity) => answers[entity]?.refused),
  };
}

/** The way back into a portal, through an incoming webhook (crm-formats 3.2). */
export const bitrix24Source: CrmSource = {
  crm: CRM,
  entities: ['company', 'contact', 'lead', 'deal', 'task', 'activity'],
  clean,
  check,
  directories,
  oldest: (reach, entity) => {
    const { method, created: by, filter } = kindOf(entity),
      first: Command = { method: `${method}.list`, params: { order: { [by]: 'ASC' }, filter, select: ['ID', by], start: -1 } };
    const [row] = batch(reach, { first }).first?.rows ?? [];
    return createdOf(mapOf(row), reach.zone);
  },
  created,
  changed,
  byId,
  bodyOf,
  hook: () => 'unknown',
};
const source = bitrix24Source;
