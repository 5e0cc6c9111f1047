import { speak } from '../i18n/speak';
import type { Lang } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { LARGEST } from './letter';
import type { Received } from './receive';
import { isSecret, noteRefusal } from './secret';

/** What the page of a webhook says: one word for a program, and for whoever tries the address by hand what to do about a refusal. `size` of the body in characters. Never anything of the body. */
export function answerWords(received: Received, { size, lang }: { readonly size: number; readonly lang: Lang }): string {
  const say = speak(lang);
  if (received === 'refused') return `${received}. ${say('fault.secret-wrong.what')} ${say('fault.secret-wrong.mend')}`;
  if (received === 'too-large') return `${received}. ${say('fault.body-too-large.what', { size, limit: LARGEST })} ${say('fault.body-too-large.mend')}`;
  return received;
}

/** What a person sees who opens the webhook's address in a browser: whether its key is right. A wrong one counts as a refusal. */
export function helloWords(world: World, secret: string): string {
  const say = speak(world.lang);
  if (isSecret(world, secret)) return say('web.hello');
  noteRefusal(world);
  return `${say('fault.secret-wrong.what')} ${say('fault.secret-wrong.mend')}`;
}
