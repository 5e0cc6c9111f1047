import { subscriptions } from './amo-bodies';
import { ACCOUNT } from './amo-firm';
import { hal, NOTHING, problem } from './amo-list';
import { seconds } from './clock';
import type { Hook, Hooks } from './hooks';
import { type Answer, type Asked, answer, readQuery, textAt } from './wire';

/** `/api/v4/webhooks` (crm-formats 1.2): list with `disabled`, arm (again), take away. At most 100 an account. */
export function webhooksApi(hooks: Hooks, request: Asked, userId: number): Answer {
  const shown = (hook: Hook): object => ({
    id: hook.id,
    destination: hook.destination,
    created_at: seconds(hook.createdAt),
    updated_at: seconds(hook.updatedAt),
    account_id: ACCOUNT.id,
    created_by: userId,
    sort: 1,
    disabled: hook.disabled,
    settings: hook.settings,
  });
  if (request.method === 'GET') {
    const only = textAt(readQuery(request.query), 'filter', 'destination'),
      all = [...hooks.all.values()].filter((hook) => only === null || hook.destination === only);
    return all.length === 0 ? NOTHING : hal({ _total_items: all.length, _embedded: { webhooks: all.map(shown) } });
  }
  const given = readJson(request.body),
    destination = typeof given.destination === 'string' ? given.destination : '';
  if (request.method === 'DELETE') return hooks.all.delete(destination) ? NOTHING : problem(404, 'Not Found', 'Webhook not found');
  const settings = Array.isArray(given.settings) ? given.settings.map(String) : [],
    wrong = settings.findIndex((one) => !subscriptions.includes(one));
  if (!/^https?:\/\/\S+$/.test(destination)) return invalid('destination');
  if (settings.length === 0 || wrong >= 0) return invalid(wrong >= 0 ? `settings.${wrong}` : 'settings');
  if (!hooks.all.has(destination) && hooks.all.size >= 100) return problem(400, 'Bad Request', 'The limit of webhooks is reached');
  return hal(shown(hooks.add(destination, settings)), 201);
}

function readJson(body: string): { readonly destination?: unknown; readonly settings?: unknown } {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
}
const invalid = (path: string): Answer =>
  answer(
    400,
    JSON.stringify({
      'validation-errors': [{ request_id: '0', errors: [{ code: 'NotSupportedChoice', path, detail: 'The value you selected is not a valid choice.' }] }],
      title: 'Bad Request',
      type: 'https://httpstatus.es/400',
      status: 400,
      detail: 'Request validation failed',
    }),
    'application/problem+json',
  );
