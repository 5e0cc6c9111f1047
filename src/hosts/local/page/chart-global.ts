import * as charts from 'chart.js';
import * as helpers from 'chart.js/helpers';

/**
 * o-spreadsheet looks for Chart.js as `window.Chart` with everything hung upon it, the way its UMD build is. This makes the same of the ES modules, so that
 * both bundlers can take it in. Must run before o-spreadsheet is loaded: keep it the first import.
 */
const { Chart, registerables } = charts;
Chart.register(...registerables);
Object.assign(Chart, charts, { helpers, Chart });
Object.assign(window, { Chart });
