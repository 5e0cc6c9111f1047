import { speak } from '../../i18n/speak';
import type { Lang } from '../../kernel/sheet-template';

/** Menu items and the globals behind them; the bundle test holds that each is there. */
export const menu = [
  { word: 'menu.sidebar', global: 'openSidebar' },
  { word: 'menu.refresh', global: 'refreshReports' },
  { word: 'menu.export', global: 'openExports' },
  null,
  { word: 'menu.install', global: 'install' },
  { word: 'menu.repair', global: 'repair' },
  { word: 'menu.selfCheck', global: 'selfCheck' },
] as const;

/** The menu beside Help. Works in AuthMode.NONE: nothing but the interface is touched. */
export function showMenu(lang: Lang): void {
  const say = speak(lang),
    made = SpreadsheetApp.getUi().createMenu(say('menu.title'));
  for (const item of menu)
    if (item) made.addItem(say(item.word), item.global);
    else made.addSeparator();
  made.addToUi();
}
