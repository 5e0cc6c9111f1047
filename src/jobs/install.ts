import { hasLostRows, startRebuild } from '../ingest/rebuild';
import { SECRET_HASH } from '../ingest/secret';
import type { Lang } from '../kernel/sheet-template';
import type { WorkbookBuilder } from '../ports/workbook-builder';
import type { World } from '../ports/world';
import { alone } from './panel';
import { refreshReports } from './refresh';
import { type Repaired, repairWorkbook } from './repair-workbook';

/** Store keys of what every execution needs before it reads a cell. */
export const SPREADSHEET = 'spreadsheet.id',
  ZONE = 'zone',
  LANG = 'lang',
  SECRET = 'secret',
  WEB_APP = 'webhook.url';

/** The blank tab that every new spreadsheet of Google has. */
const DEFAULT_TAB = /^(Лист|Sheet) ?\d+$/;

/**
 * Makes the workbook, or repairs it: safe to run again at any time. The webhook's secret is made once and kept; a given one replaces it (design 6).
 * The zone and language of the workbook become those of the product. A raw tab that had to be made anew is filled again from the journal.
 */
export function installWorkbook(
  world: World,
  builder: WorkbookBuilder,
  found: { readonly spreadsheetId: string; readonly zone: string; readonly lang: Lang; readonly webApp: string; readonly secret?: string },
): Repaired {
  const isFirst = world.store.get(SPREADSHEET) === null,
    before = isFirst ? builder.tabs() : [];
  const secret = found.secret ?? world.store.get(SECRET) ?? world.secret();
  world.store.set({
    [SPREADSHEET]: found.spreadsheetId,
    [ZONE]: found.zone,
    [LANG]: found.lang,
    [SECRET]: secret,
    [SECRET_HASH]: world.hash(secret),
    ...(found.webApp === '' ? {} : { [WEB_APP]: found.webApp }),
  });
  return alone(world, () => {
    const { store, sheets, lang, spent } = world;
    const repaired = repairWorkbook({ builder, store, sheets, lang, spent }, { seeds: { time_zone: found.zone, language: found.lang } });
    for (const { id, title } of before) if (DEFAULT_TAB.test(title)) builder.dropEmpty(id);
    if (repaired.rebuild.length > 0 || (repaired.left.length === 0 && hasLostRows(world))) startRebuild(world);
    if (repaired.left.length === 0) refreshReports(world, 'all');
    return repaired;
  });
}
