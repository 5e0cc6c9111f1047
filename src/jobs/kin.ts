import { companiesSheet } from '../../sheets-templates/companies';
import { contactsSheet } from '../../sheets-templates/contacts';
import { dealsSheet } from '../../sheets-templates/deals';
import type { Known } from '../facts/journeys';
import type { Company, Contact, Deal } from '../facts/rows';
import { dealKey } from '../facts/rows';
import { clientKey } from '../facts/side-record';
import { dealRows, FEW, rowsWith } from '../ingest/deal-rows';
import type { SheetTemplate } from '../kernel/sheet-template';
import { wordsIn } from '../kernel/word-list';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';

/** Deals and clients (`crm/contact/7`) about which something was told since the last joining. */
export interface Fresh {
  readonly deals: readonly string[];
  readonly clients: readonly string[];
}
/** A deal at its place, with the keys of its client. */
export interface Found extends Known {
  readonly at: number;
}
type Entity = 'contact' | 'company';
interface Client {
  readonly keys: readonly string[];
  /** where a contact works */
  readonly company: string;
}
const tabs: Readonly<Record<Entity, SheetTemplate>> = { contact: contactsSheet, company: companiesSheet };
const entities: readonly Entity[] = ['contact', 'company'];

/** `amocrm/contact/7`. */
const nameOf = (crm: string, clientId: string): string => (clientId === '' ? '' : `${crm}/${clientId}`);
const clientIn = (entity: Entity, row: Contact | Company): readonly [name: string, client: Client] => [
  nameOf(row.crm, clientKey(entity, row.id)),
  { keys: wordsIn(row.keys), company: 'company_id' in row && row.company_id !== '0' ? nameOf(row.crm, clientKey('company', row.company_id)) : '' },
];
const keysOf = (deal: Deal, clients: ReadonlyMap<string, Client>): string[] => {
  const client = clients.get(nameOf(deal.crm, deal.client_id)),
    company = client && clients.get(client.company);
  return [...new Set([...wordsIn(deal.client_keys), ...(client?.keys ?? []), ...(company?.keys ?? [])])];
};

/** All deals of the workbook: three tabs are read. */
export function everyone(world: World): readonly Found[] {
  const clients = new Map(entities.flatMap((entity) => world.sheets.read(tabs[entity]).rows.map(({ row }) => clientIn(entity, row as unknown as Contact)))),
    deals = new Map<string, Found>();
  for (const { at, row } of world.sheets.read(dealsSheet).rows as unknown as readonly Placed<Deal>[])
    if (row.deal_id !== '' && !deals.has(dealKey(row))) deals.set(dealKey(row), { at, deal: row, keys: keysOf(row, clients) });
  return [...deals.values()];
}

/** More than these, and everybody is looked at. */
const MOST = 400;

/**
 * These deals, the deals of these clients, and all that are bound to them by a key, a client, a company or a journey, however many steps away; a step is a few calls, whatever the number of deals.
 * null = they are too many.
 */
