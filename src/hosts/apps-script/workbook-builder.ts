import type { ChartPlan, Check, ColourPlan, ColumnPlan, Mend, TabLook, TabPlan, WorkbookBuilder } from '../../ports/workbook-builder';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Rule = GoogleAppsScript.Spreadsheet.DataValidation;

/** Pixels of a chart: 17 rows high. */
const CHART = { width: 560, height: 340 };

/** The WorkbookBuilder over Google's spreadsheet. `open` gives the workbook; each tab costs a few buffered writes for each run of like columns, never one for each cell. */
export function workbookBuilder(open: () => Spreadsheet = () => SpreadsheetApp.getActiveSpreadsheet()): WorkbookBuilder {
  const tabOf = (id: number): Sheet => {
    const tab = open().getSheetById(id);
    if (!tab) throw new Error(`no tab ${id}`); // it was listed a moment ago: somebody deletes tabs while they are mended
    return tab;
  };
  return {
    tabs: () =>
      open()
        .getSheets()
        .map((tab) => ({ id: tab.getSheetId(), title: tab.getName() })),
    looks: (ids) => ids.map((id) => lookAt(tabOf(id))),
    build: (plan) => buildTab(open(), plan),
    mend: (id, mend) => mendTab(open(), tabOf(id), mend),
    dropEmpty: (id) => {
      const tab = tabOf(id);
      if (tab.getLastRow() === 0) open().deleteSheet(tab);
    },
    hasName: (name) => open().getRangeByName(name) !== null,
    setName: (name, { id, column, label }) => {
      const tab = tabOf(id);
      makeColumns(tab, column + 1);
      tab.getRange(1, column, 1, 2).setValues([[label, 0]]);
      open().setNamedRange(name, tab.getRange(1, column + 1));
    },
  };
}

function lookAt(tab: Sheet): TabLook {
  const width = Math.max(1, tab.getLastColumn()),
    header = tab.getRange(1, 1, 1, width),
    rows = tab.getMaxRows();
  const types = SpreadsheetApp.ProtectionType,
    protections = [...tab.getProtections(types.SHEET), ...tab.getProtections(types.RANGE)];
  const second = rows > 1 ? tab.getRange(2, 1, 1, width) : null,
    first = rows > 2 ? tab.getRange(2, 1, 2, width).getDataValidations() : [];
  return {
    id: tab.getSheetId(),
    title: tab.getName(),
    columns: tab.getMaxColumns(),
    headers: header.getValues()[0]?.map(String) ?? [],
    notes: header.getNotes()[0] ?? [],
    formulas: second?.getFormulas()[0] ?? [],
    checks: Array.from({ length: width }, (_, at) => toCheck(first[1]?.[at] ?? first[0]?.[at] ?? null)),
    protections: protections.map((one) => one.getDescription()),
    charts: tab.getCharts().length,
  };
}

function buildTab(workbook: Spreadsheet, plan: TabPlan): number {
  const tab = workbook.insertSheet(plan.title, plan.index),
    rows = tab.getMaxRows();
  makeColumns(tab, plan.grid);
  if (tab.getMaxColumns() > plan.grid) tab.deleteColumns(plan.grid + 1, tab.getMaxColumns() - plan.grid);
  if (rows > plan.rows) tab.deleteRows(plan.rows + 1, rows - plan.rows);
  else if (rows < plan.rows) tab.insertRowsAfter(rows, plan.rows - rows);
  drawColumns(tab, plan.columns, plan.rows, { header: plan.colours.header, total: plan.totals ? plan.colours.total : null });
  tab.setFrozenRows(plan.totals ? 2 : 1);
  if (plan.frozenColumns > 0) tab.setFrozenColumns(plan.frozenColumns);
  tab.setTabColor(plan.colours.tab);
  if (plan.hidden) tab.hideSheet();
  return tab.getSheetId();
}

