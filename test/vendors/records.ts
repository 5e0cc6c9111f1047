import type { Action, Before, Change, Company, Contact, Deal, Entity, Firm, Note, Pipeline, Stage, Task, Values } from './model';

/** When something is done and by whom (0 = a robot). */
export interface When {
  readonly at: number;
  readonly by: number;
}
export type Kind = 'deal' | 'lead';
export type NewDeal = Partial<Pick<Deal, 'name' | 'amount' | 'contactId' | 'companyId' | 'sourceId' | 'leadId' | 'tags' | 'values' | 'stage'>> & {
  readonly pipeline: Pipeline;
  readonly ownerId: number;
};
export type Edit = Partial<Pick<Deal, 'name' | 'amount' | 'contactId' | 'companyId' | 'sourceId' | 'reasonId' | 'tags'>> & { readonly values?: Values };

/**
 * The records of one account and everything that may be done to them. Each deed leaves a Change; who listens hears it at once, with the record as it is then.
 * Deleted records stay, with `deletedAt`, for `only_deleted` and for being restored.
 */
export interface Records {
  readonly firm: Firm;
  readonly deals: Map<number, Deal>;
  /** the deals, by place */
  readonly dealList: readonly Deal[];
  readonly leads: Map<number, Deal>;
  readonly contacts: Map<number, Contact>;
  /** the same, by place */
  readonly contactList: readonly Contact[];
  readonly companies: Map<number, Company>;
  readonly tasks: Map<number, Task>;
  readonly notes: Map<number, Note>;
  readonly changes: Change[];
  /** grows with every deed: what was sorted before is stale */
  readonly revision: () => number;
  readonly listen: (heard: (change: Change) => void) => void;
  readonly addDeal: (kind: Kind, deal: NewDeal, when: When) => Deal;
  readonly move: (kind: Kind, deal: Deal, to: { readonly pipeline: Pipeline; readonly stage: Stage; readonly edit?: Edit }, when: When) => void;
  readonly edit: (kind: Kind, deal: Deal, edit: Edit, when: When) => void;
  readonly assign: (kind: Kind, deal: Deal, ownerId: number, when: When) => void;
  readonly addContact: (contact: Omit<Contact, keyof Stamped | 'id' | 'dealIds'> & { readonly ownerId: number }, when: When) => Contact;
  readonly addCompany: (company: Omit<Company, keyof Stamped | 'id' | 'dealIds'> & { readonly ownerId: number }, when: When) => Company;
  readonly editSide: (entity: 'contact' | 'company', id: number, edit: Partial<Pick<Contact, 'phones' | 'position' | 'ownerId'>>, when: When) => void;
  readonly addTask: (task: Pick<Task, 'dealId' | 'kind' | 'text' | 'due' | 'ownerId'>, when: When) => Task;
  readonly finishTask: (task: Task, result: string, when: When) => void;
  readonly addNote: (note: Pick<Note, 'kind' | 'dealId' | 'contactId' | 'text' | 'phone' | 'length' | 'ownerId'>, when: When) => Note;
  readonly remove: (entity: Entity, id: number, when: When) => void;
  readonly restore: (deal: Deal, when: When) => void;
  /** Puts tasks, notes and changes into the order of time and gives them their numbers: once, when the past is made. */
  readonly settle: () => void;
}
interface Stamped {
  createdAt: number;
  updatedAt: number;
  createdBy: number;
  updatedBy: number;
  ownerId: number;
  deletedAt: number | null;
}

const isOpen = (stage: Stage): boolean => stage.role !== 'won' && stage.role !== 'lost';
const stamp = ({ at, by }: When, ownerId: number): Stamped => ({ createdAt: at, updatedAt: at, createdBy: by, updatedBy: by, ownerId, deletedAt: null });
const standing = (deal: Deal): Before => ({ pipelineId: deal.pipeline.id, stageId: deal.stage.id, ownerId: deal.ownerId, amount: deal.amount });

