/** Embedded charts: https://developers.google.com/apps-script/reference/spreadsheet/embedded-chart-builder. Saved only by insertChart and updateChart. */
import type { Chart, Scalar } from '../workbook-api';
import { enumName, enumOf, here, Service, ServiceError } from './core';
import type { Zoned } from './handles';
import { rangeHandle, zoned } from './handles';

/** `Charts.ChartType`, those that the workbook behind can draw. */
export const chartTypes = enumOf('Charts.ChartType', ['AREA', 'BAR', 'COLUMN', 'COMBO', 'LINE', 'PIE']);

/** The global `Charts`. */
export class Charts extends Service {
  readonly title = 'Charts';
  get ChartType(): Service {
    return chartTypes;
  }
}

export class EmbeddedChart extends Service {
  readonly title = 'SpreadsheetApp.EmbeddedChart';
  constructor(readonly chart: Chart) {
    super();
  }
  getChartId(): string {
    return this.chart.id;
  }
  getRanges(): readonly Service[] {
    return this.chart.ranges.map(({ sheetId, zone }) => rangeHandle(sheetId, zone));
  }
  getOptions(): ChartOptions {
    return new ChartOptions(this.chart);
  }
  getContainerInfo(): ContainerInfo {
    return new ContainerInfo(this.chart);
  }
  modify(): ChartBuilder {
    return new ChartBuilder(this.chart.sheetId, this.chart);
  }
}

class ChartOptions extends Service {
  readonly title = 'Charts.ChartOptions';
  constructor(readonly chart: Chart) {
    super();
  }
  get(option: unknown): Scalar {
    return option === 'title' ? this.chart.title : (this.chart.options[String(option)] ?? null);
  }
}

class ContainerInfo extends Service {
  readonly title = 'SpreadsheetApp.ContainerInfo';
  constructor(readonly chart: Chart) {
    super();
  }
  getAnchorRow(): number {
    return this.chart.anchor.row + 1;
  }
  getAnchorColumn(): number {
    return this.chart.anchor.col + 1;
  }
}

const kinds: Readonly<Record<string, Chart['kind']>> = { AREA: 'area', BAR: 'bar', COLUMN: 'column', COMBO: 'combo', LINE: 'line', PIE: 'pie' };

export class ChartBuilder extends Service {
  readonly title: string = 'SpreadsheetApp.EmbeddedChartBuilder';
  chart: Chart;
  constructor(sheet: number, from: Chart | null) {
    super();
    this.chart = from ?? {
      id: '',
      sheetId: sheet,
      kind: 'column',
      title: '',
      ranges: [],
      anchor: { row: 0, col: 0 },
      width: 600,
      height: 371,
      headers: 0,
      stacked: false,
      options: {},
    };
  }
  setChartType(type: unknown): this {
    const kind = kinds[enumName(type)];
    if (kind === undefined)
      throw new ServiceError("The parameters (String) don't match the method signature for SpreadsheetApp.EmbeddedChartBuilder.setChartType.");
    return change(this, { kind });
  }
  addRange(range: unknown): this {
    const added: Zoned = zoned(range, 'SpreadsheetApp.EmbeddedChartBuilder.addRange');
    const there = this.chart.ranges.some(({ sheetId, zone }) => sheetId === added.sheet && JSON.stringify(zone) === JSON.stringify(added.zone));
    return there ? this : change(this, { ranges: [...this.chart.ranges, { sheetId: added.sheet, zone: added.zone }] });
  }
  clearRanges(): this {
    return change(this, { ranges: [] });
  }
  setPosition(row: unknown, col: unknown): this {
    return change(this, { anchor: { row: Number(row) - 1, col: Number(col) - 1 } });
  }
  setNumHeaders(headers: unknown): this {
    return change(this, { headers: Number(headers) });
  }
  setOption(name: unknown, value: unknown): this {
    const option = String(name);
    if (option === 'title') return change(this, { title: String(value) });
    if (option === 'width') return change(this, { width: Number(value) });
    if (option === 'height') return change(this, { height: Number(value) });
    if (option === 'isStacked') return change(this, { stacked: value === true || value === 'true' || value === 'absolute' });
    const kept: Scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value);
    return change(this, { options: { ...this.chart.options, [option]: kept } });
  }
  asAreaChart(): TitledChartBuilder {
    return titled(this, 'area');
  }
  asBarChart(): TitledChartBuilder {
    return titled(this, 'bar');
  }
  asColumnChart(): TitledChartBuilder {
    return titled(this, 'column');
  }
  asComboChart(): TitledChartBuilder {
    return titled(this, 'combo');
  }
  asLineChart(): TitledChartBuilder {
    return titled(this, 'line');
  }
  asPieChart(): TitledChartBuilder {
    return titled(this, 'pie');
  }
  build(): EmbeddedChart {
    if (this.chart.id === '') this.chart = { ...this.chart, id: here().ask('newId') as string };
    return new EmbeddedChart(this.chart);
  }
}

/** The generic builder has no setTitle: a script casts first. */
export class TitledChartBuilder extends ChartBuilder {
  override readonly title: string = 'SpreadsheetApp.EmbeddedChartBuilder';
  setTitle(title: unknown): this {
    return change(this, { title: String(title) });
  }
  setStacked(): this {
    return change(this, { stacked: true });
  }
}

function change<B extends ChartBuilder>(builder: B, changes: Partial<Chart>): B {
  builder.chart = { ...builder.chart, ...changes };
  return builder;
}

const titled = (builder: ChartBuilder, kind: Chart['kind']): TitledChartBuilder => new TitledChartBuilder(builder.chart.sheetId, { ...builder.chart, kind });
