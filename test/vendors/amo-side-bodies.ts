import { ACCOUNT, MOBILE, sideFields, WORK } from './amo-firm';
import { noteEntity } from './amo-shapes';
import { localText, seconds } from './clock';
import type { Company, Contact, Note, Task } from './model';
import type { Records } from './records';

/** Contacts, companies, tasks and notes in amoCRM's webhooks (crm-formats 1.2–1.4). */

export type Fields = readonly (readonly [string, string])[];
const stamps = (one: Contact | Company): Fields => [
  ['[responsible_user_id]', String(one.ownerId)],
  ['[date_create]', String(seconds(one.createdAt))],
  ['[last_modified]', String(seconds(one.updatedAt))],
  ['[created_user_id]', String(one.createdBy)],
  ['[modified_user_id]', String(one.updatedBy)],
  ['[account_id]', String(ACCOUNT.id)],
];
/** Linked deals are a map keyed by their ids. */
const linked = (one: Contact | Company): Fields => one.dealIds.map((id) => [`[linked_leads_id][${id}][ID]`, String(id)] as const);
const multi = (i: number, field: (typeof sideFields)['phone' | 'email'], values: readonly string[]): Fields => [
  [`[custom_fields][${i}][id]`, String(field.id)],
  [`[custom_fields][${i}][name]`, field.name],
  ...values.flatMap(
    (value, n): Fields => [
      [`[custom_fields][${i}][values][${n}][value]`, value],
      [`[custom_fields][${i}][values][${n}][enum]`, String((n === 0 ? WORK : MOBILE).id)],
    ],
  ),
  [`[custom_fields][${i}][code]`, field.code],
];
const plain = (i: number, field: (typeof sideFields)['position' | 'birthday' | 'inn' | 'web'], value: string): Fields => [
  [`[custom_fields][${i}][id]`, String(field.id)],
  [`[custom_fields][${i}][name]`, field.name],
  [`[custom_fields][${i}][values][0][value]`, value],
  ...(field.code === null ? [] : [[`[custom_fields][${i}][code]`, field.code] as const]),
];
const numbered = (all: readonly (false | ((i: number) => Fields))[]): Fields =>
  all.filter((one): one is (i: number) => Fields => one !== false).flatMap((make, i) => make(i));
/** A birthday is text, `12.01.1980`. */
const dotted = (day: string): string => day.split('-').reverse().join('.');

export function contactFields({ companies }: Records, contact: Contact): Fields {
  const company = contact.companyId === null ? undefined : companies.get(contact.companyId);
  return [
    ['[id]', String(contact.id)],
    ['[name]', `${contact.first} ${contact.last}`.trim()],
    ...stamps(contact),
    ...numbered([
      contact.phones.length > 0 && ((i) => multi(i, sideFields.phone, contact.phones)),
      contact.emails.length > 0 && ((i) => multi(i, sideFields.email, contact.emails)),
      contact.position !== '' && ((i) => plain(i, sideFields.position, contact.position)),
      contact.birthday !== '' && ((i) => plain(i, sideFields.birthday, dotted(contact.birthday))),
    ]),
    ...(company
      ? ([
          ['[company_name]', company.name],
          ['[linked_company_id]', String(company.id)],
        ] as const)
      : []),
    ...linked(contact),
    ['[created_at]', String(seconds(contact.createdAt))],
    ['[updated_at]', String(seconds(contact.updatedAt))],
    ['[type]', 'contact'],
  ];
}
export const companyFields = (company: Company): Fields => [
  ['[id]', String(company.id)],
  ['[name]', company.name],
  ...stamps(company),
  ...numbered([
    company.phones.length > 0 && ((i) => multi(i, sideFields.phone, company.phones)),
    company.inn !== '' && ((i) => plain(i, sideFields.inn, company.inn)),
  ]),
  ...linked(company),
  ['[created_at]', String(seconds(company.createdAt))],
  ['[updated_at]', String(seconds(company.updatedAt))],
  ['[type]', 'company'],
];
/** `2024-09-17 13:07:29`: of tasks in UTC, of notes in the account's time. */
const spaced = (at: number, offsetMs: number): string => localText(at, offsetMs).replace('T', ' ');
export const taskFields = (task: Task, closing: boolean): Fields => [
  ['[id]', String(task.id)],
  ['[element_id]', String(task.dealId)],
  ['[element_type]', '2'],
  ['[task_type]', String(task.kind)],
  ['[date_create]', spaced(task.createdAt, 0)],
  ['[text]', task.text],
  ['[status]', task.doneAt === null ? '0' : '1'],
  ['[account_id]', String(ACCOUNT.id)],
  ['[created_user_id]', String(task.createdBy)],
  ['[last_modified]', spaced(task.updatedAt, 0)],
  ['[responsible_user_id]', String(task.ownerId)],
  ['[complete_till]', spaced(task.due, 0)],
  ...(closing
    ? ([
        ['[action_close]', '1'],
        ['[old_text]', task.text],
      ] as const)
    : []),
  ...(closing && task.result !== ''
    ? ([
        ['[result][id]', String(task.id + 1)],
        ['[result][text]', task.result],
      ] as const)
    : []),
  ['[created_at]', String(seconds(task.createdAt))],
  ['[updated_at]', String(seconds(task.updatedAt))],
  ['[complete_before]', String(seconds(task.due))],
];
/** Kinds of notes in webhooks: 4 a remark, 10 a call in, 11 a call out. */
const noteType = { common: '4', call_in: '10', call_out: '11' } as const;
export const noteFields = (note: Note, offsetMs: number): Fields => {
  const on = noteEntity(note),
    text =
      note.kind === 'common' ? note.text : JSON.stringify({ UNIQ: `call-${note.id}`, LINK: '', PHONE: note.phone, DURATION: note.length, SRC: 'telephony' });
  return (
    [
      ['[text]', text],
      ['[attachement]', ''],
      ['[date_create]', spaced(note.createdAt, offsetMs)],
      ['[note_type]', noteType[note.kind]],
      ['[element_type]', on.path === 'leads' ? '2' : '1'],
      ['[element_id]', String(on.id)],
      ['[catalog_id]', '0'],
      ['[group_id]', '0'],
      ['[timestamp_x]', spaced(note.updatedAt, offsetMs)],
      ['[account_id]', String(ACCOUNT.id)],
      ['[metadata]', JSON.stringify({ event_source: { id: note.ownerId, author_name: 'Автор', type: 1 } })],
      ['[created_by]', String(note.createdBy)],
      ['[modified_by]', String(note.updatedBy)],
      ['[main_user_id]', String(note.ownerId)],
      ['[id]', String(note.id)],
      ['[created_at]', String(seconds(note.createdAt))],
      ['[updated_at]', String(seconds(note.updatedAt))],
    ] as const
  ).map(([key, value]) => [`[note]${key}`, value] as const);
};
