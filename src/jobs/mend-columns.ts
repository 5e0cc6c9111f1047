import { groupLooks } from '../../sheets-templates/looks';
import { speak } from '../i18n/speak';
import type { Lang, SheetTemplate } from '../kernel/sheet-template';
import type { FormulaPlan, Mend, TabHead, TabLook, WorkbookBuilder } from '../ports/workbook-builder';
import { columnsKey } from '../ports/workbook-builder';
import type { Store } from '../ports/world';
import type { Match } from './match-columns';
import { markOf, matchColumns, withMissing } from './match-columns';
import type { Standing } from './mend-looks';
import { colourPlans, columnPlans, firstRowOf, freeTitle, noteOf, totalPlans } from './tab-plan';

/** Headers, missing columns, notes, totals and the titles of another language. */
export function mendColumns(
  sheet: SheetTemplate,
  look: TabLook,
  tabs: readonly TabHead[],
  { builder, store, lang }: { readonly builder: WorkbookBuilder; readonly store: Store; readonly lang: Lang },
): { readonly standing: Standing; readonly columns: readonly string[]; readonly looks: boolean; readonly lost: boolean } {
  const match = matchColumns(sheet, { titles: look.headers, notes: look.notes }, JSON.parse(store.get(columnsKey(sheet.key)) ?? '[]') as string[]);
  const { layout, inserts } = withMissing(sheet, match),
    fresh = [...match.renamed, ...match.missing],
    plans = columnPlans(sheet, layout, lang),
    all = groupLooks[sheet.group];
  const stood = columnPlans(sheet, match.layout, lang).filter((plan) => !match.renamed.includes(match.layout[plan.at] ?? ''));
  const title = retitle(sheet, look, tabs, lang),
    titles = stood.filter((plan) => (look.headers[plan.at] ?? '').trim() !== plan.title);
  const notes = stood.filter((plan) => wantsNote(sheet, match, look, plan.at, lang)),
    formulas = brokenTotals(sheet, match, look, layout, fresh.length > 0);
  const colours = colourPlans(sheet, layout).filter((plan) => match.missing.includes(layout[plan.at] ?? ''));
  const firstKey = Object.keys(sheet.columns)[0] ?? '',
    relabel = fresh.includes(firstKey),
    first = match.layout.indexOf(firstKey);
  const moved = (at: number): number => layout.indexOf(match.layout[at] ?? '');
  const mend: Mend = {
    ...(title === null ? {} : { title }),
    ...(inserts.length > 0 ? { inserts } : {}),
    ...(fresh.length > 0
      ? {
          columns: {
            plans: plans.filter((plan) => fresh.includes(layout[plan.at] ?? '')),
            header: all.header,
            total: all.total,
            totals: sheet.totals === true,
          },
        }
      : {}),
    ...(titles.length > 0 ? { titles: titles.map((plan) => ({ at: moved(plan.at), title: plan.title })) } : {}),
    ...(notes.length > 0
      ? {
          notes: notes.map((plan) => ({
            at: moved(plan.at),
            note: mergedNote(look.notes[plan.at] ?? '', plan.note, markOf(sheet, match.layout[plan.at] ?? '')),
          })),
        }
      : {}),
    ...(formulas.length > 0 ? { formulas } : {}),
    ...(sheet.totals && (relabel || titles.some((plan) => plan.at === first)) ? { label: { at: moved(first), text: speak(lang)('tab.total') } } : {}),
    ...(colours.length > 0 ? { colours: { firstRow: firstRowOf(sheet), plans: colours } } : {}),
  };
  if (Object.keys(mend).length > 0) builder.mend(look.id, mend);
  const changed = title !== null || titles.length > 0 || notes.length > 0 || (formulas.length > 0 && fresh.length === 0);
  return { standing: { sheet, id: look.id, layout, look, fresh }, columns: fresh, looks: changed, lost: match.missing.length > 0 };
}

/** The title in the language of the workbook, where the tab still has that of the other one; a title that a person gave stays. */
function retitle(sheet: SheetTemplate, look: TabLook, tabs: readonly TabHead[], lang: Lang): string | null {
  const other = sheet.title[lang === 'ru' ? 'en' : 'ru'],
    wanted = sheet.title[lang];
  return look.title === other && other !== wanted
    ? freeTitle(
        wanted,
        tabs.filter((tab) => tab.id !== look.id).map((tab) => tab.title),
        lang,
      )
    : null;
}

/** A note is put back when it is gone, and replaced when it is ours (it bears the mark) and says something else; a note without our mark is a person's. */
function wantsNote(sheet: SheetTemplate, match: Match, look: TabLook, at: number, lang: Lang): boolean {
  const key = match.layout[at] ?? '',
    note = look.notes[at] ?? '';
  return note === '' || (note.includes(markOf(sheet, key)) && !note.startsWith(noteOf(sheet, key, lang)));
}
/** What a person wrote below our note stays. */
function mergedNote(stood: string, ours: string, mark: string): string {
  const marked = stood.indexOf(mark),
    end = marked < 0 ? -1 : stood.indexOf('\n', marked);
  return end < 0 ? ours : ours + stood.slice(end);
}

const bare = (formula: string): string => formula.replace(/[\s$]/g, '').replace(/;/g, ',').toUpperCase();
function brokenTotals(sheet: SheetTemplate, match: Match, look: TabLook, layout: readonly string[], anyFresh: boolean): readonly FormulaPlan[] {
  if (anyFresh) return totalPlans(sheet, layout);
  return totalPlans(sheet, match.layout).filter((plan) => bare(look.formulas[plan.at] ?? '') !== bare(plan.formula));
}