export function openRecords(firm: Firm, step: () => number): Records {
  const deals = new Map<number, Deal>(),
    dealList: Deal[] = [],
    leads = new Map<number, Deal>(),
    contacts = new Map<number, Contact>(),
    contactList: Contact[] = [],
    companies = new Map<number, Company>(),
    tasks = new Map<number, Task>(),
    notes = new Map<number, Note>();
  const changes: Change[] = [],
    heardBy: ((change: Change) => void)[] = [],
    last = { ...firm.from };
  let revision = 0,
    settled = false;
  const loose: { tasks: Task[]; notes: Note[] } = { tasks: [], notes: [] }; // without numbers until the past is in order
  const together = firm.from.task === firm.from.note;
  const nextId = (of: keyof Firm['from']): number => (last[together && of === 'note' ? 'task' : of] += step());
  const mapOf = (kind: Kind): Map<number, Deal> => (kind === 'deal' ? deals : leads);

  function tell(entity: Entity, action: Action, record: { readonly id: number }, when: When, before: Before | null = null, after: Before | null = null): void {
    revision += 1;
    const change: Change = { n: settled ? (last.event += 1) : 0, entity, action, id: () => record.id, at: when.at, by: when.by, before, after };
    changes.push(change);
    for (const heard of heardBy) heard(change);
  }
  const touch = (record: Stamped, { at, by }: When): void => {
    record.updatedAt = at;
    record.updatedBy = by;
  };
  const link = (deal: Deal): void => {
    for (const one of [deal.contactId === null ? undefined : contacts.get(deal.contactId), deal.companyId === null ? undefined : companies.get(deal.companyId)])
      if (one && !one.dealIds.includes(deal.id)) one.dealIds.push(deal.id);
  };
  const put = (kind: Kind, deal: Deal, { values, ...edit }: Edit): void => {
    Object.assign(deal, edit);
    if (values) deal.values = { ...deal.values, ...values };
    if (kind === 'deal') link(deal);
  };

  return {
    firm,
    deals,
    dealList,
    leads,
    contacts,
    contactList,
    companies,
    tasks,
    notes,
    changes,
    revision: () => revision,
    listen: (heard) => heardBy.push(heard),
    addDeal: (kind, given, when) => {
      const { pipeline, ownerId, stage = pipeline.stages[0]!, ...rest } = given;
      const deal: Deal = {
        id: nextId(kind),
        name: '',
        pipeline,
        stage,
        amount: 0,
        closedAt: isOpen(stage) ? null : when.at,
        movedAt: when.at,
        contactId: null,
        companyId: null,
        reasonId: null,
        sourceId: null,
        leadId: null,
        tags: [],
        values: {},
        history: [{ at: when.at, pipelineId: pipeline.id, stageId: stage.id }],
        ...rest,
        ...stamp(when, ownerId),
      };
      mapOf(kind).set(deal.id, deal);
      if (kind === 'deal') {
        dealList.push(deal);
        link(deal);
      }
      tell(kind, 'add', deal, when, null, standing(deal));
      return deal;
    },
    move: (kind, deal, { pipeline, stage, edit = {} }, when) => {
      const before = standing(deal);
      put(kind, deal, edit);
      deal.pipeline = pipeline;
      deal.stage = stage;
      deal.movedAt = when.at;
      deal.closedAt = isOpen(stage) ? null : when.at;
      if (stage.role !== 'lost') deal.reasonId = null;
      deal.history.push({ at: when.at, pipelineId: pipeline.id, stageId: stage.id });
      touch(deal, when);
      tell(kind, 'status', deal, when, before, standing(deal));
    },
    edit: (kind, deal, edit, when) => {
      const before = standing(deal);
      put(kind, deal, edit);
      touch(deal, when);
      tell(kind, 'update', deal, when, before, standing(deal));
    },
    assign: (kind, deal, ownerId, when) => {
      const before = standing(deal);
      deal.ownerId = ownerId;
      touch(deal, when);
      tell(kind, 'responsible', deal, when, before, standing(deal));
    },
    addContact: ({ ownerId, ...given }, when) => {
      const contact: Contact = { id: nextId('contact'), ...given, dealIds: [], ...stamp(when, ownerId) };
      contacts.set(contact.id, contact);
      contactList.push(contact);
      tell('contact', 'add', contact, when);
      return contact;
    },
    addCompany: ({ ownerId, ...given }, when) => {
      const company: Company = { id: nextId('company'), ...given, dealIds: [], ...stamp(when, ownerId) };
      companies.set(company.id, company);
      tell('company', 'add', company, when);
      return company;
    },
    editSide: (entity, id, edit, when) => {
      const one = entity === 'contact' ? contacts.get(id) : companies.get(id);
      if (!one) throw new Error(`No ${entity} ${id}`);
      Object.assign(one, edit);
      touch(one, when);
      tell(entity, 'update', one, when);
    },
    addTask: ({ ownerId, ...given }, when) => {
      const task: Task = { id: settled ? nextId('task') : 0, ...given, doneAt: null, result: '', ...stamp(when, ownerId) };
      if (settled) tasks.set(task.id, task);
      else loose.tasks.push(task);
      tell('task', 'add', task, when);
      return task;
    },
    finishTask: (task, result, when) => {
      task.doneAt = when.at;
      task.result = result;
      touch(task, when);
      tell('task', 'update', task, when);
    },
    addNote: ({ ownerId, ...given }, when) => {
      const note: Note = { id: settled ? nextId('note') : 0, ...given, ...stamp(when, ownerId) };
      if (settled) notes.set(note.id, note);
      else loose.notes.push(note);
      tell('note', 'add', note, when);
      return note;
    },
    remove: (entity, id, when) => {
      const one = { deal: deals, lead: leads, contact: contacts, company: companies, task: tasks, note: notes }[entity].get(id);
      if (!one || one.deletedAt !== null) throw new Error(`No ${entity} ${id}`);
      one.deletedAt = when.at;
      touch(one, when);
      const before = entity === 'deal' || entity === 'lead' ? standing(one as Deal) : null;
      tell(entity, 'delete', one, when, before, before);
    },
    restore: (deal, when) => {
      deal.deletedAt = null;
      touch(deal, when);
      tell('deal', 'restore', deal, when, standing(deal), standing(deal));
    },
    settle: () => {
      const byTime = (a: { readonly createdAt: number }, b: { readonly createdAt: number }): number => a.createdAt - b.createdAt;
      const all = [
        ...loose.tasks.map((task) => ({ task, note: null, createdAt: task.createdAt })),
        ...loose.notes.map((note) => ({ task: null, note, createdAt: note.createdAt })),
      ];
      for (const { task, note } of all.sort(byTime)) {
        if (task) tasks.set((task.id = nextId('task')), task);
        else notes.set((note.id = nextId('note')), note);
      }
      changes.sort((a, b) => a.at - b.at);
      for (const change of changes) change.n = last.event += 1;
      settled = true;
    },
  };
}
