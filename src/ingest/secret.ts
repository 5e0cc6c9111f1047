import type { Store, World } from '../ports/world';

/** Store: SHA-256 of the webhook's secret, and how often a wrong one came. */
export const SECRET_HASH = 'secret.hash',
  REFUSED = 'secret.refused';

/** Is it the secret whose hash is kept? Takes as long for any wrong one; no secret set: nobody passes. */
export function isSecret(world: World, given: string): boolean {
  const kept = world.store.get(SECRET_HASH) ?? '',
    hash = world.hash(given);
  let difference = kept.length ^ hash.length;
  for (let i = 0; i < hash.length; i += 1) difference |= hash.charCodeAt(i) ^ (kept.charCodeAt(i) || 0);
  return difference === 0 && kept !== '' && given !== '';
}

/** Notes a refusal at most once a minute: whoever knocks without the key must not make us write. */
export function noteRefusal(world: World): void {
  const { times, at } = refusals(world.store);
  if (world.now - at >= 60_000) world.store.set({ [REFUSED]: JSON.stringify({ times: times + 1, at: world.now }) });
}

/** How often a wrong key came (at most once a minute is counted), and when it last did. */
export const refusals = (store: Store): { readonly times: number; readonly at: number } =>
  JSON.parse(store.get(REFUSED) ?? '{"times":0,"at":0}') as { readonly times: number; readonly at: number };
