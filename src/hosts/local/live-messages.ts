import type { LiveButton, LiveButtons, LiveShow } from './live-api';
import type { EngineZone, Revision } from './workbook-engine-types';
import type { FunctionArgument, FunctionResult } from './workbook-functions';
import type { SessionMessage } from './workbook-log';

/** What the server tells a page. `hello` begins everything anew: the whole state and what came after it. */
export type ToPage =
  | {
      readonly type: 'hello';
      readonly client: string;
      readonly locale: string;
      readonly functions: readonly string[];
      readonly results: readonly FunctionResult[];
      readonly snapshot: unknown;
      readonly revisions: readonly Revision[];
    }
  | { readonly type: 'revision'; readonly revision: Revision }
  | { readonly type: 'refused' }
  | { readonly type: 'presence'; readonly message: SessionMessage }
  | { readonly type: 'functions'; readonly functions: readonly string[] }
  | { readonly type: 'result'; readonly result: FunctionResult }
  | { readonly type: 'ask'; readonly ask: number; readonly title: string; readonly message: string; readonly buttons: LiveButtons; readonly prompt: boolean }
  | LiveShow;

/** What a page tells the server. */
export type FromPage =
  | { readonly type: 'revision'; readonly revision: Revision }
  | { readonly type: 'presence'; readonly message: SessionMessage }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly FunctionArgument[] }
  | { readonly type: 'answer'; readonly ask: number; readonly button: LiveButton; readonly text: string }
  | { readonly type: 'selection'; readonly sheetId: string; readonly zone: EngineZone }
  | { readonly type: 'hello' };
