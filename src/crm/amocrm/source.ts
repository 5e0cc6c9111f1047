import { Fault } from '../../kernel/fault';
import type { Connection, CrmSource, Directories, Reach } from '../../ports/crm-source';
import { accountIn, bodyOf } from './body';
import { CRM } from './leaves';
import { byId, listsOf, oldest, pageOf } from './pages';
import { removed } from './removed';
import { embedded, get, isJson, post, textOf, wholeList } from './rest';

/** `firm.amocrm.ru`, or the address of any page there; loopback for tests of a whole installation. Throws address-wrong. */
function clean(given: Connection): Connection {
  const address = given.address.trim(),
    host = /^(?:https?:\/\/)?((?!www\.)[a-z0-9-]+\.(?:amocrm\.(?:ru|com)|kommo\.com))(?![\w.-])/i.exec(address)?.[1]?.toLowerCase(),
    local = /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?(?![\w.:@-])/i.exec(address)?.[0];
  if (host === undefined && local === undefined) throw new Fault('address-wrong', { value: address.slice(0, 100) });
  return {
    ...given,
    crm: CRM,
    address: host === undefined ? (local ?? '') : `https://${host}`,
    token: given.token.replace(/^\s*bearer\s+/i, '').replace(/\s/g, ''),
  };
}

/** Did the CRM refuse the right? Everything else is thrown on. */
function isRefused(ask: () => unknown): boolean {
  try {
    ask();
    return false;
  } catch (error) {
    if (error instanceof Fault && error.code === 'no-rights') return true;
    throw error;
  }
}

const check: CrmSource['check'] = (reach) => {
  let account: ReturnType<typeof get> = {};
  if (isRefused(() => (account = get(reach, 'account', [['with', 'datetime_settings']])))) throw new Fault('no-rest', { crm: CRM });
  const times = isJson(account._embedded) ? account._embedded.datetime_settings : undefined;
  return {
    account: accountIn(reach.connection.address) || textOf(account.subdomain),
    zone: isJson(times) ? textOf(times.timezone) : '',
    refused: (['deal', 'contact', 'company', 'task'] as const).filter((entity) => isRefused(() => get(reach, listsOf(entity)[0] ?? '', [['limit', 1]]))),
  };
};

/** Only an administrator may see the list of users (A-USR): for others it is empty, and ids stand where names would. */
function directories(reach: Reach): Directories {
  let users: ReturnType<typeof wholeList> = [];
  isRefused(() => (users = wholeList(reach, 'users', 'users', [['with', 'group']])));
  const entities = [
    ['deal', 'leads'],
    ['contact', 'contacts'],
    ['company', 'companies'],
  ] as const;
  return {
    managers: users.map((user) => ({
      id: textOf(user.id),
      name: textOf(user.name),
      active: !isJson(user.rights) || user.rights.is_active !== false,
      department: textOf(embedded(user, 'groups')[0]?.name),
    })),
    stages: [...wholeList(reach, 'leads/pipelines', 'pipelines')].sort(bySort).flatMap((pipeline) =>
      [...embedded(pipeline, 'statuses')].sort(bySort).map((status, i) => ({
        pipelineId: textOf(pipeline.id),
        pipeline: textOf(pipeline.name),
        stageId: textOf(status.id),
        stage: textOf(status.name),
        position: i + 1,
        semantics: status.id === 142 ? ('won' as const) : status.id === 143 ? ('lost' as const) : ('open' as const),
      })),
    ),
    fields: entities.flatMap(([entity, list]) =>
      wholeList(reach, `${list}/custom_fields`, 'custom_fields').map((field) => ({ entity, id: textOf(field.id), name: textOf(field.name) })),
    ),
  };
}
const bySort = (a: { readonly sort?: unknown }, b: { readonly sort?: unknown }): number => Number(a.sort ?? 0) - Number(b.sort ?? 0);

const actionsOf = (what: string, ...actions: readonly string[]): string[] => actions.map((action) => `${action}_${what}`);
/** Everything that amocrm/webhook understands (A-WHA); some accounts do not know the last four. */
const settings = [
  ...actionsOf('lead', 'add', 'update', 'delete', 'restore', 'status', 'responsible', 'note'),
  ...actionsOf('contact', 'add', 'update', 'delete', 'restore', 'responsible', 'note'),
  ...actionsOf('company', 'add', 'update', 'delete', 'restore', 'responsible', 'note'),
  ...actionsOf('task', 'add', 'delete', 'responsible'),
  'update_task',
  'add_message',
  'add_outgoing_message',
];

const hook: NonNullable<CrmSource['hook']> = (reach, address) => {
  const ours = wholeList(reach, 'webhooks', 'webhooks').filter(({ destination }) => destination === address);
  return ours.length === 0 ? 'missing' : ours.some(({ disabled }) => disabled !== true) ? 'armed' : 'disabled';
};
const arm: NonNullable<CrmSource['arm']> = (reach, destination) => {
  try {
    post(reach, 'webhooks', { destination, settings });
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'crm-nonsense')) throw error;
    post(reach, 'webhooks', { destination, settings: settings.slice(0, -3) });
  }
};

/** amoCRM's and Kommo's way back: REST API v4 with a long-lived token (crm-formats 2). */
export const amoSource: CrmSource = {
  crm: CRM,
  entities: ['company', 'contact', 'deal', 'task', 'activity'],
  clean,
  check,
  directories,
  oldest,
  created: (reach, ask) => pageOf(reach, ask, 'created_at'),
  changed: (reach, ask) => pageOf(reach, ask, 'updated_at'),
  removed,
  byId,
  bodyOf,
  hook,
  arm,
};
