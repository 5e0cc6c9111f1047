import { formatOf, ruleLooks } from '../../sheets-templates/looks';
import { speak } from '../i18n/speak';
import type { Column, Lang, SheetTemplate } from '../kernel/sheet-template';
import type { ChartPlan, Check, ColourPlan, ColumnPlan, FormulaPlan } from '../ports/workbook-builder';
import { markOf } from './match-columns';

/** First data row, from 1. */
export const firstRowOf = (sheet: SheetTemplate): number => (sheet.totals ? 3 : 2);

const letter = (at: number): string => (at >= 26 ? letter(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));

/** Note of a header: what the column holds, how it is computed, and the mark by which repair knows the column. */
export function noteOf(sheet: SheetTemplate, key: string, lang: Lang): string {
  const { note, formula } = sheet.columns[key] as Column,
    source = (sheet.columns[key] as Column).source;
  return [note?.[lang], formula ? `= ${formula[lang]}` : undefined, `${markOf(sheet, key)}${source ? ` ${source}` : ''}`]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}

const numeric: readonly Column['unit'][] = ['money', 'count', 'number', 'ratio', 'percent'];

/** Looks of our columns where they stand. */
export const columnPlans = (sheet: SheetTemplate, layout: readonly string[], lang: Lang): ColumnPlan[] =>
  layout.flatMap((key, at) => {
    const column = sheet.columns[key];
    if (!column) return [];
    return [
      {
        at,
        title: column.title[lang],
        width: column.width,
        format: formatOf(column, lang),
        note: noteOf(sheet, key, lang),
        hidden: column.hidden === true,
        align: numeric.includes(column.unit) ? 'right' : 'left',
        wrap: column.wrap === true,
      },
    ];
  });

/**
 * Formulas of the row of totals. A sum follows filters (SUBTOTAL 109) and begins at the header with an offset, because a plain range would slip when rows are inserted above
 * the first data row. Rows are counted in a column without a total: a total that counted its own column would depend on itself.
 * A ratio is made of the totals beside it and stays blank without a denominator (Q177).
 */
export const totalPlans = (sheet: SheetTemplate, layout: readonly string[]): FormulaPlan[] => {
  const cell = (key: string): string => `${letter(layout.indexOf(key))}2`,
    counted = letter(layout.findIndex((key) => sheet.columns[key] !== undefined && sheet.columns[key]?.total === undefined));
  return layout.flatMap((key, at) => {
    const total = sheet.columns[key]?.total;
    if (!sheet.totals || total === undefined) return [];
    if (total === 'sum') return [{ at, formula: `=SUBTOTAL(109,OFFSET(${letter(at)}1,2,0,ROWS(${counted}:${counted})-2))` }];
    const parts = [total.by, ...(total.less ?? [])];
    if ([total.of, ...parts].some((part) => !layout.includes(part))) return [];
    const whole = parts.map(cell).join('-');
    return [{ at, formula: `=IF(${whole}=0,"",${cell(total.of)}/(${whole}))` }];
  });
};

/** Where a check of another tab points to: id of the tab and place of the column; null while that tab or column is not there. */
export type PlaceOf = (sheet: string, column: string) => { readonly sheetId: number; readonly column: number } | null;

/** What the cells of a column may hold; null = anything. */
export function checkOf(column: Column, lang: Lang, placeOf: PlaceOf): Check | null {
  const rule = column.validation,
    say = speak(lang);
  if (rule === undefined) return null;
  if ('list' in rule)
    return {
      kind: 'list',
      values: rule.list === 'words' ? Object.values(column.words ?? {}).map((words) => words[lang]) : rule.list,
      help: say('check.words'),
    };
  if ('day' in rule) return { kind: 'day', help: say('check.day') };
  if ('number' in rule) {
    const { min = null, max = null } = rule.number;
    return {
      kind: 'number',
      min,
      max,
      help: say(max !== null ? 'check.number.between' : min !== null ? 'check.number.min' : 'check.number', { min: min ?? '', max: max ?? '' }),
    };
  }
  const place = placeOf(rule.from.sheet, rule.from.column);
  return place && { kind: 'range', ...place, help: say('check.from') };
}

