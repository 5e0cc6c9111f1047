import { speak } from '../../i18n/speak';
import type { Lang } from '../../kernel/sheet-template';
import { runContract } from './self-check';

/** The menu item Self-check: holds this host against what the product relies on, and names in the log what differs. */
export function checkHost(lang: Lang): void {
  const say = speak(lang),
    results = runContract({ SpreadsheetApp, LockService, PropertiesService, CacheService, Utilities, HtmlService, ContentService, ScriptApp });
  const differing = results.filter(({ difference }) => difference !== null);
  for (const { name, difference } of differing) console.log(`${name}: ${difference}`);
  SpreadsheetApp.getActiveSpreadsheet().toast(
    differing.length === 0 ? say('toast.selfCheck.ok', { n: results.length }) : say('toast.selfCheck.differs', { n: differing.length }),
    say('menu.title'),
  );
}
