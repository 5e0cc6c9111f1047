import { allSheets } from '../../sheets-templates/all';
import type { TabHead, TabLook, WorkbookBuilder } from '../ports/workbook-builder';
import { sheetIdKey } from '../ports/workbook-builder';
import type { Store } from '../ports/world';
import { isMarked } from './match-columns';
import { titlesOf } from './tab-plan';

/** Our tabs among all tabs. A look costs calls, so only those that the id or the title speaks for are looked at. */
export function findTabs(
  tabs: readonly TabHead[],
  { builder, store }: { readonly builder: WorkbookBuilder; readonly store: Store },
): ReadonlyMap<string, TabLook> {
  const byId = new Map(tabs.map((tab) => [tab.id, tab])),
    kept = new Map<string, number>(),
    asked = new Set<number>();
  for (const sheet of allSheets) {
    const id = store.get(sheetIdKey(sheet.key));
    if (id !== null && byId.has(Number(id))) kept.set(sheet.key, Number(id));
  }
  const claimed = new Set(kept.values());
  const candidates = new Map(
    allSheets
      .filter((sheet) => !kept.has(sheet.key))
      .map((sheet) => [sheet.key as string, tabs.filter((tab) => !claimed.has(tab.id) && titlesOf(sheet).includes(tab.title)).map((tab) => tab.id)]),
  );
  for (const id of [...claimed, ...[...candidates.values()].flat()]) asked.add(id);
  const looks = new Map((asked.size > 0 ? builder.looks([...asked]) : []).map((look) => [look.id, look])),
    found = new Map<string, TabLook>();
  for (const sheet of allSheets) {
    const own = kept.get(sheet.key),
      marked = (candidates.get(sheet.key) ?? []).find((id) => isMarked(sheet, looks.get(id)?.notes ?? []));
    const look = looks.get(own ?? marked ?? Number.NaN);
    if (look) found.set(sheet.key, look);
  }
  return found;
}