/** Colours of good and bad cells: red for what is below zero, overdue or far from the plan, green for what is reached. */
export const colourPlans = (sheet: SheetTemplate, layout: readonly string[]): ColourPlan[] =>
  layout.flatMap((key, at): ColourPlan[] => {
    switch (sheet.columns[key]?.colour) {
      case 'sign':
        return [{ at, when: 'less', bound: 0, background: null, color: ruleLooks.negative }];
      case 'overdue':
        return [{ at, when: 'more', bound: 0, background: ruleLooks.bad, color: null }];
      case 'attainment':
        return [
          { at, when: 'atLeast', bound: 1, background: ruleLooks.good, color: null },
          { at, when: 'atLeast', bound: 0.8, background: ruleLooks.middling, color: null },
          { at, when: 'less', bound: 0.8, background: ruleLooks.bad, color: null },
        ];
      default:
        return [];
    }
  });

/** Rows that one chart beside a table covers. */
const CHART_ROWS = 17;

/** Charts of a tab, where the template says or below each other beside the last column (`beside`); one whose columns are not there is left out. `sheetOf` knows the templates, `placeOf` where their columns stand. */
export function chartPlans(
  sheet: SheetTemplate,
  {
    lang,
    beside,
    sheetOf,
    placeOf,
  }: { readonly lang: Lang; readonly beside: number; readonly sheetOf: (key: string) => SheetTemplate | undefined; readonly placeOf: PlaceOf },
): ChartPlan[] {
  return (sheet.charts ?? []).flatMap((chart, nth): ChartPlan[] => {
    const drawn = sheetOf(chart.from ?? sheet.key),
      x = placeOf(chart.from ?? sheet.key, chart.x);
    const y = chart.y.flatMap((key) => {
      const place = placeOf(chart.from ?? sheet.key, key);
      return place ? [{ at: place.column, title: drawn?.columns[key]?.title[lang] ?? key }] : [];
    });
    if (!drawn || !x || y.length < chart.y.length) return [];
    return [
      {
        kind: chart.kind,
        title: chart.title[lang],
        sheetId: x.sheetId,
        firstRow: firstRowOf(drawn),
        rows: chart.rows ?? 24,
        x: x.column,
        y,
        stacked: chart.stacked === true,
        aggregate: chart.aggregate === true,
        reverse: drawn.columns[chart.x]?.unit === 'month',
        anchor: chart.at ? { row: chart.at.row, column: placeOf(sheet.key, chart.at.column)?.column ?? 0 } : { row: 2 + nth * CHART_ROWS, column: beside },
      },
    ];
  });
}

/** A title that no other tab has: ours, else «… (Цифра)», else «… (Цифра 2)» and on. Sheets tells titles apart without regard to case. */
export function freeTitle(wanted: string, taken: readonly string[], lang: Lang): string {
  const used = new Set(taken.map((title) => title.toLowerCase())),
    say = speak(lang);
  const isFree = (title: string): boolean => !used.has(title.toLowerCase());
  if (isFree(wanted)) return wanted;
  const first = say('tab.ours', { title: wanted });
  if (isFree(first)) return first;
  for (let n = 2; ; n += 1) {
    const next = say('tab.ours.numbered', { title: wanted, n });
    if (isFree(next)) return next;
  }
}

/** Titles under which a tab of ours may stand: in either language, as it is or marked as ours. */
export const titlesOf = (sheet: SheetTemplate): string[] => {
  const plain = [sheet.title.ru, sheet.title.en];
  return [...plain, speak('ru')('tab.ours', { title: sheet.title.ru }), speak('en')('tab.ours', { title: sheet.title.en })];
};
