import { sheetOf } from '../../sheets-templates/all';
import { speak } from '../i18n/speak';
import type { Lang, SheetTemplate } from '../kernel/sheet-template';
import type { Check, Mend, TabLook, WorkbookBuilder } from '../ports/workbook-builder';
import { matchColumns } from './match-columns';
import type { PlaceOf } from './tab-plan';
import { chartPlans, checkOf, colourPlans, firstRowOf, totalPlans } from './tab-plan';

/** A tab of ours that stands: made just now (`look` null), or found and its columns put right. */
export interface Standing {
  readonly sheet: SheetTemplate;
  readonly id: number;
  readonly layout: readonly string[];
  readonly look: TabLook | null;
  /** columns made anew */
  readonly fresh: readonly string[];
}

/** What needs other tabs to stand (lists of names, charts), and what every later change of the grid would compute again (totals). */
export function mendLooks(
  { sheet, id, layout, look, fresh }: Standing,
  placeOf: PlaceOf,
  { builder, lang }: { readonly builder: WorkbookBuilder; readonly lang: Lang },
): boolean {
  const say = speak(lang),
    checks = layout.flatMap((key, at) => {
      const column = sheet.columns[key],
        check = column ? checkOf(column, lang, placeOf) : null;
      const stands = look === null || fresh.includes(key) ? null : (look.checks[lookPlace(look, sheet, key)] ?? null);
      return check && !sameCheck(check, stands) ? [{ at, check }] : [];
    });
  const charts = look === null || look.charts === 0 ? chartPlans(sheet, { lang, beside: layout.length + 1, sheetOf, placeOf }) : [];
  const description = say(sheet.protection === 'warning' ? 'tab.protected' : 'tab.protected.header');
  const isProtected =
    look?.protections.some(
      (one) =>
        one === speak('ru')(sheet.protection === 'warning' ? 'tab.protected' : 'tab.protected.header') ||
        one === speak('en')(sheet.protection === 'warning' ? 'tab.protected' : 'tab.protected.header'),
    ) ?? false;
  const isNew = look === null;
  const mend: Mend = {
    ...(isNew && sheet.totals ? { formulas: totalPlans(sheet, layout), label: { at: 0, text: say('tab.total') } } : {}),
    ...(isNew ? { colours: { firstRow: firstRowOf(sheet), plans: colourPlans(sheet, layout) } } : {}),
    ...(checks.length > 0 ? { checks: { firstRow: firstRowOf(sheet), plans: checks } } : {}),
    ...(charts.length > 0 ? { charts } : {}),
    ...(isProtected ? {} : { protection: { of: sheet.protection === 'warning' ? ('tab' as const) : ('header' as const), description } }),
  };
  if (Object.keys(mend).length === 0) return false;
  builder.mend(id, mend);
  return true;
}

/** Where a column stood when it was looked at, before anything was inserted. */
const lookPlace = (look: TabLook, sheet: SheetTemplate, key: string): number =>
  matchColumns(sheet, { titles: look.headers, notes: look.notes }, []).layout.indexOf(key);

function sameCheck(wanted: Check, stands: Check | null): boolean {
  if (stands === null || stands.kind !== wanted.kind) return false;
  const { help: _w, ...a } = wanted,
    { help: _s, ...b } = stands;
  return JSON.stringify(a) === JSON.stringify(b);
}