/** Titles, notes, looks and formats of columns, in one write for each run of like neighbours. Text formats come before the titles, so that nothing is taken for a number. */
function drawColumns(tab: Sheet, plans: readonly ColumnPlan[], rows: number, colours: { readonly header: string; readonly total: string | null }): void {
  for (const { from, plan, count } of runs(plans, (one) => one.format))
    if (plan.format !== '') tab.getRange(2, from + 1, rows - 1, count).setNumberFormat(plan.format);
  for (const { from, plan, count } of runs(plans, (one) => String(one.width))) tab.setColumnWidths(from + 1, count, plan.width);
  for (const { from, count } of runs(plans, () => '')) {
    const header = tab.getRange(1, from + 1, 1, count),
      part = plans.filter((plan) => plan.at >= from && plan.at < from + count);
    header
      .setNumberFormat('@')
      .setValues([part.map((plan) => plan.title)])
      .setNotes([part.map((plan) => plan.note)]);
    header
      .setFontWeight('bold')
      .setBackground(colours.header)
      .setHorizontalAlignments([part.map((plan) => plan.align)]);
    if (colours.total !== null)
      tab
        .getRange(2, from + 1, 1, count)
        .setFontWeight('bold')
        .setBackground(colours.total);
  }
  for (const { from, plan, count } of runs(plans, (one) => String(one.wrap))) if (plan.wrap) tab.getRange(2, from + 1, rows - 1, count).setWrap(true);
  for (const plan of plans) if (plan.hidden) tab.hideColumns(plan.at + 1);
}

function mendTab(workbook: Spreadsheet, tab: Sheet, mend: Mend): void {
  if (mend.title !== undefined) tab.setName(mend.title);
  for (const at of mend.inserts ?? [])
    if (at < tab.getMaxColumns()) tab.insertColumnsBefore(at + 1, 1);
    else tab.insertColumnsAfter(tab.getMaxColumns(), 1);
  if (mend.columns) {
    const { plans, header, total, totals } = mend.columns;
    makeColumns(tab, Math.max(...plans.map((plan) => plan.at)) + 1);
    drawColumns(tab, plans, tab.getMaxRows(), { header, total: totals ? total : null });
  }
  for (const { at, title } of mend.titles ?? [])
    tab
      .getRange(1, at + 1)
      .setNumberFormat('@')
      .setValue(title);
  for (const { from, part } of neighbours(mend.notes ?? [])) tab.getRange(1, from + 1, 1, part.length).setNotes([part.map(({ note }) => note)]);
  for (const { from, part } of neighbours(mend.formulas ?? []))
    tab.getRange(2, from + 1, 1, part.length).setFormulas([part.map(({ formula }) => forAllLocales(formula))]);
  if (mend.label) tab.getRange(2, mend.label.at + 1).setValue(mend.label.text);
  if (mend.checks) {
    const { firstRow, plans } = mend.checks,
      height = Math.max(1, tab.getMaxRows() - firstRow + 1);
    for (const { at, check } of plans) tab.getRange(firstRow, at + 1, height, 1).setDataValidation(toRule(workbook, check));
  }
  if (mend.colours && mend.colours.plans.length > 0)
    tab.setConditionalFormatRules([...tab.getConditionalFormatRules(), ...colourRules(tab, mend.colours.firstRow, mend.colours.plans)]);
  for (const chart of mend.charts ?? []) drawChart(workbook, tab, chart);
  if (mend.protection)
    (mend.protection.of === 'tab' ? tab.protect() : tab.getRange(1, 1, 1, tab.getMaxColumns()).protect())
      .setDescription(mend.protection.description)
      .setWarningOnly(true);
}

/** Semicolons part arguments in every locale; commas only where the decimal sign is a point. */
const forAllLocales = (formula: string): string => formula.replace(/,/g, ';');

const makeColumns = (tab: Sheet, wanted: number): void => {
  const held = tab.getMaxColumns();
  if (wanted > held) tab.insertColumnsAfter(held, wanted - held);
};

/** Neighbouring places as runs. */
function neighbours<T extends { readonly at: number }>(plans: readonly T[]): { readonly from: number; readonly part: T[] }[] {
  const found: { from: number; part: T[] }[] = [];
  for (const plan of [...plans].sort((a, b) => a.at - b.at)) {
    const last = found[found.length - 1];
    if (last && last.from + last.part.length === plan.at) last.part.push(plan);
    else found.push({ from: plan.at, part: [plan] });
  }
  return found;
}
/** Neighbours that are alike. */
const runs = <T extends { readonly at: number }>(
  plans: readonly T[],
  likeness: (plan: T) => string,
): { readonly from: number; readonly plan: T; readonly count: number }[] =>
  neighbours(plans).flatMap(({ from, part }) => {
    const found: { from: number; plan: T; count: number }[] = [];
    part.forEach((plan, i) => {
      const last = found[found.length - 1];
      if (last && likeness(last.plan) === likeness(plan)) last.count += 1;
      else found.push({ from: from + i, plan, count: 1 });
    });
    return found;
  });

