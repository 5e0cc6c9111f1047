/** The workbook in a browser, used by mouse and keyboard; what stands in cells is read from the page's own model, for the grid is painted on a canvas. */
import chromium from '@sparticuz/chromium';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { chromium as driver } from 'playwright-core';

/** In a single process a second context would end the browser. */
export const openBrowser = async (): Promise<Browser> =>
  driver.launch({ executablePath: await chromium.executablePath(), args: chromium.args.filter((arg) => arg !== '--single-process') });

/** Rows of a tab as people read them: header -> text. */
export type Seen = Readonly<Record<string, string>>;
export interface Workbook {
  readonly page: Page;
  readonly sidebar: FrameLocator;
  /** names of the visible tabs, in their order */
  readonly tabs: () => Promise<readonly string[]>;
  /** clicks the tab at the bottom */
  readonly open: (tab: string) => Promise<void>;
  /** the rows of a tab below its header, blank rows left out; blanks of thousands are plain spaces */
  readonly rows: (tab: string) => Promise<readonly Seen[]>;
  /** waits until a row shows these texts, without reloading; throws with the rows that were there instead */
  readonly sees: (tab: string, wanted: Seen) => Promise<void>;
  /** clicks a cell of the open tab, row and column from 0, types over what it holds and presses Enter */
  readonly write: (row: number, col: number, text: string) => Promise<void>;
  readonly text: (tab: string, row: number, col: number) => Promise<string>;
  /** waits until a cell shows this text */
  readonly shows: (tab: string, row: number, col: number, text: string) => Promise<void>;
  /** waits until the names of the visible tabs are as wanted */
  readonly lists: (wanted: (tabs: readonly string[]) => boolean) => Promise<void>;
}

/** What the tests read of the model of the page. */
interface Model {
  readonly getters: {
    getVisibleSheetIds(): string[];
    getSheetName(id: string): string;
    getNumberRows(id: string): number;
    getNumberCols(id: string): number;
    getEvaluatedCell(at: { sheetId: string; row: number; col: number }): { readonly formattedValue: string };
    getActiveSheetId(): string;
    getVisibleRect(zone: object): { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  };
}
type Owl = {
  readonly __OWL_DEVTOOLS__: { readonly apps: Set<{ readonly root: { readonly component: { readonly props: { readonly model?: Model } } } | null }> };
};

export async function openWorkbook(browser: Browser, url: string, lang: 'ru' | 'en'): Promise<Workbook> {
  const context = await browser.newContext({ viewport: { width: 1500, height: 900 }, locale: lang === 'ru' ? 'ru-RU' : 'en-US' });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  await page.addInitScript(() => {
    Object.assign(window, {
      cifraModel: () =>
        [...(window as unknown as Owl).__OWL_DEVTOOLS__.apps].map((app) => app.root?.component.props.model).find((model) => model !== undefined),
      cifraSheet: (name: string) => {
        const { getters } = (window as unknown as { cifraModel: () => Model }).cifraModel();
        return getters.getVisibleSheetIds().find((id) => getters.getSheetName(id) === name);
      },
    });
  });
  await page.goto(url);
  await page.locator('body[data-ready=true]').waitFor({ timeout: 90_000 });

  const tabs = (): Promise<readonly string[]> =>
    page.evaluate(() => {
      const { getters } = (window as unknown as { cifraModel: () => Model }).cifraModel();
      return getters.getVisibleSheetIds().map((id) => getters.getSheetName(id));
    });
  const grid = (tab: string): Promise<readonly (readonly string[])[]> =>
    page.evaluate((name) => {
      const { cifraModel, cifraSheet } = window as unknown as { cifraModel: () => Model; cifraSheet: (name: string) => string | undefined };
      const { getters } = cifraModel();
      const sheetId = cifraSheet(name);
      if (sheetId === undefined) return [];
      return Array.from({ length: Math.min(60, getters.getNumberRows(sheetId)) }, (_, row) =>
        Array.from({ length: getters.getNumberCols(sheetId) }, (_, col) => getters.getEvaluatedCell({ sheetId, row, col }).formattedValue),
      );
    }, tab);
  const rows = async (tab: string): Promise<readonly Seen[]> => {
    const [head = [], ...below] = await grid(tab);
    return below
      .filter((row) => row.some((text) => text !== ''))
      .map((row) => Object.fromEntries(head.flatMap((title, col) => (title === '' ? [] : [[title, (row[col] ?? '').replace(/[\u00a0\u202f]/g, ' ')]]))));
  };
  /** Looks again for a minute; `otherwise` words what was there instead. */
  const until = async <T>(look: () => Promise<T>, wanted: (there: T) => boolean, otherwise: (there: T) => string): Promise<void> => {
    const last = Date.now() + 60_000;
    for (;;) {
      const there = await look();
      if (wanted(there)) return;
      if (Date.now() > last) throw new Error(otherwise(there));
      await page.waitForTimeout(150);
    }
  };
  const text = async (tab: string, row: number, col: number): Promise<string> => (await grid(tab))[row]?.[col] ?? '';
  return {
    page,
    sidebar: page.frameLocator('#side iframe').first(),
    tabs,
    rows,
    text,
    sees: (tab, wanted) =>
      until(
        () => rows(tab),
        (there) => there.some((row) => Object.entries(wanted).every(([title, shown]) => row[title] === shown)),
        (there) => `No row ${JSON.stringify(wanted)} in the tab ${tab}; there are:\n${there.map((row) => JSON.stringify(row)).join('\n')}`,
      ),
    shows: (tab, row, col, wanted) =>
      until(
        () => text(tab, row, col),
        (there) => there === wanted,
        (there) => `The cell shows ${JSON.stringify(there)}, not ${JSON.stringify(wanted)}`,
      ),
    lists: (wanted) => until(tabs, wanted, (there) => `The tabs are ${there.join(', ')}`),
    open: async (tab) => {
      await page
        .locator('.o-sheet')
        .filter({ has: page.getByText(tab, { exact: true }) })
        .click();
    },
    write: async (row, col, text) => {
      const canvas = await page.locator('.o-grid').boundingBox();
      const at = await page.evaluate(
        ([top = 0, left = 0]) => {
          const { getters } = (window as unknown as { cifraModel: () => Model }).cifraModel();
          return getters.getVisibleRect({ top, bottom: top, left, right: left });
        },
        [row, col],
      );
      await page.mouse.click((canvas?.x ?? 0) + at.x + Math.min(20, at.width / 2), (canvas?.y ?? 0) + at.y + at.height / 2);
      // the editor opens with the next frame after the first key; nobody types faster than a frame
      await page.keyboard.type(text.slice(0, 1));
      await page.locator('.o-grid-composer .o-composer').getByText(text.slice(0, 1), { exact: true }).waitFor();
      await page.keyboard.type(text.slice(1));
      await page.keyboard.press('Enter');
    },
  };
}
