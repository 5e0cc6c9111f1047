import * as engine from '@odoo/o-spreadsheet';
import type { EngineGetters } from '../workbook-engine-types';

interface Scale {
  reverse?: boolean;
  readonly ticks?: { callback?: (this: unknown, value: unknown, ...rest: unknown[]) => unknown };
}
interface Runtime {
  readonly chartJsConfig?: { readonly options?: { readonly indexAxis?: string; readonly scales?: Readonly<Record<string, Scale | undefined>> } };
}
interface ChartPlugin {
  readonly getters: EngineGetters;
  getChartRuntime(chartId: string): Runtime;
}
interface Registry {
  get(key: string): (new (config: unknown) => ChartPlugin) & { readonly getters: readonly string[] };
  replace(key: string, value: unknown): void;
}

/** What Google's options ask of a chart and the engine does not know: `hAxis.direction` -1 (newest rows first are drawn oldest first), and axes without a tail of zeros, as Google draws them. */
export function showChartOptions(): void {
  const registry = (engine.registries as unknown as { readonly coreViewsPluginRegistry: Registry }).coreViewsPluginRegistry;
  const Charts = registry.get('evaluation_chart');
  const done = new WeakSet<object>(); // the engine keeps a runtime until its cells change
  class CifraCharts extends Charts {
    override getChartRuntime(chartId: string): Runtime {
      const runtime = super.getChartRuntime(chartId);
      const options = runtime.chartJsConfig?.options;
      if (options?.scales === undefined || done.has(runtime)) return runtime;
      done.add(runtime);
      const kept = this.getters.cifraMeta(`chart:${chartId}`) as { readonly options?: Readonly<Record<string, unknown>> } | undefined;
      if (kept?.options?.['hAxis.direction'] === -1 && options.indexAxis !== 'y' && options.scales.x) options.scales.x.reverse = true;
      for (const scale of Object.values(options.scales)) if (scale?.ticks?.callback) scale.ticks.callback = withoutZeros(scale.ticks.callback);
      return runtime;
    }
  }
  registry.replace('evaluation_chart', CifraCharts);
}

type Callback = NonNullable<NonNullable<Scale['ticks']>['callback']>;
/** `2 000 000,00` -> `2 000 000`, `80,0%` -> `80%`; labels of other kinds stay. */
const withoutZeros = (original: Callback): Callback =>
  function (value, ...rest) {
    const text = original.call(this, value, ...rest);
    return typeof text === 'string' && /^[-\d]/.test(text) ? text.replace(/[.,]0{1,2}(?=%?$)/, '') : text;
  };
