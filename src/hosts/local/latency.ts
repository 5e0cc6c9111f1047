/**
 * What a call to a Google service typically costs, in simulated milliseconds. No clock of ours can show it: the bill of an execution is the
 * only way to see, without Google, that a design makes too many round trips. Only the order of magnitude is claimed.
 *
 * A call is what reads or changes data outside the script. Handles (getActiveSpreadsheet, getSheetByName, getRange, getScriptLock, getScriptProperties,
 * builders) are resolved lazily and cost nothing by themselves; the document is opened once, with the first call that touches it.
 */
interface Latency {
  readonly ms: number;
  readonly perThousandCells?: number;
  readonly source: string;
}

const assumed = 'our assumption: no published figure';
const alternating = 'bugbugnow.net/2019/03: 1,000 getLastRow calls between writes took 160 s, and one write of 400 with a flush each 30 ms';

/** Milliseconds to open the spreadsheet, charged with the first call that reads or writes it. 10 M cells: ~300 ms (gist tanaikech/cc4380692790150cc090114553e38a0e). */
export const openingMs = 100;

/** Milliseconds from the request to the first line of the script: context and bundle. Public figures for a whole web app call are 500-2,000 ms. */
export const startMs = 150;

const table: Readonly<Record<string, Latency>> = {
  'PropertiesService.get': { ms: 30, source: 'ziritione.org/post/apps_script_performance: get 30 ms' },
  'PropertiesService.set': { ms: 62, source: 'ziritione.org/post/apps_script_performance: set 62 ms (43-231)' },
  'CacheService.get': { ms: 3, source: 'ziritione.org/post/apps_script_performance: get 3 ms' },
  'CacheService.put': { ms: 93, source: 'ziritione.org/post/apps_script_performance: put 93 ms' },
  LockService: { ms: 30, source: assumed },
  'SpreadsheetApp.read': { ms: 60, perThousandCells: 4, source: assumed },
  'SpreadsheetApp.look': { ms: 30, source: alternating },
  'SpreadsheetApp.find': { ms: 120, source: assumed },
  'SpreadsheetApp.write': {
    ms: 5,
    perThousandCells: 10,
    source: 'ruby-bash.developreference.com/article/29263774: setValues of 4,000 cells under 50 ms unflushed',
  },
  'SpreadsheetApp.append': { ms: 60, perThousandCells: 10, source: assumed },
  'SpreadsheetApp.flush': {
    ms: 30,
    perThousandCells: 140,
    source: 'ruby-bash.developreference.com/article/29263774: 400 flushes 12 s; 4,000 cells flushed 610 ms',
  },
  'SpreadsheetApp.grid': { ms: 150, source: assumed },
  UrlFetchApp: { ms: 300, source: assumed },
  MailApp: { ms: 250, source: assumed },
  ScriptApp: { ms: 150, source: assumed },
  Session: { ms: 5, source: assumed },
  Ui: { ms: 50, source: assumed },
};

/** Bill name of a method -> row of the table; a method that is not named here costs as a change of the grid. */
const rows: Readonly<Record<string, string>> = {
  getProperty: 'PropertiesService.get',
  getProperties: 'PropertiesService.get',
  getKeys: 'PropertiesService.get',
  setProperty: 'PropertiesService.set',
  setProperties: 'PropertiesService.set',
  deleteProperty: 'PropertiesService.set',
  deleteAllProperties: 'PropertiesService.set',
  get: 'CacheService.get',
  getAll: 'CacheService.get',
  put: 'CacheService.put',
  putAll: 'CacheService.put',
  remove: 'CacheService.put',
  removeAll: 'CacheService.put',
  tryLock: 'LockService',
  waitLock: 'LockService',
  releaseLock: 'LockService',
  getLastRow: 'SpreadsheetApp.look',
  getDataRange: 'SpreadsheetApp.look',
  getLastColumn: 'SpreadsheetApp.look',
  getCharts: 'SpreadsheetApp.look',
  getProtections: 'SpreadsheetApp.look',
  getConditionalFormatRules: 'SpreadsheetApp.look',
  getRangeByName: 'SpreadsheetApp.look',
  findNext: 'SpreadsheetApp.find',
  findPrevious: 'SpreadsheetApp.find',
  findAll: 'SpreadsheetApp.find',
  replaceAllWith: 'SpreadsheetApp.find',
  appendRow: 'SpreadsheetApp.append',
  flush: 'SpreadsheetApp.flush',
  fetch: 'UrlFetchApp',
  fetchAll: 'UrlFetchApp',
  sendEmail: 'MailApp',
  create: 'ScriptApp',
  getProjectTriggers: 'ScriptApp',
  deleteTrigger: 'ScriptApp',
  alert: 'Ui',
  prompt: 'Ui',
  showSidebar: 'Ui',
  showModalDialog: 'Ui',
  toast: 'Ui',
  addToUi: 'Ui',
};

const reading = /^get(Values?|Formulas?|DisplayValues?|NumberFormats?|Notes?|Backgrounds?|DataValidations?)$/;
const writing = /^(set|clear|hide|show)/;

const rowOf = (method: string): string =>
  rows[method] ?? (reading.test(method) ? 'SpreadsheetApp.read' : writing.test(method) ? 'SpreadsheetApp.write' : 'SpreadsheetApp.grid');

/** One value for a whole range crosses once, however large the range. */
const uniform =
  /^(clear|set(Value|Formula|Note|NumberFormat|Background|FontColor|FontWeight|FontStyle|FontSize|HorizontalAlignment|VerticalAlignment|Wrap|DataValidation)$)/;

/** Simulated milliseconds of one call of `method` over so many cells; a buffered write is paid again, by its cells, when it is flushed. */
export function latencyOf(method: string, cells: number): number {
  const row = table[rowOf(method)];
  return row === undefined ? 0 : row.ms + ((row.perThousandCells ?? 0) * (uniform.test(method) ? 1 : cells)) / 1000;
}

/** The table as it is, for `GET /api/bill?latencies` and the documentation. */
export const latencies = table;
