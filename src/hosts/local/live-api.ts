/**
 * What the server says to the browsers that show the workbook, and what it hears from them. `live.ts` implements it
 * (`openLive(workbook, options)`); the server only passes texts between a web socket at `/live` and a connection.
 *
 * A client is one open page. It names itself in the address of the socket (`/live?client=<id>`) and in `POST /api/run/<function>?client=<id>`,
 * so that what a script shows (sidebar, dialog, alert) appears before the person who started it; without an id it appears everywhere.
 */

/** One web socket, seen from here: only texts leave through it. */
export interface LiveClient {
  readonly send: (text: string) => void;
}

/** What the server calls on messages and at the end of a socket. Nothing here throws; an unreadable text is dropped. */
export interface LiveConnection {
  readonly id: string;
  readonly receive: (text: string) => void;
  readonly close: () => void;
}

/** The sets of buttons of `Ui.ButtonSet`. */
export type LiveButtons = 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';

/** The button that a person pressed, as `Ui.Button`; CLOSE when the window was closed, or when no browser is open to ask. */
export type LiveButton = 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE';

/** What a script shows. `id` is the page of the iframe (`/sidebar/<id>`); width and height are pixels, seconds are seconds (-1: until closed). */
export type LiveShow =
  | { readonly type: 'sidebar'; readonly id: string; readonly title: string; readonly width: number }
  | { readonly type: 'dialog'; readonly id: string; readonly title: string; readonly width: number; readonly height: number; readonly modal: boolean }
  | { readonly type: 'toast'; readonly title: string; readonly message: string; readonly seconds: number }
  | { readonly type: 'activate'; readonly sheetId: number; readonly row: number; readonly col: number }
  | { readonly type: 'menu' };

/** Items of the add-on's menu, as `GET /api/menu` gives them; `opensSidebar` marks the one that `/?sidebar=1` runs by itself. */
export type LiveMenuItem =
  | { readonly name: string; readonly function: string; readonly opensSidebar?: boolean }
  | { readonly name: string; readonly items: readonly LiveMenuItem[] }
  | { readonly separator: true };

export interface Live {
  /** A socket opened. Sends the whole state at once (`hello`), then every change. `id` is `client` of the socket's address. */
  readonly connect: (client: LiveClient, id?: string) => LiveConnection;
  /** Shows something in the pages of one client, or of all. `menu` makes the pages read `/api/menu` again. */
  readonly show: (what: LiveShow, client?: string) => void;
  /** Ui.alert and Ui.prompt: asks one client (or all: the first answer counts). Without an open page it is CLOSE at once. */
  readonly ask: (
    question: { readonly title: string; readonly message: string; readonly buttons: LiveButtons; readonly prompt?: boolean },
    client?: string,
  ) => Promise<{ readonly button: LiveButton; readonly text: string }>;
  /** The sheet and zone a client has selected (SpreadsheetApp.getActiveRange); null when it is not known. */
  readonly selection: (
    client?: string,
  ) => { readonly sheetId: number; readonly row: number; readonly col: number; readonly rows: number; readonly cols: number } | null;
  /** Any other JSON message to all pages; they pass it on as a DOM event `cifra:<type>`. */
  readonly broadcast: (message: { readonly type: string }) => void;
  /** State that a page starts from: the same that `connect` sends. */
  readonly initial: () => { readonly snapshot: unknown; readonly revisions: readonly unknown[] };
  readonly clients: () => readonly string[];
}

// Implemented in live.ts:   export function openLive(workbook: Workbook): Live
// Implemented in workbook.ts: export function openWorkbook(options: OpenWorkbook): Workbook   (Workbook implements WorkbookApi)

/** How a workbook is opened: empty by locale and time zone, or from what `snapshot()` and `takeChanges()` gave. A snapshot brings its own locale and zone. */
export interface OpenWorkbook {
  readonly snapshot?: unknown;
  readonly changes?: readonly unknown[];
  readonly locale: 'ru' | 'en' | string;
  readonly timeZone: string;
}

// Static files the page needs, served by the server from build/local: GET / -> page.html (small: loads page.css, page.js), page.js, page.css.
