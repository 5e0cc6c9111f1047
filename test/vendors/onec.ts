import { type Account, type AccountOptions, openAccount } from './account';
import { localText } from './clock';
import { openDoor } from './door';
import { type Faults, openFaults } from './faults';
import { type Front, openFront } from './front';
import { type Hooks, type Item, openHooks } from './hooks';
import type { Change } from './model';
import { FilterError, readFilter } from './odata-filter';
import { EMPTY_DATE, guid, type OnecNames, onecFirm, onecId, onecNames } from './onec-firm';
import { openRows, type Row } from './onec-rows';
import type { Records } from './records';
import { type Answer, type Asked, answer, readQuery, textAt } from './wire';

/** 1C:CRM on loopback: the standard OData interface (crm-formats 4.1), and own code of the base that pushes our JSON (5). */

export interface OnecOptions extends AccountOptions {
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  /** other names of entities and attributes: each configuration has its own */
  readonly names?: Partial<OnecNames>;
}
export interface OnecKnobs {
  /** entities that were not put into the OData composition: 404 */
  readonly missing: Set<string>;
  /** entities that the user may not read: 403 */
  readonly revoked: Set<string>;
  /** the user's password was changed: 401 */
  shut: boolean;
  /** pushed bodies begin with a byte order mark */
  bom: boolean;
  /** content type of pushed bodies, '' = none */
  pushType: string;
  betweenPages: ((entity: string) => void) | null;
}
export interface OnecVendor {
  readonly account: Account;
  readonly user: string;
  readonly password: string;
  /** `/crm/odata/standard.odata` */
  readonly path: string;
  readonly names: OnecNames;
  readonly hooks: Hooks;
  readonly faults: Faults;
  readonly knobs: OnecKnobs;
  readonly asked: Map<string, number>;
  readonly handle: (asked: Asked) => Answer;
  readonly door: ReturnType<typeof openDoor>;
}
export const BASE_URL = 'https://1c.example.com';
const ROOT = '/crm/odata/standard.odata';

const wrong = (status: number, code: string, value: string): Answer =>
  answer(status, JSON.stringify({ 'odata.error': { code, message: { lang: 'ru', value } } }));