/** Wrong values are shown with a warning and never refused: a refusal would stop scripts too. */
function toRule(workbook: Spreadsheet, check: Check): Rule {
  const rule = SpreadsheetApp.newDataValidation();
  switch (check.kind) {
    case 'list':
      rule.requireValueInList([...check.values]);
      break;
    case 'day':
      rule.requireDate();
      break;
    case 'number':
      if (check.min !== null && check.max !== null) rule.requireNumberBetween(check.min, check.max);
      else if (check.min !== null) rule.requireNumberGreaterThanOrEqualTo(check.min);
      else rule.requireNumberBetween(-1e15, check.max ?? 1e15);
      break;
    case 'range': {
      const tab = workbook.getSheetById(check.sheetId);
      if (tab) rule.requireValueInRange(tab.getRange(2, check.column + 1, tab.getMaxRows() - 1, 1));
    }
  }
  return rule.setAllowInvalid(true).setHelpText(check.help).build();
}

function toCheck(rule: Rule | null): Check | null {
  if (rule === null) return null;
  const kinds = SpreadsheetApp.DataValidationCriteria,
    type = rule.getCriteriaType(),
    values = rule.getCriteriaValues() as unknown[],
    help = rule.getHelpText() ?? '';
  switch (String(type)) {
    case String(kinds.VALUE_IN_LIST):
      return { kind: 'list', values: (values[0] as string[]).map(String), help };
    case String(kinds.VALUE_IN_RANGE): {
      const range = values[0] as GoogleAppsScript.Spreadsheet.Range;
      return { kind: 'range', sheetId: range.getSheet().getSheetId(), column: range.getColumn() - 1, help };
    }
    case String(kinds.DATE_IS_VALID_DATE):
      return { kind: 'day', help };
    case String(kinds.NUMBER_GREATER_THAN_OR_EQUAL_TO):
      return { kind: 'number', min: Number(values[0]), max: null, help };
    case String(kinds.NUMBER_BETWEEN):
      return { kind: 'number', min: bound(values[0], -1e15), max: bound(values[1], 1e15), help };
    default:
      return null;
  }
}
const bound = (value: unknown, none: number): number | null => (Number(value) === none ? null : Number(value));

function colourRules(tab: Sheet, firstRow: number, plans: readonly ColourPlan[]): GoogleAppsScript.Spreadsheet.ConditionalFormatRule[] {
  return plans.map(({ at, when, bound: limit, background, color }) => {
    const rule = SpreadsheetApp.newConditionalFormatRule();
    if (when === 'less') rule.whenNumberLessThan(limit);
    else if (when === 'more') rule.whenNumberGreaterThan(limit);
    else rule.whenNumberBetween(limit, 1e15);
    if (background !== null) rule.setBackground(background);
    if (color !== null) rule.setFontColor(color);
    return rule.setRanges([tab.getRange(firstRow, at + 1, Math.max(1, tab.getMaxRows() - firstRow + 1), 1)]).build();
  });
}

/** Charts have no header row among their ranges, because totals may stand between it and the data: series are named by option. */
function drawChart(workbook: Spreadsheet, tab: Sheet, plan: ChartPlan): void {
  const from = workbook.getSheetById(plan.sheetId);
  if (!from) return;
  makeColumns(tab, plan.anchor.column + 1);
  const types = Charts.ChartType,
    kinds = { line: types.LINE, column: types.COLUMN, bar: types.BAR, pie: types.PIE, area: types.AREA, combo: types.COMBO };
  const rows = Math.max(1, Math.min(plan.rows, from.getMaxRows() - plan.firstRow + 1)),
    range = (at: number): GoogleAppsScript.Spreadsheet.Range => from.getRange(plan.firstRow, at + 1, rows, 1);
  let chart = tab.newChart().setChartType(kinds[plan.kind]).addRange(range(plan.x));
  for (const { at } of plan.y) chart = chart.addRange(range(at));
  chart = chart
    .setNumHeaders(0)
    .setPosition(plan.anchor.row, plan.anchor.column + 1, 0, 0)
    .setOption('title', plan.title)
    .setOption('width', CHART.width)
    .setOption('height', CHART.height);
  plan.y.forEach(({ title }, i) => {
    chart = chart.setOption(`series.${i}.labelInLegend`, title);
  });
  if (plan.reverse) chart = chart.setOption('hAxis.direction', -1);
  if (plan.stacked) chart = chart.setOption('isStacked', true);
  if (plan.aggregate) chart = chart.setOption('applyAggregateData', 0);
  tab.insertChart(chart.build());
}
