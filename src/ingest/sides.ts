import { activitiesSheet } from '../../sheets-templates/activities';
import { companiesSheet } from '../../sheets-templates/companies';
import { contactsSheet } from '../../sheets-templates/contacts';
import { expensesSheet } from '../../sheets-templates/expenses';
import { paymentsSheet } from '../../sheets-templates/payments';
import { tasksSheet } from '../../sheets-templates/tasks';
import { clientKeys } from '../facts/client-keys';
import { contentOf, ownTime } from '../facts/deal-record';
import type { Contact } from '../facts/rows';
import type { SideEntity, TimedSide } from '../facts/side-record';
import { clientKey } from '../facts/side-record';
import { grouped } from '../kernel/group';
import { compare } from '../kernel/order';
import type { Row, SheetTemplate, Value } from '../kernel/sheet-template';
import { wordsIn } from '../kernel/word-list';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { inBatches, sidesOf } from './bodies';
import { type Order, settle, tailOf, unsettle } from './canonical';
import { blankRow, FEW, rowsWith } from './deal-rows';
import { meantBy, publishedIn } from './mapping';
import { EDITED, withEdited } from './unknowns';

/**
 * Where each kind of record beside the deals lies, and in which order (the same bodies give the same tab however they came). `open`: people write in that tab too, so it is never sorted;
 * our rows are found by their ids, overwritten where they stand, and new ones added at the end.
 */
export const sideTabs: Readonly<Record<SideEntity, { readonly sheet: SheetTemplate; readonly id: string; readonly order: Order; readonly open?: true }>> = {
  contact: { sheet: contactsSheet, id: 'id', order: { sheet: contactsSheet, time: 'created_at', ids: ['id', 'crm'], key: 'order.contacts' } },
  company: { sheet: companiesSheet, id: 'id', order: { sheet: companiesSheet, time: 'created_at', ids: ['id', 'crm'], key: 'order.companies' } },
  task: { sheet: tasksSheet, id: 'task_id', order: { sheet: tasksSheet, time: 'created_at', ids: ['task_id', 'crm'], key: 'order.tasks' } },
  activity: { sheet: activitiesSheet, id: 'activity_id', order: { sheet: activitiesSheet, time: 'at', ids: ['activity_id', 'crm'], key: 'order.activities' } },
  payment: { sheet: paymentsSheet, id: 'payment_id', order: { sheet: paymentsSheet, time: 'day', ids: ['payment_id', 'crm'], key: '' }, open: true },
  expense: { sheet: expensesSheet, id: 'expense_id', order: { sheet: expensesSheet, time: 'day', ids: ['expense_id', 'crm'], key: '' }, open: true },
};

/** Of records of the same time. */
const ranks: readonly TimedSide['action'][] = ['save', 'delete', 'restore'];

/**
 * A row with records laid over it, in the order of their own time, then saved before deleted before restored, then by content: so the order of delivery does not matter. An absent key leaves the cell,
 * a blank one clears it; a deleted record keeps its values, and what is newer than its deletion brings it back.
 */
export function foldSides(stored: Row | null, records: readonly TimedSide[]): Row {
  const sorted = firsts(records)
    .map((record) => ({ record, at: ownTime(record), rank: ranks.indexOf(record.action), content: contentOf(record) }))
    .sort((a, b) => a.at - b.at || a.rank - b.rank || compare(a.content, b.content));
  let row = stored;
  for (const { record, at } of sorted) {
    const { sheet, id } = sideTabs[record.entity],
      said = Object.entries(record.values as Readonly<Record<string, Value | undefined>>).filter((entry): entry is [string, Value] => entry[1] !== undefined);
    row = {
      ...(row ?? { ...blankRow(sheet), crm: record.crm, [id]: record.id }),
      ...Object.fromEntries(said),
      updated_at: at,
      deleted: record.action === 'delete',
    };
  }
  if (!row) throw new Error('no records to fold');
  return 'keys' in row ? { ...row, keys: clientKeys(row as unknown as Contact) } : row;
}
/** Of several records with the same id of the sender the first that came. */
function firsts(records: readonly TimedSide[]): readonly TimedSide[] {
  const found = new Map<string, TimedSide>();
  records.forEach((record, i) => {
    const key = record.event ?? `${i}`,
      known = found.get(key);
    if (!known || record.receivedAt < known.receivedAt || (record.receivedAt === known.receivedAt && compare(contentOf(record), contentOf(known)) < 0))
      found.set(key, record);
  });
  return [...found.values()];
}
/** May the record be laid over the row, or is it late or of the same second? Then the row is told anew from all bodies. */
const canAdvance = (row: Row | undefined, record: TimedSide): boolean =>
  row === undefined || ownTime(record) > Number(row.updated_at ?? Number.NEGATIVE_INFINITY);

/** Store: `crm/contact/7` of clients that may be known by other keys than at the last joining (jobs/join-journeys), or `all`; kept only where records are joined at all. */
export const JOINED = 'journeys',
  REJOIN = 'journeys.clients';
/** More than these are not named one by one. */
const MOST_CLIENTS = 100;

/** `renamed`: `crm/contact/7` of clients whose name is another one now; `after`: to be written into the Store when all else is written. */
export interface SidesUpserted {
  readonly renamed: ReadonlySet<string>;
  readonly after: Readonly<Record<string, string>>;
}

