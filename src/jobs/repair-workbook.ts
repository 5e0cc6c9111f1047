import { allSheets } from '../../sheets-templates/all';
import { groupLooks, rowsOf, spareColumns } from '../../sheets-templates/looks';
import { metricsSheet } from '../../sheets-templates/metrics';
import { settingsSheet } from '../../sheets-templates/settings';
import { speak } from '../i18n/speak';
import type { Lang, Row, SheetTemplate } from '../kernel/sheet-template';
import { wordsIn } from '../kernel/word-list';
import type { SheetStore } from '../ports/sheet-store';
import type { TabHead, WorkbookBuilder } from '../ports/workbook-builder';
import { columnsKey, REVISION, sheetIdKey } from '../ports/workbook-builder';
import type { Store } from '../ports/world';
import { metricRows } from '../reports/metrics';
import { findTabs } from './find-tabs';
import { mendColumns } from './mend-columns';
import type { Standing } from './mend-looks';
import { mendLooks } from './mend-looks';
import { mendSettings } from './mend-settings';
import { TOUCHED } from './note-edit';
import type { PlaceOf } from './tab-plan';
import { columnPlans, freeTitle } from './tab-plan';

export interface RepairPorts {
  readonly builder: WorkbookBuilder;
  readonly store: Store;
  readonly sheets: SheetStore;
  readonly lang: Lang;
  /** milliseconds used so far by this execution */
  readonly spent: () => number;
}
export interface RepairOptions {
  /** first values of settings, by key: the time zone of the workbook … */
  readonly seeds?: Readonly<Record<string, string>>;
  /** milliseconds of this execution after which no further tab is begun; the next call goes on */
  readonly budget?: number;
}
/** What was done, by keys of tabs; all empty = everything was in place and nothing was written. */
export interface Repaired {
  readonly built: readonly string[];
  /** columns put back or given their title again */
  readonly columns: readonly { readonly key: string; readonly columns: readonly string[] }[];
  /** tabs whose notes, checks, totals, charts or protection were put back */
  readonly looks: readonly string[];
  /** tabs whose own rows (settings, metric dictionary) were put right */
  readonly rows: readonly string[];
  /** tabs that lost rows which only the journal can give back: deleted and made anew, or with a column that came back empty */
  readonly rebuild: readonly string[];
  /** tabs not looked at, because the time was up */
  readonly left: readonly string[];
}

const BUDGET_MS = 240_000;

/**
 * Install and repair in one: makes every tab of the templates that is missing and puts back what is broken in those that stand. Rows, plans, columns of the user, their formats and
 * notes, tabs of the user and the order of tabs are left as they are; a second run writes nothing. A tab is ours by the id kept in Store, or by its title together
 * with the marks in its header notes (a copied workbook); a tab of the user with our title is never touched, ours takes a free one.
 */
