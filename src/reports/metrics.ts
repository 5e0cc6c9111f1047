import { allSheets } from '../../sheets-templates/all';
import type { metricsSheet } from '../../sheets-templates/metrics';
import { unitWords } from '../../sheets-templates/words';
import type { Column, Lang, RowOf, SheetTemplate } from '../kernel/sheet-template';

export type MetricRow = RowOf<typeof metricsSheet>;

const computed: readonly Column['unit'][] = ['money', 'count', 'number', 'ratio', 'percent'];

/** Figures of a report tab: what is counted, not what it is counted by. */
export const isFigure = (sheet: SheetTemplate, column: Column): boolean => ['board', 'sales', 'money'].includes(sheet.group) && computed.includes(column.unit);

/**
 * The metric dictionary (Q175, N20): one row for each figure of a report, in the words of the template that the report fills, so a figure without an entry, or an entry without
 * a figure, cannot be. `tab` and `unit` are in the reader's language, the rest in both.
 */
export const metricRows = (lang: Lang): MetricRow[] =>
  allSheets.flatMap((sheet: SheetTemplate) =>
    Object.entries(sheet.columns).flatMap(([key, column]) => (isFigure(sheet, column) ? [metricRow(sheet, key, column, lang)] : [])),
  );

const metricRow = (sheet: SheetTemplate, key: string, column: Column, lang: Lang): MetricRow => ({
  metric: `${sheet.key}.${key}`,
  tab: sheet.title[lang],
  name_ru: column.title.ru,
  name_en: column.title.en,
  definition_ru: column.note?.ru ?? '',
  definition_en: column.note?.en ?? '',
  formula_ru: column.formula?.ru ?? '',
  formula_en: column.formula?.en ?? '',
  source: column.source ?? '',
  unit: unitWords[column.unit][lang],
});

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');

/** docs/metrics.md: the same rows for readers of the repository. */
export function metricsPage(): string {
  const sheets = allSheets.filter((sheet: SheetTemplate) => Object.values(sheet.columns).some((column: Column) => isFigure(sheet, column)));
  const sections = sheets.map((sheet: SheetTemplate) => {
    const rows = Object.entries(sheet.columns).filter(([, column]) => isFigure(sheet, column));
    const lines = rows.map(
      ([key, c]) =>
        `| \`${key}\` | ${cell(c.title.en)} / ${cell(c.title.ru)} | ${cell(c.note?.en ?? '')} / ${cell(c.note?.ru ?? '')} | ${cell(c.formula?.en ?? '')} / ${cell(c.formula?.ru ?? '')} | ${unitWords[c.unit].en} | ${c.source ?? ''} |`,
    );
    return `## \`${sheet.key}\`: ${sheet.title.en} / ${sheet.title.ru}\n\n${sheet.note.en} / ${sheet.note.ru}\n\n| key | name | definition | formula | unit | source |\n|---|---|---|---|---|---|\n${lines.join('\n')}\n`;
  });
  return `# Metric dictionary\n\nGenerated from \`sheets-templates/\` by \`node docs/generate.mjs\`; do not edit. The same rows stand in the workbook's tab \`metrics\`.\n\n${sections.join('\n')}`;
}