/** Records into `contacts`, `companies`, `tasks`, `activities`; a second delivery changes nothing. A tab without records costs no call. */
export function upsertSides(world: World, records: readonly TimedSide[]): SidesUpserted {
  const renamed = new Set<string>(),
    rekeyed = new Set<string>(),
    after: Record<string, string> = {},
    meant = meantBy(records.some(({ fields }) => fields) ? publishedIn(world.store.all()) : null);
  for (const entity of Object.keys(sideTabs) as SideEntity[]) {
    const own = records.filter((record) => record.entity === entity);
    if (own.length > 0) Object.assign(after, upsertTab(world, { entity, records: own.map(meant), renamed, rekeyed, meant }));
  }
  if (world.store.get(JOINED) !== null && rekeyed.size > 0) {
    const all = [...new Set([...wordsIn(world.store.get(REJOIN)), ...rekeyed])];
    world.store.set({ [REJOIN]: all.length > MOST_CLIENTS || all.some((key) => key === 'all' || /\s/.test(key)) ? 'all' : all.join(' ') }); // before the drain is over: whoever dies now only has them looked at in vain
  }
  return { renamed, after };
}

interface Upsert {
  readonly entity: SideEntity;
  readonly records: readonly TimedSide[];
  readonly renamed: Set<string>;
  readonly rekeyed: Set<string>;
  /** what people mapped, put into its columns */
  readonly meant: (record: TimedSide) => TimedSide;
}
function upsertTab(world: World, { entity, records, renamed, rekeyed, meant }: Upsert): Readonly<Record<string, string>> {
  const { sheet, id, order, open } = sideTabs[entity],
    keyOf = (crm: unknown, one: unknown): string => `${String(crm)}/${String(one)}`;
  const ids = new Set(records.map((record) => record.id)),
    stored = new Map<string, Placed<Row>>();
  for (const placed of withIds(world, sheet, id, ids)) {
    const key = keyOf(placed.row.crm, placed.row[id]);
    if (!stored.has(key)) stored.set(key, placed);
  }
  const fresh = grouped(records, (record) => keyOf(record.crm, record.id));
  const isSaid = (row: Row, record: TimedSide): boolean =>
    record.action !== 'delete' &&
    row.deleted !== true &&
    Object.entries(record.values).every(([column, value]) => value === undefined || row[column] === value);
  const again = inBatches(records);
  const isLate = (row: Row | undefined, record: TimedSide): boolean => !canAdvance(row, record) || (row !== undefined && again(record));
  const late = new Set([...fresh].filter(([key, own]) => own.some((record) => isLate(stored.get(key)?.row, record))).map(([key]) => key));
  for (const key of late) {
    const row = stored.get(key)?.row; // the same once more, by another way: nothing to tell
    if (row && fresh.get(key)?.every((record) => ownTime(record) === row.updated_at && isSaid(row, record))) {
      late.delete(key);
      fresh.delete(key);
    }
  }
  for (const record of late.size > 0 ? sidesOf(world, entity, late) : []) fresh.get(keyOf(record.crm, record.id))?.push(meant(record));
  const rows = new Map([...fresh].map(([key, own]) => [key, foldSides(late.has(key) && !open ? null : (stored.get(key)?.row ?? null), own)]));
  const changed: Placed<Row>[] = [],
    added: Row[] = [];
  let isMoved = false;
  for (const [key, row] of rows) {
    const before = stored.get(key);
    if (entity === 'contact' || entity === 'company') {
      const key = `${String(row.crm)}/${clientKey(entity, String(row.id))}`;
      if (row.name !== (before?.row.name ?? '')) renamed.add(key);
      if (['keys', 'company_id'].some((column) => (row[column] ?? '') !== (before?.row[column] ?? ''))) rekeyed.add(key);
    }
    if (!before) added.push(row);
    else if (Object.keys(row).some((column) => row[column] !== before.row[column])) {
      changed.push({ at: before.at, row });
      isMoved = isMoved || row[order.time] !== before.row[order.time];
    }
  }
  if (changed.length === 0 && added.length === 0) return {};
  if (open) {
    world.store.set(withEdited(world.store.get(EDITED), [sheet.key])); // first: whoever dies between the two only has the tab read once more
    if (changed.length > 0) world.sheets.write(sheet, changed);
    if (added.length > 0) world.sheets.append(sheet, added);
    return {};
  }
  const tail = tailOf(world, order);
  if (isMoved) unsettle(world, order);
  if (changed.length > 0) world.sheets.write(sheet, changed);
  if (added.length > 0) world.sheets.append(sheet, added);
  return settle(world, order, { tail, added, broken: isMoved });
}

/** Rows whose column holds one of these ids. */
const withIds = (world: World, sheet: SheetTemplate, column: string, ids: ReadonlySet<string>): readonly Placed<Row>[] =>
  rowsWith(world, { sheet, column, ids }).filter(({ row }) => ids.has(String(row[column])));

/** Names of clients as the tabs hold them now, `crm` and `contact/7` -> name: the first few are looked up, then both tabs are read once. */
export function clientNames(world: World): (crm: string, clientId: string) => string {
  const known = new Map<string, string>();
  let asked = 0,
    isRead = false;
  const take = (entity: 'contact' | 'company', row: Row): void => {
    known.set(`${String(row.crm)}/${clientKey(entity, String(row.id))}`, String(row.name));
  };
  return (crm, clientId) => {
    const key = `${crm}/${clientId}`,
      cut = clientId.indexOf('/'),
      entity = clientId.slice(0, cut);
    if (entity !== 'contact' && entity !== 'company') return '';
    if (!known.has(key) && !isRead) {
      asked += 1;
      if (asked > FEW) {
        isRead = true;
        for (const each of ['contact', 'company'] as const) for (const { row } of world.sheets.read(sideTabs[each].sheet).rows) take(each, row);
      } else for (const { row } of withIds(world, sideTabs[entity].sheet, 'id', new Set([clientId.slice(cut + 1)]))) take(entity, row);
      if (!known.has(key)) known.set(key, '');
    }
    return known.get(key) ?? '';
  };
}
