import { buckets } from '../../../sheets-templates/words';
import { amoCrm } from '../../crm/amocrm/webhook';
import { bitrix24 } from '../../crm/bitrix24/webhook';
import { jsonCrm } from '../../crm/json/adapter';
import { defaultSettings } from '../../facts/settings';
import { problemWords } from '../../i18n/speak';
import { LANG, SPREADSHEET, ZONE } from '../../jobs/install';
import { dayAt } from '../../kernel/calendar';
import type { Lang } from '../../kernel/sheet-template';
import type { Store, World } from '../../ports/world';
import { mailOwner, urlFetch } from './http';
import { panelsPart } from './panels-page';
import { sheetStore } from './sheet-store';
import { propertiesStore, scriptCache, scriptLock } from './store';

/**
 * The workbook of this installation. A bound script has it at hand, which saves opening it by id; a web app or trigger of a standalone add-on has none and opens the one kept at install.
 */
export const openWorkbook = (store: Store): GoogleAppsScript.Spreadsheet.Spreadsheet =>
  SpreadsheetApp.getActiveSpreadsheet() ?? SpreadsheetApp.openById(store.get(SPREADSHEET) ?? '');

const hex = (bytes: readonly number[]): string => bytes.map((byte) => (byte & 255).toString(16).padStart(2, '0')).join('');
const sha256 = (text: string): string => hex(Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8));

/** Everything outside for one execution. `last`: the job under the lock is the last thing this execution does (a webhook), so the lock goes with it. */
export function appsScriptWorld({ last = false }: { readonly last?: boolean } = {}): World {
  const began = Date.now(),
    store = propertiesStore();
  const zone = (): string => store.get(ZONE) ?? defaultSettings.time_zone,
    lang = (): Lang => (store.get(LANG) === 'en' ? 'en' : 'ru');
  const context = {
    get zone() {
      return zone();
    },
    get lang() {
      return lang();
    },
    buckets,
    now: began,
    problemOf: ({
      sheet,
      column,
      value,
    }: {
      sheet: { columns: Readonly<Record<string, { unit: string; title: { ru: string; en: string } }>> };
      column: string;
      value: string;
    }) => {
      const unit = sheet.columns[column]?.unit,
        code = unit === 'day' || unit === 'time' || unit === 'period' ? 'day-wrong' : unit === 'word' ? 'word-unknown' : 'number-wrong';
      return problemWords(code, { value, column: sheet.columns[column]?.title[lang()] ?? column }, lang());
    },
  };
  const sheets = sheetStore(() => openWorkbook(store), store, context);
  return {
    sheets,
    store,
    cache: scriptCache(),
    lock: scriptLock(store, last),
    crms: { amocrm: amoCrm, bitrix24, onec: jsonCrm('onec'), json: jsonCrm('json'), import: jsonCrm('import') },
    get sources() {
      return panelsPart<{ readonly sources: World['sources'] }>().sources;
    },
    http: urlFetch(),
    mail: mailOwner,
    now: began,
    get zone() {
      return zone();
    },
    get lang() {
      return lang();
    },
    get today() {
      return dayAt(began, zone());
    },
    spent: () => Date.now() - began,
    hash: sha256,
    secret: () => sha256(Utilities.getUuid() + Utilities.getUuid()),
    log: (message) => console.log(message),
    bump: (revision) => {
      openWorkbook(store).getRangeByName('Revision')?.setValue(revision);
    },
  };
}
