/** The globals that a script finds, made once per thread: they hold nothing, whatever they say is about the execution under way. */
import { CacheService } from './cache-service';
import { Charts } from './charts';
import { ContentService } from './content-service';
import { expose } from './core';
import { HtmlService } from './html-service';
import { LockService } from './lock-service';
import { Console, Logger } from './logger';
import { MailApp } from './mail-app';
import { PropertiesService } from './properties-service';
import { ScriptApp } from './script-app';
import { Session } from './session';
import { SpreadsheetApp } from './spreadsheet-app';
import { UrlFetchApp } from './url-fetch-app';
import { Utilities } from './utilities';

const globals: Readonly<Record<string, object>> = {
  CacheService: expose(new CacheService()),
  Charts: expose(new Charts()),
  ContentService: expose(new ContentService()),
  HtmlService: expose(new HtmlService()),
  LockService: expose(new LockService()),
  Logger: expose(new Logger()),
  MailApp: expose(new MailApp()),
  PropertiesService: expose(new PropertiesService()),
  ScriptApp: expose(new ScriptApp()),
  Session: expose(new Session()),
  SpreadsheetApp: expose(new SpreadsheetApp()),
  UrlFetchApp: expose(new UrlFetchApp()),
  Utilities: expose(new Utilities()),
  console: expose(new Console()),
};

/** Name -> service, to be copied into each fresh context. */
export const scriptGlobals = (): Readonly<Record<string, object>> => globals;
