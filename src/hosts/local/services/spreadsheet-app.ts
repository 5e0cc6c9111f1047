/** SpreadsheetApp: https://developers.google.com/apps-script/reference/spreadsheet/spreadsheet-app */
import { ConditionalFormatRuleBuilder } from './colour-rules';
import { allowOnly, askBook, hasUi, here, Service, ServiceError } from './core';
import { protectionTypes } from './protection';
import type { Sheet } from './sheet';
import type { Spreadsheet } from './spreadsheet';
import { spreadsheet } from './spreadsheet';
import type { Ui } from './ui';
import { theUi } from './ui';
import { criteria, DataValidationBuilder } from './validation';

export class SpreadsheetApp extends Service {
  readonly title = 'SpreadsheetApp';
  get ProtectionType(): Service {
    return protectionTypes;
  }
  get DataValidationCriteria(): Service {
    return criteria;
  }
  getActiveSpreadsheet(): Spreadsheet {
    allowOnly(['LIMITED', 'CUSTOM_FUNCTION', 'FULL'], 'SpreadsheetApp.getActiveSpreadsheet');
    return spreadsheet();
  }
  getActive(): Spreadsheet {
    return this.getActiveSpreadsheet();
  }
  getActiveSheet(): Sheet {
    return this.getActiveSpreadsheet().getActiveSheet();
  }
  openById(id: unknown): Spreadsheet {
    allowOnly(['FULL'], 'SpreadsheetApp.openById', 'spreadsheets');
    if (id !== here().order.place.spreadsheetId)
      throw new ServiceError(`Document ${String(id)} is missing (perhaps it was deleted, or you don't have read access?)`);
    return spreadsheet();
  }
  getUi(): Ui {
    if (!hasUi()) throw new ServiceError('Cannot call SpreadsheetApp.getUi() from this context.');
    return theUi();
  }
  /** "Applies all pending Spreadsheet changes." Counted as a call only when something waits. */
  flush(): void {
    const { book, charge } = here();
    if (book.pending.length === 0) return;
    charge('flush', 0, 0);
    askBook({ ask: 'nothing' });
  }
  newDataValidation(): DataValidationBuilder {
    return new DataValidationBuilder();
  }
  newConditionalFormatRule(): ConditionalFormatRuleBuilder {
    return new ConditionalFormatRuleBuilder();
  }
}