export function repairWorkbook(ports: RepairPorts, { seeds = {}, budget = BUDGET_MS }: RepairOptions = {}): Repaired {
  const { builder, store, lang } = ports,
    standing = new Map<string, Standing>();
  const done = {
    built: [] as string[],
    columns: [] as { key: string; columns: readonly string[] }[],
    looks: new Set<string>(),
    rebuild: new Set<string>(),
    left: [] as string[],
  };
  const tabs = [...builder.tabs()];
  const found = findTabs(tabs, ports);
  for (const sheet of allSheets) {
    if (ports.spent() > budget) {
      done.left.push(sheet.key);
      continue;
    }
    const look = found.get(sheet.key);
    if (!look) {
      if (sheet.group === 'raw' && sheet.key !== metricsSheet.key && store.get(sheetIdKey(sheet.key)) !== null) done.rebuild.add(sheet.key);
      standing.set(sheet.key, buildTab(sheet, tabs, standing, ports));
      done.built.push(sheet.key);
      continue;
    }
    const mended = mendColumns(sheet, look, tabs, ports);
    standing.set(sheet.key, mended.standing);
    if (mended.columns.length > 0) done.columns.push({ key: sheet.key, columns: mended.columns });
    if (mended.looks) done.looks.add(sheet.key);
    if (mended.standing.fresh.length > 0 && sheet.group === 'raw' && mended.lost) done.rebuild.add(sheet.key);
  }
  remember(standing, store);
  const placeOf: PlaceOf = (key, column) => {
    const tab = standing.get(key),
      at = tab?.layout.indexOf(column) ?? -1;
    return tab && at >= 0 ? { sheetId: tab.id, column: at } : null;
  };
  for (const tab of standing.values())
    if (ports.spent() <= budget && mendLooks(tab, placeOf, ports) && tab.look && tab.fresh.length === 0) done.looks.add(tab.sheet.key);
  for (const key of done.built) writeFirst(key, ports);
  if (!builder.hasName(REVISION)) nameRevision(standing.get(metricsSheet.key), ports);
  const rows =
    done.left.length > 0
      ? []
      : [
          ...(mendSettings(ports, { language: lang, currency: lang === 'ru' ? 'RUB' : 'USD', ...seeds }) ? [settingsSheet.key] : []),
          ...(ports.sheets.replace(metricsSheet, 'all', metricRows(lang) as readonly Row[], ['metric']) > 0 ? [metricsSheet.key] : []),
        ];
  return { ...done, looks: [...done.looks], rebuild: [...done.rebuild], rows: rows.filter((key) => !done.built.includes(key)) };
}

/** The rows with which a new input tab begins. */
function writeFirst(key: string, { sheets, lang }: RepairPorts): void {
  const sheet: SheetTemplate | undefined = allSheets.find((one) => one.key === key);
  if (sheet?.first)
    sheets.append(
      sheet,
      sheet.first.map((row) =>
        Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value !== null && typeof value === 'object' ? value[lang] : value])),
      ),
    );
}

/** A new tab stands behind the last tab of ours that comes before it in the list, so that people's own order holds. `tabs` learns of it. */
function buildTab(sheet: SheetTemplate, tabs: TabHead[], standing: ReadonlyMap<string, Standing>, { builder, lang }: RepairPorts): Standing {
  const before = allSheets
    .slice(
      0,
      allSheets.findIndex((one) => one.key === sheet.key),
    )
    .reverse()
    .map((one) => standing.get(one.key)?.id)
    .find((id) => id !== undefined);
  const layout = Object.keys(sheet.columns),
    columns = columnPlans(sheet, layout, lang);
  const titles = tabs.map((tab) => tab.title),
    title = freeTitle(sheet.title[lang], titles, lang);
  const index = before === undefined ? 0 : tabs.findIndex((tab) => tab.id === before) + 1;
  const id = builder.build({
    title,
    index,
    rows: rowsOf(sheet),
    grid: layout.length + spareColumns(sheet),
    colours: groupLooks[sheet.group],
    hidden: sheet.hidden === true,
    frozenColumns: sheet.frozenColumns ?? 0,
    totals: sheet.totals === true,
    columns,
  });
  tabs.splice(index, 0, { id, title });
  return { sheet, id, layout, look: null, fresh: [] };
}

/** Ids and places for the sheet store; tabs whose header was touched have just been looked at. */
function remember(standing: ReadonlyMap<string, Standing>, store: Store): void {
  const entries: Record<string, string> = {};
  for (const { sheet, id, layout } of standing.values()) {
    const texts = { [sheetIdKey(sheet.key)]: String(id), [columnsKey(sheet.key)]: JSON.stringify(layout) };
    for (const [key, text] of Object.entries(texts)) if (store.get(key) !== text) entries[key] = text;
  }
  const touched = wordsIn(store.get(TOUCHED)),
    left = touched.filter((key) => !standing.has(key));
  if (Object.keys(entries).length > 0 || left.length < touched.length)
    store.set({ ...entries, ...(left.length < touched.length ? { [TOUCHED]: left.join(' ') || null } : {}) });
}

function nameRevision(tab: Standing | undefined, { builder, lang }: RepairPorts): void {
  if (tab) builder.setName(REVISION, { id: tab.id, column: tab.layout.length + 1, label: speak(lang)('tab.revision') });
}
