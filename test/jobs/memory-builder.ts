import type { Check, Mend, TabLook, TabPlan, WorkbookBuilder } from '../../src/ports/workbook-builder';

/** A column of the grid: what row 1, row 2 and the cells below hold and how they look. */
export interface MemoryColumn {
  title: string;
  note: string;
  formula: string;
  label: string;
  check: Check | null;
  format: string;
  cells: string[];
}
export interface MemoryTab {
  id: number;
  title: string;
  columns: MemoryColumn[];
  grid: number;
  protections: string[];
  charts: string[];
  hidden: boolean;
  colour: string;
  frozen: number;
  rows: number;
}

export const blankColumn = (): MemoryColumn => ({ title: '', note: '', formula: '', label: '', check: null, format: '', cells: [] });

/**
 * A workbook in memory behind the WorkbookBuilder: it refuses what Google refuses (a title twice, a column that is not there) and counts what is written.
 * People act on `tabs` directly.
 */
export function memoryBuilder(): {
  readonly builder: WorkbookBuilder;
  readonly tabs: MemoryTab[];
  readonly names: Map<string, { id: number; column: number }>;
  readonly writes: () => string[];
} {
  const tabs: MemoryTab[] = [],
    names = new Map<string, { id: number; column: number }>();
  let nextId = 100,
    written: string[] = [];
  const tabOf = (id: number): MemoryTab => {
    const tab = tabs.find((one) => one.id === id);
    if (!tab) throw new Error(`no tab ${id}`);
    return tab;
  };
  const free = (title: string, id: number): void => {
    if (tabs.some((tab) => tab.id !== id && tab.title.toLowerCase() === title.toLowerCase()))
      throw new Error(`A sheet with the name "${title}" already exists. Please enter another name.`);
  };
  const column = (tab: MemoryTab, at: number): MemoryColumn => {
    if (at >= tab.grid) throw new Error('The coordinates of the range are outside the dimensions of the sheet.');
    while (tab.columns.length <= at) tab.columns.push(blankColumn());
    return tab.columns[at] as MemoryColumn;
  };
  const draw = (tab: MemoryTab, plans: TabPlan['columns']): void => {
    for (const plan of plans) Object.assign(column(tab, plan.at), { title: plan.title, note: plan.note, format: plan.format });
  };

  const builder: WorkbookBuilder = {
    tabs: () => tabs.map(({ id, title }) => ({ id, title })),
    looks: (ids) =>
      ids.map((id): TabLook => {
        const { title, grid, columns, protections, charts } = tabOf(id);
        return {
          id,
          title,
          columns: grid,
          headers: columns.map((c) => c.title),
          notes: columns.map((c) => c.note),
          formulas: columns.map((c) => c.formula),
          checks: columns.map((c) => c.check),
          protections,
          charts: charts.length,
        };
      }),
    build: (plan) => {
      free(plan.title, -1);
      const tab: MemoryTab = {
        id: nextId++,
        title: plan.title,
        columns: [],
        grid: plan.grid,
        protections: [],
        charts: [],
        hidden: plan.hidden,
        colour: plan.colours.tab,
        frozen: plan.totals ? 2 : 1,
        rows: plan.rows,
      };
      tabs.splice(plan.index, 0, tab);
      draw(tab, plan.columns);
      written.push(`build ${plan.title}`);
      return tab.id;
    },
    mend: (id, mend: Mend) => {
      const tab = tabOf(id);
      if (mend.title !== undefined) {
        free(mend.title, id);
        tab.title = mend.title;
      }
      for (const at of mend.inserts ?? []) {
        tab.columns.splice(at, 0, blankColumn());
        tab.grid += 1;
      }
      if (mend.columns) {
        tab.grid = Math.max(tab.grid, ...mend.columns.plans.map((plan) => plan.at + 1));
        draw(tab, mend.columns.plans);
      }
      for (const { at, title } of mend.titles ?? []) column(tab, at).title = title;
      for (const { at, note } of mend.notes ?? []) column(tab, at).note = note;
      for (const { at, formula } of mend.formulas ?? []) column(tab, at).formula = formula;
      if (mend.label) column(tab, mend.label.at).label = mend.label.text;
      for (const { at, check } of mend.checks?.plans ?? []) column(tab, at).check = check;
      for (const chart of mend.charts ?? []) tab.charts.push(chart.title);
      if (mend.protection) tab.protections.push(mend.protection.description);
      written.push(`mend ${tab.title}: ${Object.keys(mend).join(', ')}`);
    },
    dropEmpty: (id) => {
      const at = tabs.findIndex((tab) => tab.id === id);
      if (at >= 0 && tabs[at]?.columns.every((one) => one.title === '' && one.cells.length === 0)) tabs.splice(at, 1);
    },
    hasName: (name) => names.has(name),
    setName: (name, { id, column: at }) => {
      tabOf(id).grid = Math.max(tabOf(id).grid, at + 1);
      names.set(name, { id, column: at });
      written.push(`name ${name}`);
    },
  };
  return {
    builder,
    tabs,
    names,
    writes: () => {
      const all = written;
      written = [];
      return all;
    },
  };
}
