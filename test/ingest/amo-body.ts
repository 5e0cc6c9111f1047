/** amoCRM bodies written afresh for tests, as the wire has them: PHP brackets, percent-encoded. */
export type Tree = { readonly [key: string]: string | number | Tree | readonly (string | number | Tree)[] };

const pairs = (value: unknown, path: string): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => pairs(inner, path === '' ? key : `${path}[${key}]`))
    : [`${encodeURIComponent(path)}=${encodeURIComponent(String(value)).replace(/%20/g, '+')}`];
export const form = (tree: Tree): string => pairs(tree, '').join('&');

export interface Lead {
  readonly id: number | string;
  readonly at: number;
  readonly created?: number;
  readonly stage?: number | string;
  readonly pipeline?: number;
  readonly price?: number | string;
  readonly owner?: number | string;
  readonly name?: string;
  readonly fields?: Readonly<Record<string, string>>;
}
/** A full lead as webhooks of 2025 bring it; `at`, `created` Unix seconds. */
export const lead = ({ id, at, created = at, stage = 10, pipeline = 1, price = 1000, owner = 7, name = 'Окна', fields = {} }: Lead): Tree => ({
  id,
  name,
  status_id: stage,
  price,
  responsible_user_id: owner,
  last_modified: at,
  modified_user_id: owner,
  created_user_id: owner,
  date_create: created,
  pipeline_id: pipeline,
  account_id: 555,
  ...(Object.keys(fields).length > 0
    ? { custom_fields: Object.entries(fields).map(([field, value]) => ({ id: field, name: `Поле ${field}`, values: [{ value }] })) }
    : {}),
  created_at: created,
  updated_at: at,
});
export const account: Tree = { subdomain: 'proba', id: 555, _links: { self: 'https://proba.amocrm.ru' } };
export const body = (action: string, ...leads: readonly Tree[]): string => form({ account, leads: { [action]: leads } });
/** What amoCRM's digital pipeline sends. */
export const poke = (id: number, stage: number): string =>
  form({ leads: { status: [{ id, status_id: stage, pipeline_id: 1, old_status_id: 10, old_pipeline_id: 1 }] }, account: { id: 555, subdomain: 'proba' } });
export const removal = (id: number): string => form({ account, leads: { delete: [{ id, status_id: 50, pipeline_id: 1 }] } });