export function kin(world: World, fresh: Fresh): readonly Found[] | null {
  const deals = new Map<string, Placed<Deal>>(),
    clients = new Map<string, Client>(),
    asked = new Set<string>();
  const anew = (what: string, names: Iterable<string>): ReadonlySet<string> =>
    new Set(
      [...names].filter((name) => {
        const isNew = name !== '' && !asked.has(`${what} ${name}`);
        asked.add(`${what} ${name}`);
        return isNew;
      }),
    );
  let names: readonly string[] = fresh.clients,
    wanted: readonly string[] = fresh.deals;
  const take = (placed: Iterable<Placed<Deal>>): void => {
    for (const one of placed) if (one.row.deal_id !== '' && !deals.has(dealKey(one.row))) deals.set(dealKey(one.row), one);
  };
  for (let size = -1; size !== deals.size + clients.size; ) {
    size = deals.size + clients.size;
    if (size > MOST) return null;
    take(dealRows(world, anew('deal', wanted)).values());
    wanted = [...deals.values()].map(({ row }) => row.journey);
    take(dealsBy(world, 'journey', anew('journey', wanted), ({ journey }) => journey));
    names = [...names, ...[...deals.values()].map(({ row }) => nameOf(row.crm, row.client_id)), ...[...clients.values()].map(({ company }) => company)];
    for (const entity of entities)
      for (const [name, client] of clientsBy(
        world,
        entity,
        anew(
          'client',
          names.filter((name) => name.split('/')[1] === entity),
        ),
      ))
        clients.set(name, client);
    for (const [name, client] of staff(world, anew('staff', clients.keys()))) clients.set(name, client);
    const keys = anew('key', [...clients.values()].flatMap((client) => client.keys).concat([...deals.values()].flatMap(({ row }) => wordsIn(row.client_keys))));
    for (const entity of entities)
      for (const { row } of holding(world, tabs[entity], 'keys', keys)) clients.set(...clientIn(entity, row as unknown as Contact));
    take(holding(world, dealsSheet, 'client_keys', keys) as unknown as readonly Placed<Deal>[]);
    take(dealsBy(world, 'client_id', anew('own', clients.keys()), ({ crm, client_id }) => nameOf(crm, client_id)));
  }
  return [...deals.values()].map(({ at, row }) => ({ at, deal: row, keys: keysOf(row, clients) }));
}

/** `crm/rest` -> rest. */
const idOf = (name: string): string => name.slice(name.indexOf('/') + 1);

function dealsBy(world: World, column: 'journey' | 'client_id', names: ReadonlySet<string>, of: (deal: Deal) => string): readonly Placed<Deal>[] {
  if (names.size === 0) return [];
  const ids = column === 'journey' ? names : new Set([...names].map(idOf)),
    rows = rowsWith(world, { sheet: dealsSheet, column, ids }) as unknown as readonly Placed<Deal>[];
  return rows.filter(({ row }) => names.has(of(row)));
}

function clientsBy(world: World, entity: Entity, names: ReadonlySet<string>): readonly (readonly [string, Client])[] {
  if (names.size === 0) return [];
  const ids = new Set([...names].map((name) => idOf(idOf(name))));
  return rowsWith(world, { sheet: tabs[entity], column: 'id', ids })
    .map(({ row }) => clientIn(entity, row as unknown as Contact))
    .filter(([name]) => names.has(name));
}

/** Contacts that work in these companies. */
function staff(world: World, names: ReadonlySet<string>): readonly (readonly [string, Client])[] {
  const companies = new Set([...names].filter((name) => idOf(name).startsWith('company/')));
  if (companies.size === 0) return [];
  const ids = new Set([...companies].map((name) => idOf(idOf(name))));
  return rowsWith(world, { sheet: contactsSheet, column: 'company_id', ids })
    .map(({ row }) => clientIn('contact', row as unknown as Contact))
    .filter(([, { company }]) => companies.has(company));
}

/** Rows that have one of these keys among others. */
function holding(world: World, sheet: SheetTemplate, column: string, keys: ReadonlySet<string>): readonly Placed<Contact | Deal>[] {
  if (keys.size === 0) return [];
  const cells = keys.size > FEW ? world.sheets.column(sheet, column) : [],
    places =
      keys.size > FEW
        ? cells.flatMap((cell, at) => (wordsIn(String(cell)).some((key) => keys.has(key)) ? [at] : []))
        : [...keys].flatMap((key) => world.sheets.find(sheet, column, key, 'part'));
  return [...new Set(places)]
    .flatMap((at) => world.sheets.readSpan(sheet, at, 1) as unknown as readonly Placed<Contact | Deal>[])
    .filter(({ row }) => wordsIn(column === 'keys' ? (row as Contact).keys : (row as Deal).client_keys).some((key) => keys.has(key)));
}
