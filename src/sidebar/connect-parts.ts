import type { Answer, Args } from '../hosts/apps-script/api';
import type { Speaker } from './say';
import type { Work } from './work';

export type Page = Answer<'setupPage'>;
export type Crm = Page['crms'][number];
/** One act of the assistant; `then` hears the page after it. */
export type Act = (args: Args<'connectCrm'>, then?: () => void) => void;

/** What every part of the assistant needs. */
export interface Parts {
  readonly speak: Speaker;
  readonly page: Page;
  readonly work: Work;
  /** the CRM that the last act was about: its card tells what failed */
  readonly about: string;
  readonly act: Act;
}
