import { ACCOUNT, sideFields } from './amo-firm';
import { ZONE } from './firm';
import type { Choice, Firm } from './model';

/** The account itself, its people, funnels and fields (crm-formats 2): they all fit one page. */

export function accountJson(firm: Firm, origin: string, wanted: ReadonlySet<string>): object {
  const taskTypes = [
    { id: 1, name: 'Связаться', color: null, icon_id: null, code: 'FOLLOW_UP' },
    { id: 2, name: 'Встреча', color: null, icon_id: null, code: 'MEETING' },
  ];
  const datetime = {
    date_pattern: 'd.m.Y H:i',
    short_date_pattern: 'd.m.Y',
    short_time_pattern: 'H:i',
    date_formant: 'd.m.Y', // spelled so
    time_format: 'H:i:s',
    timezone: ZONE.name,
    timezone_offset: '+03:00',
  };
  return {
    id: ACCOUNT.id,
    name: 'Окна тест',
    subdomain: ACCOUNT.subdomain,
    current_user_id: firm.users[0]!.id,
    country: 'RU',
    customers_mode: 'segments',
    is_unsorted_on: true,
    is_loss_reason_enabled: true,
    is_helpbot_enabled: false,
    is_technical_account: false,
    contact_name_display_order: 1,
    ...(wanted.has('version') ? { version: 16 } : {}),
    _links: { self: { href: `${origin}/api/v4/account` } },
    _embedded: {
      ...(wanted.has('users_groups') ? { users_groups: firm.groups.map((group) => ({ ...group, uuid: null })) } : {}),
      ...(wanted.has('task_types') ? { task_types: taskTypes } : {}),
      ...(wanted.has('datetime_settings') ? { datetime_settings: datetime } : {}),
    },
  };
}

/** Won and lost stand in every pipeline, and so does the stage of the unsorted, `type` 1. */
export function pipelinesJson(firm: Firm, origin: string): readonly object[] {
  return firm.pipelines.map((pipeline, n) => {
    const stages = [{ id: String(Number(pipeline.stages[0]!.id) - 2), name: 'Неразобранное', role: 'unsorted' }, ...pipeline.stages],
      href = `${origin}/api/v4/leads/pipelines/${pipeline.id}`;
    return {
      id: Number(pipeline.id),
      name: pipeline.name,
      sort: n + 1,
      is_main: n === 0,
      is_unsorted_on: true,
      is_archive: false,
      account_id: ACCOUNT.id,
      _links: { self: { href } },
      _embedded: {
        statuses: stages.map((stage, place) => ({
          id: Number(stage.id),
          name: stage.name,
          sort: stage.role === 'won' ? 10_000 : stage.role === 'lost' ? 11_000 : (place + 1) * 10,
          is_editable: !['unsorted', 'won', 'lost'].includes(stage.role),
          pipeline_id: Number(pipeline.id),
          color: '#99ccff',
          type: stage.role === 'unsorted' ? 1 : 0,
          account_id: ACCOUNT.id,
          _links: { self: { href: `${href}/statuses/${stage.id}` } },
        })),
      },
    };
  });
}

/** `group_id` is null although the group is embedded, as in the vendor's sample. */
export function usersJson(firm: Firm, origin: string): readonly (object & { readonly id: number })[] {
  const right = { view: 'A', edit: 'A', add: 'A', delete: 'A', export: 'A' };
  return firm.users.map((user) => ({
    id: user.id,
    name: `${user.first} ${user.last}`,
    email: user.email,
    lang: 'ru',
    rights: {
      leads: right,
      contacts: right,
      companies: right,
      tasks: { edit: 'A', delete: 'A' },
      mail_access: false,
      catalog_access: false,
      status_rights: null,
      is_admin: user.admin,
      is_free: false,
      is_active: user.active,
      group_id: null,
      role_id: null,
    },
    _links: { self: { href: `${origin}/api/v4/users/${user.id}/` } },
    _embedded: { roles: [], groups: firm.groups.filter(({ id }) => id === user.group) },
  }));
}

interface Named {
  readonly id: string | number;
  readonly name: string;
  readonly type: string;
  readonly code?: string | null;
  readonly choices?: readonly Choice[];
}
export function fieldsJson(firm: Firm, entity: 'leads' | 'contacts' | 'companies'): readonly object[] {
  const side = entity === 'contacts' ? (['phone', 'email', 'position', 'birthday'] as const) : (['phone', 'email', 'inn', 'web'] as const),
    all: readonly Named[] = entity === 'leads' ? firm.fields : side.map((key) => sideFields[key]);
  return all.map((field, sort) => ({
    id: Number(field.id),
    name: field.name,
    type: field.type,
    account_id: ACCOUNT.id,
    code: field.code ?? null,
    sort,
    is_api_only: false,
    enums: field.choices?.map((choice, i) => ({ id: choice.id, value: choice.name, sort: (i + 1) * 10 })) ?? null,
    group_id: null,
    required_statuses: [],
    is_deletable: !field.code,
    is_predefined: Boolean(field.code),
    entity_type: entity,
  }));
}
export const reasonsJson = (firm: Firm): readonly object[] =>
  firm.reasons.map((reason, i) => ({ ...reason, sort: (i + 1) * 1000, created_at: 1_582_117_280, updated_at: 1_582_117_280 }));