export function openOnec({ user = 'odata', password = 'пароль', names: given = {}, ...options }: OnecOptions = {}): OnecVendor {
  const account = openAccount(onecFirm, options, onecId),
    { records, clock } = account,
    names: OnecNames = { ...onecNames, ...given },
    sets = openRows(records, names, clock.now),
    faults = openFaults(),
    asked = new Map<string, number>();
  const knobs: OnecKnobs = { missing: new Set(), revoked: new Set(), shut: false, bom: false, pushType: 'application/json; charset=utf-8', betweenPages: null };
  const hooks = openHooks({
    clock,
    random: account.random,
    patience: () => null, // own code that nobody wrote a second try into
    batches: false,
    limitMs: 30_000,
    disableAbove: null,
    render: (items, sentAt) => ({
      body: (knobs.bom ? '\uFEFF' : '') + pushed(items[0]!, localText(sentAt, records.firm.offsetMs)),
      headers: knobs.pushType === '' ? {} : { 'content-type': knobs.pushType },
    }),
  });
  records.listen((change) => {
    const item = pushOf(records, change);
    if (item) hooks.tell('deal', item);
  });

  const known = new Map<string, ReadonlySet<string>>();
  const attributes = (entity: string): ReadonlySet<string> => {
    const set = known.get(entity) ?? new Set(Object.keys(sets[entity]?.()[0] ?? {}));
    if (set.size > 0) known.set(entity, set);
    return set;
  };
  const context = (request: Asked, entity: string, single = false): string => `${request.origin}${ROOT}/$metadata#${entity}${single ? '/@Element' : ''}`;

  /** The record behind a reference, whatever catalog it is of; null = empty or not published. */
  let index: { readonly revision: number; readonly rows: ReadonlyMap<string, Row> } | null = null;
  function referred(reference: string): Row | null {
    if (index?.revision !== records.revision()) {
      const all = Object.entries(sets).flatMap(([name, rows]) => (/^Catalog_/.test(name) && !knobs.missing.has(name) ? rows() : []));
      index = { revision: records.revision(), rows: new Map(all.reverse().map((row) => [String(row.Ref_Key), row])) };
    }
    return index.rows.get(reference) ?? null;
  }
  /** `Партнер/Description` gives `Партнер: { Description }` */
  function chosen(row: Row, paths: readonly string[]): Row {
    const result: Record<string, unknown> = {};
    for (const path of paths) {
      const [name = '', inner] = path.split('/');
      const value = row[name] as Row | null | undefined;
      result[name] = inner === undefined || !value ? (value ?? null) : { ...(result[name] as Row | undefined), [inner]: value[inner] };
    }
    return result;
  }

  function collection(request: Asked, entity: string, rows: readonly Row[], countOnly: boolean): Answer {
    const query = readQuery(request.query),
      option = (name: string): string | null => textAt(query, `$${name}`);
    const filter = option('filter'),
      top = option('top'),
      skip = option('skip'),
      order = option('orderby'),
      select = option('select'),
      expand = option('expand');
    for (const [name, value] of [
      ['top', top],
      ['skip', skip],
    ] as const)
      if (value !== null && !/^\d+$/.test(value)) return wrong(400, '14', `Ошибка при разборе опции запроса $${name}`);
    const has = attributes(entity);
    let found = rows;
    try {
      if (filter !== null) found = rows.filter(readFilter(filter, has));
    } catch (error) {
      if (error instanceof FilterError) return wrong(400, '14', `Ошибка при разборе опции запроса $filter: ${error.message}`);
      throw error;
    }
    if (countOnly) return answer(200, String(found.length), 'text/plain');
    const orders = (order ?? '').split(',').flatMap((part) => {
      const [name = '', direction = 'asc'] = part.trim().split(/\s+/);
      return name === '' ? [] : [{ name, sign: direction === 'desc' ? -1 : 1 }];
    });
    const fields = select === null ? null : select.split(',').map((name) => name.trim()),
      expanded = (expand ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
    for (const name of expanded) if (!has.has(`${name}_Key`)) return wrong(400, '14', `Поле не найдено: ${name}`);
    for (const [name = ''] of (fields ?? []).map((path) => path.split('/')).filter((parts) => parts.length > 1))
      if (!expanded.includes(name)) return wrong(400, '14', `Поле ${name} не раскрыто опцией $expand`);
    for (const name of [...orders.map((one) => one.name), ...(fields ?? []).filter((one) => one !== '*' && !one.includes('/'))])
      if (!has.has(name)) return wrong(400, '14', `Поле не найдено: ${name}`);
    const sorted = [...found].sort((a, b) => {
      for (const { name, sign } of orders) {
        const [x, y] = [a[name] as string, b[name] as string];
        if (x !== y) return x < y ? -sign : sign;
      }
      return String(a.Ref_Key) < String(b.Ref_Key) ? -1 : 1; // unasked: as the references fall
    });
    const from = Number(skip ?? 0),
      page = sorted.slice(from, top === null ? undefined : from + Number(top));
    const whole =
        expanded.length === 0
          ? page
          : page.map((row) => ({ ...row, ...Object.fromEntries(expanded.map((name) => [name, referred(String(row[`${name}_Key`]))])) })),
      shown = fields === null || fields.includes('*') ? whole : whole.map((row) => chosen(row, fields));
    return answer(
      200,
      JSON.stringify({
        'odata.metadata': context(request, entity),
        ...(option('inlinecount') === 'allpages' ? { 'odata.count': String(found.length) } : {}),
        value: shown,
      }),
      'application/json;charset=utf-8',
    );
  }

  function answerTo(request: Asked): Answer {
    const path = decodeURIComponent(request.path);
    if (!path.startsWith(ROOT)) return answer(404, '<html><head><title>404 Not Found</title></head></html>', 'text/html');
    if (knobs.shut || request.headers['authorization'] !== `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`)
      return answer(401, '', 'text/html', { 'www-authenticate': 'Basic realm="1C:Enterprise 8.3"' });
    if (request.method !== 'GET') return wrong(405, '20', 'Метод не поддерживается');
    const rest = path.slice(ROOT.length).replace(/^\//, '');
    if (rest === '$metadata')
      return answer(
        200,
        metadata(
          Object.keys(sets).filter((name) => !knobs.missing.has(name)),
          attributes,
        ),
        'application/xml',
      );
    const asksJson = textAt(readQuery(request.query), '$format') === 'json' || /application\/json/.test(request.headers['accept'] ?? '');
    if (!asksJson)
      return answer(
        200,
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>',
        'application/atom+xml;type=feed;charset=utf-8',
      );
    if (rest === '')
      return answer(
        200,
        JSON.stringify({
          'odata.metadata': `${request.origin}${ROOT}/$metadata`,
          value: Object.keys(sets)
            .filter((name) => !knobs.missing.has(name))
            .map((name) => ({ name, url: name })),
        }),
      );
    const [, entity = '', key, tail] = /^([^(/]+)(?:\(guid'([^']+)'\))?(?:\/(\$count))?$/.exec(rest) ?? [],
      rows = sets[entity];
    if (!rows || knobs.missing.has(entity)) return wrong(404, '8', `Сущность "${entity}" не найдена`);
    if (knobs.revoked.has(entity)) return wrong(403, '21', 'Нарушение прав доступа');
    if (key === undefined) return collection(request, entity, rows(), tail === '$count');
    const row = rows().find((one) => one.Ref_Key === key.toLowerCase());
    return row ? answer(200, JSON.stringify({ 'odata.metadata': context(request, entity, true), ...row })) : wrong(404, '9', 'Экземпляр сущности не найден');
  }
  const handle = (request: Asked): Answer => {
    const entity = decodeURIComponent(request.path).slice(ROOT.length + 1);
    asked.set(entity, (asked.get(entity) ?? 0) + 1);
    const made = faults.through(request, () => answerTo(request));
    if (made.status === 200) knobs.betweenPages?.(entity);
    return made;
  };
  return { account, user, password, path: ROOT, names, hooks, faults, knobs, asked, handle, door: openDoor(handle, clock.add) };
}

/** What own code of the base would send of this change: our JSON without its `sent_at`. */
function pushOf(records: Records, change: Change): Item | null {
  if (change.entity !== 'deal') return null;
  const deal = records.deals.get(change.id());
  if (!deal) return null;
  const { firm } = records,
    time = (at: number | null): string => (at === null ? EMPTY_DATE : localText(at, firm.offsetMs)),
    user = firm.users.find(({ id }) => id === deal.ownerId),
    contact = deal.contactId === null ? undefined : records.contacts.get(deal.contactId);
  const event = {
    source: '1c_crm',
    event: `deal.${change.action === 'add' ? 'created' : change.action === 'delete' ? 'deleted' : 'updated'}`,
    event_id: guid('deal', change.n).replace(/-11ec-8/, '-4000-9'),
    entity: {
      ref: guid('deal', deal.id),
      number: `00-${String(deal.id).padStart(6, '0')}`,
      date: time(deal.createdAt),
      client: contact ? `${contact.first} ${contact.last}`.trim() : '',
      stage: deal.stage.name,
      manager: user ? `${user.last} ${user.first}` : '',
      sum: deal.amount,
      currency: 'RUB',
      closed_at: time(deal.closedAt),
    },
  };
  return { path: 'deal', fields: [['json', JSON.stringify(event)]] };
}
const pushed = ({ fields }: Item, sentAt: string): string => JSON.stringify({ ...(JSON.parse(fields[0]?.[1] ?? '{}') as object), sent_at: sentAt });

/** Entities and attributes, as a client may look them up. */
function metadata(entities: readonly string[], attributes: (entity: string) => ReadonlySet<string>): string {
  const typeOf = (name: string): string =>
    /(_Key|^Ref_Key)$/.test(name)
      ? 'Edm.Guid'
      : /^(Date|Period)$|Дата|Срок/.test(name)
        ? 'Edm.DateTime'
        : /Сумма|Стоимость/.test(name)
          ? 'Edm.Double'
          : 'Edm.String';
  const types = entities
    .map(
      (entity) =>
        `<EntityType Name="${entity}"><Key><PropertyRef Name="Ref_Key"/></Key>${[...attributes(entity)].map((name) => `<Property Name="${name}" Type="${typeOf(name)}" Nullable="true"/>`).join('')}</EntityType>`,
    )
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?><edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"><edmx:DataServices><Schema Namespace="StandardODATA" xmlns="http://schemas.microsoft.com/ado/2009/11/edm">${types}</Schema></edmx:DataServices></edmx:Edmx>`;
}

/** `const base = await startOnec({ deals: 500, seed: 7, now })`; the OData address is `base.base + base.path`. */
export async function startOnec(options: OnecOptions = {}): Promise<OnecVendor & Front> {
  const vendor = openOnec(options);
  return { ...vendor, ...(await openFront(vendor.handle, options.port)) };
}
