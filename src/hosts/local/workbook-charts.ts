import type { Chart, Scalar } from './workbook-api';
import type { EngineCommand, EngineGetters, EngineZone } from './workbook-engine-types';
import { fromEngineZone, type SheetIds, toEngineZone } from './workbook-rules';

type Kept = Omit<Chart, 'ranges' | 'sheetId'> & { readonly ranges: readonly { readonly sheetId: string; readonly zone: EngineZone }[] };

/** Commands that draw a chart, or draw it anew. The engine shows it; what it does not know of Google's options is kept under `chart:<id>`. */
export function chartCommands(getters: EngineGetters, ids: SheetIds, chart: Chart): readonly EngineCommand[] {
  const sheetId = ids.engineId(chart.sheetId);
  const kept: Kept = { ...chart, ranges: chart.ranges.map((range) => ({ sheetId: ids.engineId(range.sheetId), zone: toEngineZone(range.zone) })) };
  return [
    ...removeChartCommands(getters, chart.id),
    {
      type: 'CREATE_CHART',
      sheetId,
      figureId: `figure-${chart.id}`,
      chartId: chart.id,
      col: chart.anchor.col,
      row: chart.anchor.row,
      offset: { x: 0, y: 0 },
      size: { width: chart.width, height: chart.height },
      definition: definitionOf(getters, sheetId, kept),
    },
    { type: 'CIFRA_PUT', key: `chart:${chart.id}`, value: kept },
  ];
}

/** Commands that take a chart away; none when it is not there. */
export function removeChartCommands(getters: EngineGetters, id: string): readonly EngineCommand[] {
  const sheetId = getters.getSheetIds().find((each) => getters.getChartIds(each).includes(id));
  if (sheetId === undefined) return [];
  return [
    { type: 'DELETE_FIGURE', sheetId, figureId: getters.getFigureIdFromChartId(id) },
    { type: 'CIFRA_PUT', key: `chart:${id}`, value: null },
  ];
}

/** The charts of a sheet, those that people drew too; place and size as they are now. */
export function readCharts(getters: EngineGetters, ids: SheetIds, sheetId: string): readonly Chart[] {
  return getters.getChartIds(sheetId).map((id): Chart => {
    const figure = getters.getFigure(sheetId, getters.getFigureIdFromChartId(id));
    const place = { anchor: { row: figure?.row ?? 0, col: figure?.col ?? 0 }, width: figure?.width ?? 0, height: figure?.height ?? 0 };
    const kept = getters.cifraMeta(`chart:${id}`) as Kept | undefined;
    if (kept)
      return {
        ...kept,
        sheetId: ids.number(sheetId),
        ranges: kept.ranges.map((range) => ({ sheetId: ids.number(range.sheetId), zone: fromEngineZone(range.zone) })),
        ...place,
      };
    return { ...drawnByHand(getters, ids, sheetId, id), ...place };
  });
}

function drawnByHand(getters: EngineGetters, ids: SheetIds, sheetId: string, id: string): Omit<Chart, 'anchor' | 'width' | 'height'> {
  const definition = getters.getChartDefinition(id) as {
    readonly type: string;
    readonly horizontal?: boolean;
    readonly fillArea?: boolean;
    readonly stacked?: boolean;
    readonly title?: { readonly text?: string };
    readonly dataSource?: { readonly labelRange?: string; readonly dataSetsHaveTitle?: boolean; readonly dataSets?: readonly { readonly dataRange: string }[] };
  };
  const source = definition.dataSource;
  const texts = [source?.labelRange, ...(source?.dataSets ?? []).map(({ dataRange }) => dataRange)].filter((text): text is string => !!text);
  const kind =
    definition.type === 'line'
      ? definition.fillArea
        ? 'area'
        : 'line'
      : definition.type === 'pie'
        ? 'pie'
        : definition.type === 'combo'
          ? 'combo'
          : definition.horizontal
            ? 'bar'
            : 'column';
  const ranges = texts
    .map((text) => getters.getRangeFromSheetXC(sheetId, text))
    .map((range) => ({ sheetId: ids.number(range.sheetId), zone: fromEngineZone(range.zone) }));
  return {
    id,
    sheetId: ids.number(sheetId),
    kind,
    title: definition.title?.text ?? '',
    ranges,
    headers: source?.dataSetsHaveTitle ? 1 : 0,
    stacked: definition.stacked ?? false,
    options: {},
  };
}

/** The first column of the first range names the points, every other column is a series, as Google reads ranges of one orientation. */
function definitionOf(getters: EngineGetters, sheetId: string, chart: Kept): object {
  const columns = chart.ranges.flatMap(({ sheetId: at, zone }) =>
    Array.from({ length: zone.right - zone.left + 1 }, (_, offset) =>
      getters.getRangeString(getters.getRangeFromZone(at, { ...zone, left: zone.left + offset, right: zone.left + offset }), sheetId),
    ),
  );
  const [labelRange, ...series] = columns.length > 1 ? columns : [undefined, ...columns];
  const palette = typeof chart.options.colors === 'string' ? chart.options.colors.split(/[,;]\s*/) : [];
  const option = (name: string): Scalar => chart.options[name] ?? null;
  const styles = Object.fromEntries(
    series.map((_, index) => {
      const color = option(`series.${index}.color`) ?? palette[index];
      const drawn = option(`series.${index}.type`);
      const second = option(`series.${index}.targetAxisIndex`) === 1,
        named = option(`series.${index}.labelInLegend`);
      const type = chart.kind === 'combo' ? { type: drawn === 'line' || (drawn === null && index > 0) ? 'line' : 'bar' } : {};
      return [
        String(index),
        { ...(color ? { backgroundColor: color } : {}), ...(typeof named === 'string' ? { label: named } : {}), ...(second ? { yAxisId: 'y1' } : {}), ...type },
      ];
    }),
  );
  const axes = { ...axis('x', option('hAxis.title')), ...axis('y', option('vAxis.title')) };
  const legend = option('legend.position') ?? option('legend');
  const common = {
    title: { text: chart.title },
    dataSource: {
      type: 'range',
      dataSets: series.map((dataRange, index) => ({ dataRange, dataSetId: String(index) })),
      dataSetsHaveTitle: chart.headers > 0,
      ...(labelRange ? { labelRange } : {}),
    },
    dataSetStyles: styles,
    legendPosition:
      typeof legend === 'string' && /^(top|bottom|left|right|none)$/.test(legend) ? legend : series.length > 1 || chart.kind === 'pie' ? 'top' : 'none',
    ...(Object.keys(axes).length ? { axesDesign: axes } : {}),
    aggregated: option('applyAggregateData') !== null, // Google's option of "Aggregate" in the chart editor
    humanize: false,
  };
  switch (chart.kind) {
    case 'line':
    case 'area':
      return { ...common, type: 'line', labelsAsText: true, cumulative: false, stacked: chart.stacked, fillArea: chart.kind === 'area' };
    case 'pie':
      return { ...common, type: 'pie', isDoughnut: Number(option('pieHole') ?? 0) > 0, ...(palette.length ? { slicesColors: palette } : {}) };
    case 'combo':
      return { ...common, type: 'combo' };
    default:
      return { ...common, type: 'bar', stacked: chart.stacked, horizontal: chart.kind === 'bar' };
  }
}

const axis = (id: string, text: Scalar): object => (typeof text === 'string' && text !== '' ? { [id]: { title: { text } } } : {});
