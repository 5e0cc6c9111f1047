import { speak } from '../../i18n/speak';
import { forPeople } from '../../jobs/crm-title';
import { Fault } from '../../kernel/fault';
import type { Lang } from '../../kernel/sheet-template';
import type { Reply } from './api';

/** What a person is told of a failure that he can mend. */
const spoken = ({ code, details }: Fault, lang: Lang): { readonly code: string; readonly what: string; readonly mend: string } => {
  const say = speak(lang),
    told = forPeople(details as Readonly<Record<string, unknown>>, lang);
  return { code, what: say(`fault.${code}.what`, told), mend: say(`fault.${code}.mend`, told) };
};

/**
 * Whoever is shown a page of the web app could call every global from it, as the owner, for that is how the web app runs (design 6). From inside the spreadsheet the
 * user is the one on whose behalf the script runs; a guest of the web app has no name. Custom functions may not ask for the user at all, and need not.
 * Throws Fault outsider.
 */
export function insideOnly(): void {
  let owner = '',
    user = '';
  try {
    owner = Session.getEffectiveUser().getEmail();
    user = Session.getActiveUser().getEmail();
  } catch {
    return; // a cell asks
  }
  if (user !== owner) throw new Fault('outsider', {});
}

/** A job behind a menu item: a Fault is shown with its mend in the reader's language; a bug flies on to the log with its stack. */
export function atTheDoor(lang: () => Lang, job: () => void): void {
  try {
    insideOnly();
    job();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { what, mend } = spoken(error, lang()),
      ui = SpreadsheetApp.getUi();
    ui.alert(what, mend, ui.ButtonSet.OK);
  }
}

/** A job behind a call of a page or of the host's JSON interface: a Fault becomes an answer, a bug flies on. */
export function reply<T>(lang: () => Lang, job: () => T): Reply<T> {
  try {
    insideOnly();
    return { ok: true, value: job() };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { ok: false, fault: spoken(error, lang()) };
  }
}
