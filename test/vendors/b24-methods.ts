import { type Activity, activityJson, callJson, recordOf } from './b24-activities';
import { failed, type Outcome } from './b24-batch';
import { categoryList, dealFieldList, departmentList, itemFieldList, ownerTypes, sideFieldList, statusList, userFieldList, userList } from './b24-directories';
import { semanticOf } from './b24-firm';
import { stageHistory } from './b24-history';
import { itemJson, sideItemJson } from './b24-items';
import { type B24Spec, b24Page, type Keys } from './b24-list';
import { companyJson, contactJson, dealJson, leadJson, MULTI, type Portal, requisiteJson, type Shown } from './b24-shapes';
import { ZONE } from './firm';
import type { Change, Company, Contact, Deal, Note } from './model';
import { type Tree, textAt } from './wire';

/** Methods of the portal by their names in small letters: what they read, and the scope they need. */
export interface Method {
  readonly scope: 'crm' | 'user' | 'telephony' | 'department' | '';
  /** the kind of record whose right may be taken away */
  readonly entity: string;
  readonly run: (params: Tree) => Outcome;
}

export function openMethods(
  portal: Portal,
  how: { readonly now: () => number; readonly ignored: (what: string) => void; readonly scopes: () => readonly string[] },
): Readonly<Record<string, Method>> {
  const { records } = portal,
    { firm } = records;
  /** rows in the order of their ids, kept until the account changes */
  const kept = <T>(make: () => readonly T[]): (() => readonly T[]) => {
    let rows: readonly T[] = [],
      revision = -1;
    return () => {
      if (revision !== records.revision()) {
        rows = make();
        revision = records.revision();
      }
      return rows;
    };
  };
  const alive = <T extends { readonly id: number; readonly deletedAt: number | null }>(of: ReadonlyMap<number, T>): (() => readonly T[]) =>
    kept(() => [...of.values()].filter((one) => one.deletedAt === null).sort((a, b) => a.id - b.id));
  const deals = alive(records.deals),
    leads = alive(records.leads),
    contacts = alive(records.contacts),
    companies = alive(records.companies),
    notes = alive(records.notes),
    activities = kept<Activity>(() =>
      [
        ...[...records.tasks.values()].filter((one) => one.deletedAt === null).map((task) => ({ task })),
        ...notes()
          .filter(({ kind }) => kind !== 'common')
          .map((note) => ({ note })),
      ].sort((a: Activity, b: Activity) => recordOf(a).id - recordOf(b).id),
    );

  type Stamped = { readonly id: number; readonly createdAt: number; readonly updatedAt: number; readonly ownerId: number };
  const stamps = (id: string, created: string, updated: string, owner: string): Keys<Stamped> => ({
    [id]: { kind: 'number', of: (row) => row.id },
    [created]: { kind: 'time', of: (row) => row.createdAt },
    [updated]: { kind: 'time', of: (row) => row.updatedAt },
    [owner]: { kind: 'number', of: (row) => row.ownerId },
  });
  const upper = stamps('ID', 'DATE_CREATE', 'DATE_MODIFY', 'ASSIGNED_BY_ID'),
    camel = stamps('id', 'createdTime', 'updatedTime', 'assignedById');
  const yes = (is: boolean): string => (is ? 'Y' : 'N');
  const dealKeys: Keys<Deal> = {
    ...upper,
    STAGE_ID: { kind: 'text', of: (deal) => deal.stage.id },
    STAGE_SEMANTIC_ID: { kind: 'text', of: (deal) => semanticOf(deal.stage.role) },
    CATEGORY_ID: { kind: 'number', of: (deal) => Number(deal.pipeline.id) },
    CLOSED: { kind: 'text', of: (deal) => yes(deal.closedAt !== null) },
    LEAD_ID: { kind: 'number', of: (deal) => deal.leadId },
    CONTACT_ID: { kind: 'number', of: (deal) => deal.contactId },
    COMPANY_ID: { kind: 'number', of: (deal) => deal.companyId },
    MOVED_TIME: { kind: 'time', of: (deal) => deal.movedAt },
    OPPORTUNITY: { kind: 'number', of: (deal) => deal.amount },
  };
  const leadKeys: Keys<Deal> = {
    ...upper,
    STATUS_ID: { kind: 'text', of: (lead) => lead.stage.id },
    STATUS_SEMANTIC_ID: { kind: 'text', of: (lead) => semanticOf(lead.stage.role) },
    MOVED_TIME: { kind: 'time', of: (lead) => lead.movedAt },
  };
  const itemKeys: Keys<Deal> = {
    ...camel,
    stageId: { kind: 'text', of: (deal) => deal.stage.id },
    categoryId: { kind: 'number', of: (deal) => Number(deal.pipeline.id) },
    leadId: { kind: 'number', of: (deal) => deal.leadId },
    contactId: { kind: 'number', of: (deal) => deal.contactId },
    companyId: { kind: 'number', of: (deal) => deal.companyId },
    movedTime: { kind: 'time', of: (deal) => deal.movedAt },
    opportunity: { kind: 'number', of: (deal) => deal.amount },
  };
  const spec = <T extends { readonly id: number }>(rows: () => readonly T[], keys: Keys<T>, json: (portal: Portal, row: T) => Shown): B24Spec<T> => ({
    rows,
    id: (row) => row.id,
    idKey: 'ID',
    keys,
    json: (row) => json(portal, row),
    hidden: MULTI,
  });
  const list =
    <T>(of: B24Spec<T>, wrap: (rows: readonly Shown[]) => unknown = (rows) => rows): Method['run'] =>
    (params) => {
      const { rows, total, next } = b24Page(of, params, { offsetMs: firm.offsetMs, ignored: how.ignored });
      return { result: wrap(rows), total, next };
    };
  const get =
    <T extends { readonly deletedAt: number | null }>(of: ReadonlyMap<number, T>, json: (portal: Portal, row: T) => Shown): Method['run'] =>
    (params) => {
      const id = textAt(params, 'id') ?? textAt(params, 'ID');
      if (id === null || !/^\d+$/.test(id)) return failed(400, '', 'ID is not defined or invalid.');
      const row = of.get(Number(id));
      return row && row.deletedAt === null ? { result: json(portal, row) } : failed(400, '', 'Not found');
    };
  const crm = (entity: string, run: Method['run']): Method => ({ scope: 'crm', entity, run });

  const activityKeys: Keys<Activity> = {
    ID: { kind: 'number', of: (row) => recordOf(row).id },
    CREATED: { kind: 'time', of: (row) => recordOf(row).createdAt },
    LAST_UPDATED: { kind: 'time', of: (row) => recordOf(row).updatedAt },
    RESPONSIBLE_ID: { kind: 'number', of: (row) => recordOf(row).ownerId },
    TYPE_ID: { kind: 'number', of: (row) => Number(activityJson(portal, row).TYPE_ID) },
    OWNER_ID: { kind: 'number', of: (row) => Number(activityJson(portal, row).OWNER_ID) },
    OWNER_TYPE_ID: { kind: 'number', of: (row) => Number(activityJson(portal, row).OWNER_TYPE_ID) },
    COMPLETED: { kind: 'text', of: (row) => String(activityJson(portal, row).COMPLETED) },
  };
  const activitySpec: B24Spec<Activity> = {
    rows: activities,
    id: (row) => recordOf(row).id,
    idKey: 'ID',
    keys: activityKeys,
    json: (row) => activityJson(portal, row),
  };

  /** Records of `crm.item.*` by entityTypeId. */
  const items: Readonly<Record<string, { readonly entity: string; readonly run: Method['run']; readonly one: (id: number) => Shown | null }>> = {
    '1': item('lead', leads, records.leads, (row) => itemJson(portal, 1, row), itemKeys),
    '2': item('deal', deals, records.deals, (row) => itemJson(portal, 2, row), itemKeys),
    '3': item('contact', contacts, records.contacts, (row) => sideItemJson(portal, 3, row), camel as Keys<Contact>),
    '4': item('company', companies, records.companies, (row) => sideItemJson(portal, 4, row), camel as Keys<Company>),
  };
  function item<T extends { readonly id: number; readonly deletedAt: number | null }>(
    entity: string,
    rows: () => readonly T[],
    of: ReadonlyMap<number, T>,
    json: (row: T) => Shown,
    keys: Keys<T>,
  ) {
    const run = list<T>({ rows, id: (row) => row.id, idKey: 'id', keys, json, hidden: [] }, (shown) => ({ items: shown }));
    return {
      entity,
      run,
      one: (id: number): Shown | null => {
        const row = of.get(id);
        return row && row.deletedAt === null ? json(row) : null;
      },
    };
  }
  const ofType = (params: Tree) => items[textAt(params, 'entityTypeId') ?? ''];

  const history = (kind: 'deal' | 'lead'): (() => readonly Change[]) => {
    const of = kind === 'deal' ? records.deals : records.leads;
    return kept(() =>
      records.changes.filter(({ entity, action, id }) => entity === kind && (action === 'add' || action === 'status') && of.get(id())?.deletedAt === null),
    );
  };
  /** The INN of a company stands in its requisites; they have the company's number here. */
  const requisiteKeys: Keys<Company> = {
    ID: { kind: 'number', of: ({ id }) => id },
    ENTITY_TYPE_ID: { kind: 'number', of: () => 4 },
    ENTITY_ID: { kind: 'number', of: ({ id }) => id },
    RQ_INN: { kind: 'text', of: ({ inn }) => inn },
  };
  const callKeys: Keys<Note> = {
    ID: { kind: 'number', of: (note) => note.id - 4000 },
    CALL_START_DATE: { kind: 'time', of: (note) => note.createdAt },
    CRM_ACTIVITY_ID: { kind: 'number', of: (note) => note.id },
    CALL_TYPE: { kind: 'number', of: (note) => (note.kind === 'call_in' ? 2 : 1) },
    PORTAL_USER_ID: { kind: 'number', of: (note) => note.ownerId },
  };
  const admin = firm.users[0]!;
  return {
    profile: {
      scope: '',
      entity: '',
      run: () => ({
        result: { ID: String(admin.id), ADMIN: true, NAME: admin.first, LAST_NAME: admin.last, PERSONAL_GENDER: '', TIME_ZONE: ZONE.name, TIME_ZONE_OFFSET: 0 },
      }),
    },
    'server.time': { scope: '', entity: '', run: () => ({ result: portal.time(how.now()) }) },
    scope: { scope: '', entity: '', run: () => ({ result: how.scopes() }) },
    'user.get': { scope: 'user', entity: 'user', run: userList },
    'crm.deal.list': crm('deal', list(spec(deals, dealKeys, dealJson))),
    'crm.deal.get': crm('deal', get(records.deals, dealJson)),
    'crm.deal.fields': crm('deal', () => ({ result: dealFieldList() })),
    'crm.deal.userfield.list': crm('deal', userFieldList),
    'crm.lead.list': crm('lead', list(spec(leads, leadKeys, leadJson))),
    'crm.lead.get': crm('lead', get(records.leads, leadJson)),
    'crm.lead.fields': crm('lead', () => ({ result: sideFieldList([]) })),
    'crm.lead.userfield.list': crm('lead', () => ({ result: [], total: 0 })),
    'crm.contact.list': crm('contact', list(spec(contacts, upper as Keys<Contact>, contactJson))),
    'crm.contact.get': crm('contact', get(records.contacts, contactJson)),
    'crm.contact.fields': crm('contact', () => ({ result: sideFieldList([]) })),
    'crm.contact.userfield.list': crm('contact', () => ({ result: [], total: 0 })),
    'crm.company.list': crm('company', list(spec(companies, upper as Keys<Company>, companyJson))),
    'crm.company.get': crm('company', get(records.companies, companyJson)),
    'crm.company.fields': crm('company', () => ({ result: sideFieldList([]) })),
    'crm.company.userfield.list': crm('company', () => ({ result: [], total: 0 })),
    'crm.requisite.list': crm(
      'company',
      list(
        spec(
          kept(() => companies().filter(({ inn }) => inn !== '')),
          requisiteKeys,
          requisiteJson,
        ),
      ),
    ),
    'crm.enum.ownertype': crm('', () => ({ result: ownerTypes })),
    'department.get': { scope: 'department', entity: '', run: departmentList },
    'crm.item.list': crm('', (params) => ofType(params)?.run(params) ?? failed(400, 'NOT_FOUND', 'Smart process not found')),
    'crm.item.get': crm('', (params) => {
      const shown = ofType(params)?.one(Number(textAt(params, 'id')));
      return shown ? { result: { item: shown } } : failed(400, 'NOT_FOUND', 'Element not found');
    }),
    'crm.item.fields': crm('', (params) => ({ result: { fields: textAt(params, 'entityTypeId') === '2' ? itemFieldList() : {} } })),
    'crm.activity.list': crm('activity', list(activitySpec)),
    'crm.activity.get': crm('activity', (params) => {
      const row = activities().find((one) => recordOf(one).id === Number(textAt(params, 'id') ?? textAt(params, 'ID')));
      return row ? { result: activityJson(portal, row) } : failed(400, '', 'Activity is not found');
    }),
    'crm.stagehistory.list': crm(
      '',
      stageHistory({ '1': history('lead'), '2': history('deal') }, (of, params) => list(of, (rows) => ({ items: rows }))(params)),
    ),
    'crm.status.list': crm('', statusList),
    'crm.category.list': crm('', categoryList),
    'voximplant.statistic.get': {
      scope: 'telephony',
      entity: 'call',
      run: list<Note>({
        rows: () => notes().filter(({ kind }) => kind !== 'common'),
        id: (note) => note.id - 4000,
        idKey: 'ID',
        keys: callKeys,
        json: (note) => callJson(portal, note),
      }),
    },
  };
}
