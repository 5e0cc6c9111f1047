/**
 * The contract of the host: what the product relies on in Google's services, one row a behaviour, as pure Apps Script. `npm test` runs it over the local
 * host; the menu item Self-check runs the same table inside a real sheet, so that whoever has an account sees where the two differ.
 */
interface Google {
  readonly SpreadsheetApp: GoogleAppsScript.Spreadsheet.SpreadsheetApp;
  readonly LockService: GoogleAppsScript.Lock.LockService;
  readonly PropertiesService: GoogleAppsScript.Properties.PropertiesService;
  readonly CacheService: GoogleAppsScript.Cache.CacheService;
  readonly Utilities: GoogleAppsScript.Utilities.Utilities;
  readonly HtmlService: GoogleAppsScript.HTML.HtmlService;
  readonly ContentService: GoogleAppsScript.Content.ContentService;
  readonly ScriptApp: GoogleAppsScript.Script.ScriptApp;
}
/** The place of one check: a scratch sheet, and a block of fresh cells in it. */
interface Bench extends Google {
  readonly book: GoogleAppsScript.Spreadsheet.Spreadsheet;
  readonly sheet: GoogleAppsScript.Spreadsheet.Sheet;
  readonly block: (rows: number, cols: number) => GoogleAppsScript.Spreadsheet.Range;
}

/** `holds` throws when the behaviour is not there. */
export interface HostCheck {
  readonly name: string;
  readonly holds: (bench: Bench) => void;
}

/** What one check found: null when it held, else what was there instead. */
export interface CheckResult {
  readonly name: string;
  readonly difference: string | null;
}

const shown = (value: unknown): string =>
  Object.prototype.toString.call(value) === '[object Date]' ? `Date ${Number(value)}` : (JSON.stringify(value) ?? String(value));
function same(found: unknown, expected: unknown): void {
  if (shown(found) !== shown(expected)) throw new Error(`expected ${shown(expected)}, found ${shown(found)}`);
}
function refuses(action: () => unknown, message: string | RegExp): void {
  let said: string | null = null;
  try {
    action();
  } catch (error) {
    said = (error as Error).message;
  }
  if (said === null || !(typeof message === 'string' ? said === message : message.test(said)))
    throw new Error(`expected the refusal ${String(message)}, found ${said === null ? 'none' : shown(said)}`);
}
const typed = ({ block }: Bench, value: unknown, format?: string): unknown => {
  const cell = block(1, 1);
  if (format !== undefined) cell.setNumberFormat(format);
  return cell.setValue(value).getValue();
};

// Sources: R = developers.google.com/apps-script/reference, G = developers.google.com/apps-script/guides.
export const hostContract: readonly HostCheck[] = [
  // R/spreadsheet/range#getvalues: "empty cells are represented by an empty string in the array"
  { name: 'a blank cell reads as an empty text', holds: ({ block }) => same(block(1, 2).getValues(), [['', '']]) },
  // R/spreadsheet/range#getvalues: "a two-dimensional array", of the script's own realm
  {
    name: 'values are arrays of this script',
    holds: ({ block }) =>
      same(
        [Object.getPrototypeOf(block(1, 1).getValues()) === Array.prototype, Object.getPrototypeOf(block(1, 1).getValues()[0]) === Array.prototype],
        [true, true],
      ),
  },
  // G/v8-runtime/migration: setValue(undefined) and null clear the cell
  {
    name: 'null clears a cell',
    holds: ({ block }) =>
      same(
        block(1, 2)
          .setValues([['x', 1]])
          .setValues([[null, 1]])
          .getValues(),
        [['', 1]],
      ),
  },
  {
    name: 'undefined clears a cell',
    holds: ({ block }) =>
      same(
        block(1, 2)
          .setValues([['x', 1]])
          .setValues([[undefined, 1]])
          .getValues(),
        [['', 1]],
      ),
  },
  // R/spreadsheet/range#setvaluesvalues: its sample writes numbers as texts; they are parsed as typed
  { name: 'a text of digits becomes a number', holds: (bench) => same(typed(bench, '12'), 12) },
  { name: 'leading zeros go', holds: (bench) => same(typed(bench, '007'), 7) },
  { name: 'TRUE becomes a boolean', holds: (bench) => same(typed(bench, 'TRUE'), true) },
  { name: 'a percent becomes a fraction', holds: (bench) => same(typed(bench, '10%'), 0.1) },
  // R/spreadsheet/range#setnumberformatnumberformat: '@' is plain text
  { name: 'format @ keeps leading zeros', holds: (bench) => same(typed(bench, '0071', '@'), '0071') },
  { name: 'format @ keeps 19 digits', holds: (bench) => same(typed(bench, '1234567890123456789', '@'), '1234567890123456789') },
  { name: 'format @ keeps a text that looks like a day', holds: (bench) => same(typed(bench, '2026-11', '@'), '2026-11') },
  { name: 'format @ makes no formula', holds: (bench) => same(typed(bench, '=1+1', '@'), '=1+1') },
  // Sheets API, ValueInputOption USER_ENTERED: as if typed; a leading apostrophe forces text and is not part of it
  { name: 'one leading apostrophe makes text and is dropped', holds: (bench) => same(typed(bench, "'5"), '5') },
  // R/spreadsheet/range#setvaluevalue: "if it begins with '=' it is interpreted as a formula"
  {
    name: 'a leading = makes a formula',
    holds: ({ block }) => {
      const cell = block(1, 1).setValue('=1+2');
      same([cell.getFormulas()[0]?.[0], cell.getValue()], ['=1+2', 3]);
    },
  },
  // R/spreadsheet/range#getvalue: dates come back as Date
  {
    name: 'a Date comes back as the same Date',
    holds: (bench) => {
      const date = new Date(Date.UTC(2026, 10, 21, 9, 30)),
        found = typed(bench, date);
      same([found instanceof Date, Number(found)], [true, Number(date)]);
    },
  },
  {
    name: 'a whole number under a day format reads as Date',
    holds: ({ block }) => same(block(1, 1).setNumberFormat('yyyy-mm-dd').setValue(46_000).getValue() instanceof Date, true),
  },
  // R/spreadsheet/range#getdisplayvalues: formatted by the number format
  { name: 'display values follow the format', holds: ({ block }) => same(block(1, 1).setNumberFormat('0%').setValue(0.25).getDisplayValues(), [['25%']]) },
  {
    name: 'number formats read as they were set',
    holds: ({ block }) =>
      same(
        block(1, 2)
          .setNumberFormats([['@', '0.00%']])
          .getNumberFormats(),
        [['@', '0.00%']],
      ),
  },
  // texts seen on the live platform: docs/decisions/0003-local-host.md
  {
    name: 'too few rows of values are refused',
    holds: ({ block }) =>
      refuses(
        () => block(3, 1).setValues([['a']]),
        'The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 3.',
      ),
  },
  {
    name: 'too many columns of values are refused',
    holds: ({ block }) =>
      refuses(
        () => block(1, 2).setValues([[1, 2, 3]]),
        'The number of columns in the data does not match the number of columns in the range. The data has 3 but the range has 2.',
      ),
  },
  {
    name: '50,001 characters are refused',
    holds: ({ block, SpreadsheetApp }) =>
      refuses(() => {
        block(1, 1).setValue(new Array(50_002).join('x'));
        SpreadsheetApp.flush();
      }, 'Your input contains more than the maximum of 50000 characters in a single cell.'),
  },
  { name: '50,000 characters are kept', holds: (bench) => same(String(typed(bench, new Array(50_001).join('x'))).length, 50_000) },
  { name: 'row 0 is refused', holds: ({ sheet }) => refuses(() => sheet.getRange(0, 1), 'The starting row of the range is too small.') },
  { name: 'column 0 is refused', holds: ({ sheet }) => refuses(() => sheet.getRange(1, 0), 'The starting column of the range is too small.') },
  { name: 'no rows are refused', holds: ({ sheet }) => refuses(() => sheet.getRange(1, 1, 0, 1), /^The number of rows in the range must be at least 1\.?$/) },
  {
    name: 'a range outside the grid is refused',
    holds: ({ sheet }) =>
      refuses(
        () => sheet.getRange(sheet.getMaxRows() + 1, 1).getValues(),
        /outside the dimensions of the sheet|coordinates or dimensions of the range are invalid/,
      ),
  },
  {
    name: 'Google’s errors are named Exception',
    holds: ({ sheet }) => {
      try {
        sheet.getRange(0, 1);
      } catch (error) {
        same([(error as Error).name, error instanceof Error], ['Exception', true]);
      }
    },
  },
  // R/spreadsheet/spreadsheet: null when there is none
  { name: 'an absent sheet is null', holds: ({ book }) => same([book.getSheetByName('no such sheet'), book.getRangeByName('NoSuchName')], [null, null]) },
  // R/spreadsheet/spreadsheet#insertsheet; 1000 x 26 seen on the live platform
  {
    name: 'a new sheet has 1000 rows and 26 columns and nothing in it',
    holds: ({ book }) => {
      const sheet = book.insertSheet(),
        found = [sheet.getMaxRows(), sheet.getMaxColumns(), sheet.getLastRow(), sheet.getDataRange().getA1Notation()];
      book.deleteSheet(sheet);
      same(found, [1000, 26, 0, 'A1']);
    },
  },
  {
    name: 'a name that is taken is refused',
    holds: ({ book, sheet }) => refuses(() => book.insertSheet(sheet.getName()), /already exists. Please enter another name\.$/),
  },
  // R/spreadsheet/sheet#appendrowrowcontents: "appends a row to the bottom of the current data region"
  {
    name: 'appendRow writes below the last row',
    holds: ({ book, SpreadsheetApp }) => {
      const sheet = book.insertSheet();
      try {
        sheet.appendRow(['a']);
        sheet.appendRow(['b', 2]);
        SpreadsheetApp.flush();
        same(sheet.getRange(1, 1, 2, 2).getValues(), [
          ['a', ''],
          ['b', 2],
        ]);
      } finally {
        book.deleteSheet(sheet);
      }
    },
  },
  {
    name: 'insertRowsAfter lets the grid grow',
    holds: ({ sheet }) => {
      const before = sheet.getMaxRows();
      sheet.insertRowsAfter(before, 3);
      same(sheet.getMaxRows(), before + 3);
      sheet.deleteRows(before + 1, 3);
      same(sheet.getMaxRows(), before);
    },
  },
  {
    name: 'rows that are not there cannot be deleted',
    holds: ({ sheet }) => refuses(() => sheet.deleteRows(sheet.getMaxRows(), 2), 'Those rows are out of bounds.'),
  },
  {
    name: 'notes read as they were set, blank when there is none',
    holds: ({ block }) =>
      same(
        block(1, 2)
          .setNotes([['why', null as unknown as string]])
          .getNotes(),
        [['why', '']],
      ),
  },
  // R/spreadsheet/data-validation-builder#setallowinvalidallowinvaliddata: "the default is true"
  {
    name: 'a validation warns by default',
    holds: ({ block, SpreadsheetApp }) => {
      const cell = block(1, 1).setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(['a', 'b']).build());
      same([cell.getDataValidation()?.getAllowInvalid(), cell.setValue('c').getValue()], [true, 'c']);
    },
  },
  {
    name: 'a validation that rejects stops a script',
    holds: ({ block, SpreadsheetApp }) => {
      const cell = block(1, 1).setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(['a', 'b']).setAllowInvalid(false).build());
      refuses(() => {
        cell.setValue('c');
        SpreadsheetApp.flush();
      }, /violates the data validation rules set on this cell\. Please enter one of the following values: a, b\./);
      cell.clearDataValidations();
    },
  },
  // R/spreadsheet/text-finder
  {
    name: 'a TextFinder finds the whole cell only when told so',
    holds: ({ block }) => {
      const range = block(3, 1).setValues([['find 12'], ['find 1'], ['other']]);
      same(
        [
          range.createTextFinder('find 1').matchEntireCell(true).findNext()?.getRow(),
          range.createTextFinder('find 1').findAll().length,
          range.createTextFinder('nothing').findNext(),
        ],
        [range.getRow() + 1, 2, null],
      );
    },
  },
  {
    name: 'a TextFinder goes on after its last match, then ends',
    holds: ({ block }) => {
      const range = block(2, 1).setValues([['go 1'], ['go 2']]),
        finder = range.createTextFinder('go');
      same([finder.findNext()?.getRow(), finder.findNext()?.getRow()], [range.getRow(), range.getRow() + 1]);
    },
  },
  // R/spreadsheet/range#sortsortspecobj
  {
    name: 'sort moves whole rows, blanks last',
    holds: ({ block }) => {
      const range = block(3, 2).setValues([
        ['', 'blank'],
        ['b', 2],
        ['a', 1],
      ]);
      range.sort({ column: range.getColumn(), ascending: true });
      same(range.getValues(), [
        ['a', 1],
        ['b', 2],
        ['', 'blank'],
      ]);
    },
  },
  {
    name: 'a named range is found by its name',
    holds: ({ block, book }) => {
      const range = block(2, 2);
      book.setNamedRange('CifraSelfCheck', range);
      same(book.getRangeByName('CifraSelfCheck')?.getA1Notation(), range.getA1Notation());
    },
  },
  // R/spreadsheet/protection
  {
    name: 'a protection that only warns is kept and can be taken away',
    holds: ({ sheet, SpreadsheetApp }) => {
      const type = SpreadsheetApp.ProtectionType.SHEET;
      sheet.protect().setDescription('self-check').setWarningOnly(true);
      const [made] = sheet.getProtections(type);
      same([made?.getDescription(), made?.isWarningOnly()], ['self-check', true]);
      made?.remove();
      same(sheet.getProtections(type).length, 0);
    },
  },
  {
    name: 'colour rules are kept',
    holds: ({ block, sheet, SpreadsheetApp }) => {
      const rule = SpreadsheetApp.newConditionalFormatRule()
        .whenNumberLessThan(0)
        .setBackground('#ff0000')
        .setRanges([block(1, 1)])
        .build();
      sheet.setConditionalFormatRules([rule]);
      same(sheet.getConditionalFormatRules().length, 1);
      sheet.setConditionalFormatRules([]);
      same(sheet.getConditionalFormatRules().length, 0);
    },
  },
  {
    name: 'backgrounds read as they were set',
    holds: ({ block }) =>
      same(
        block(1, 2)
          .setBackgrounds([['#ff0000', '#00ff00']])
          .getBackgrounds(),
        [['#ff0000', '#00ff00']],
      ),
  },
  {
    name: 'addresses are written as A1',
    holds: ({ sheet }) => same([sheet.getRange(2, 26).getA1Notation(), sheet.getRange('B2:C3').offset(1, 0, 1, 1).getA1Notation()], ['Z2', 'B3']),
  },
  // R/lock/lock: "has no effect if the lock has already been acquired"
  {
    name: 'a free lock is had at once, and twice',
    holds: ({ LockService }) => {
      const lock = LockService.getScriptLock();
      same([lock.tryLock(1000), lock.tryLock(0), lock.hasLock()], [true, true, true]);
      lock.releaseLock();
      same(lock.hasLock(), false);
    },
  },
  // R/properties/properties; 9 KB a value: G/services/quotas
  {
    name: 'properties are texts, absent ones null',
    holds: ({ PropertiesService }) => {
      const store = PropertiesService.getScriptProperties();
      store.setProperty('cifra.self-check', 'yes');
      same(store.getProperty('cifra.self-check'), 'yes');
      store.deleteProperty('cifra.self-check');
      same(store.getProperty('cifra.self-check'), null);
    },
  },
  {
    name: 'a property of more than 9 KB is refused',
    holds: ({ PropertiesService }) =>
      refuses(() => PropertiesService.getScriptProperties().setProperty('cifra.self-check', new Array(9218).join('x')), 'Argument too large: value'),
  },
  // R/cache/cache: keys of 250 characters, values of 100 KB
  {
    name: 'the cache gives what it has',
    holds: ({ CacheService }) => {
      const cache = CacheService.getScriptCache();
      cache.putAll({ 'cifra.a': '1', 'cifra.b': '2' }, 60);
      same([cache.get('cifra.a'), cache.getAll(['cifra.b', 'cifra.c']), cache.get('cifra.c')], ['1', { 'cifra.b': '2' }, null]);
      cache.removeAll(['cifra.a', 'cifra.b']);
    },
  },
  {
    name: 'a cache key of 251 characters is refused',
    holds: ({ CacheService }) => refuses(() => CacheService.getScriptCache().get(new Array(252).join('k')), 'Argument too large: key'),
  },
  // R/utilities/utilities: bytes are signed; FIPS 180-2 and RFC 4231 test vectors
  {
    name: 'digests are signed bytes',
    holds: ({ Utilities }) => same(Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, 'abc').slice(0, 4), [-70, 120, 22, -65]),
  },
  {
    name: 'a signature by key is the known one',
    holds: ({ Utilities }) => same(Utilities.computeHmacSha256Signature('what do ya want for nothing?', 'Jefe').slice(0, 4), [91, -36, -63, 70]),
  },
  { name: 'base64 both ways', holds: ({ Utilities }) => same([Utilities.base64Encode('ф'), Utilities.base64Decode('0YQ=')], ['0YQ=', [-47, -124]]) },
  {
    name: 'formatDate writes a moment in a zone',
    holds: ({ Utilities }) =>
      same(Utilities.formatDate(new Date(Date.UTC(2026, 10, 21, 21, 5)), 'Europe/Moscow', "yyyy-MM-dd'T'HH:mm:ssXXX"), '2026-11-22T00:05:00+03:00'),
  },
  // R/html/html-template#getrawcontent: "Returns the unprocessed content of this template" (Words.html is read so)
  {
    name: 'the raw content of a template is its text as it stands',
    holds: ({ HtmlService }) => same(HtmlService.createTemplate('{"a":"<?= v ?> \\u003c"}').getRawContent(), '{"a":"<?= v ?> \\u003c"}'),
  },
  // G/html/templates: <?= escapes, <?!= does not
  {
    name: 'templates escape unless told not to',
    holds: ({ HtmlService }) => {
      const page = HtmlService.createTemplate('<? for (var i = 0; i < 2; i++) { ?><?= v ?><? } ?><?!= v ?>') as GoogleAppsScript.HTML.HtmlTemplate & {
        v?: string;
      };
      page.v = '<b>';
      same(page.evaluate().getContent(), '&lt;b&gt;&lt;b&gt;<b>');
    },
  },
  // R/html/html-output#setwidthwidth: "Sets the initial width of the custom dialog", in pixels; the methods give back the page, for chaining
  {
    name: 'a page keeps the size of its dialog',
    holds: ({ HtmlService }) => {
      const page = HtmlService.createHtmlOutput('x').setWidth(520).setHeight(600);
      same([page.getWidth(), page.getHeight()], [520, 600]);
    },
  },
  { name: 'an absent page is an error', holds: ({ HtmlService }) => refuses(() => HtmlService.createHtmlOutputFromFile('NoSuchPage'), /NoSuchPage/) },
  { name: 'a cleared text output has no content', holds: ({ ContentService }) => same(ContentService.createTextOutput('x').append('y').getContent(), 'xy') },
  // R/script/clock-trigger-builder#everyminutesn: 1, 5, 10, 15 or 30
  { name: 'a trigger every two minutes is refused', holds: ({ ScriptApp }) => refuses(() => ScriptApp.newTrigger('onOpen').timeBased().everyMinutes(2), /./) },
  {
    name: 'a trigger every minute is made, listed and deleted',
    holds: ({ ScriptApp }) => {
      const made = ScriptApp.newTrigger('onOpen').timeBased().everyMinutes(30).create(),
        mine = (): number => ScriptApp.getProjectTriggers().filter((one) => one.getUniqueId() === made.getUniqueId()).length;
      const there = mine();
      ScriptApp.deleteTrigger(made);
      same([there, mine(), made.getHandlerFunction()], [1, 0, 'onOpen']);
    },
  },
];

/** Runs the table in a scratch sheet of the open spreadsheet, which is deleted at the end. Never throws for a check that fails. */
export function runContract(google: Google): readonly CheckResult[] {
  const book = google.SpreadsheetApp.getActiveSpreadsheet(),
    before = book.getActiveSheet(),
    sheet = book.insertSheet(`self-check ${Date.now() % 1e9}`);
  let row = 1;
  const block = (rows: number, cols: number): GoogleAppsScript.Spreadsheet.Range => {
    row += rows + 1;
    return sheet.getRange(row - rows - 1, 1, rows, cols);
  };
  try {
    return hostContract.map(({ name, holds }) => {
      try {
        holds({ ...google, book, sheet, block });
        return { name, difference: null };
      } catch (error) {
        return { name, difference: String((error as Error).message) };
      }
    });
  } finally {
    book.deleteSheet(sheet);
    book.setActiveSheet(before);
  }
}
