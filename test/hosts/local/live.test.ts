import { openLive } from '../../../src/hosts/local/live';
import type { FromPage, ToPage } from '../../../src/hosts/local/live-messages';
import { openWorkbook, type Workbook } from '../../../src/hosts/local/workbook';
import type { HumanEdit } from '../../../src/hosts/local/workbook-api';
import { extendEngine } from '../../../src/hosts/local/workbook-engine';
import type { EngineGetters, Revision } from '../../../src/hosts/local/workbook-engine-types';
import { unsquished } from '../../../src/hosts/local/workbook-session';

const at = (row: number, col: number, rows = 1, cols = 1) => ({ row, col, rows, cols });
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A browser without a screen: the engine's model over the same messages as the page. `hold` keeps messages on their way, as a slow line does. */
class Page {
  model: { readonly getters: EngineGetters; dispatch(type: string, payload?: object): { readonly isSuccessful: boolean } } | null = null;
  readonly heard: ToPage[] = [];
  hold = false;
  private readonly held: string[] = [];
  private receive: (revision: unknown) => void = () => {};
  readonly connection;

  constructor(book: ReturnType<typeof openLive>, id: string) {
    this.connection = book.connect({ send: (text) => this.hear(JSON.parse(text) as ToPage) }, id);
  }
  say(message: FromPage): void {
    if (this.hold) this.held.push(JSON.stringify(message));
    else this.connection.receive(JSON.stringify(message));
  }
  release(): void {
    this.hold = false;
    for (const text of this.held.splice(0)) this.connection.receive(text);
  }
  type(row: number, col: number, content: string): void {
    this.model?.dispatch('UPDATE_CELL', { sheetId: '0', row, col, content });
  }
  value(row: number, col: number): unknown {
    return this.model?.getters.getEvaluatedCell({ sheetId: '0', row, col }).value;
  }
  private hear(message: ToPage): void {
    this.heard.push(message);
    if (message.type === 'revision') this.receive(message.revision);
    if (message.type !== 'hello') return;
    const { Model } = extendEngine({ screen: false }) as unknown as {
      readonly Model: new (data: unknown, config: object, revisions: readonly Revision[]) => NonNullable<Page['model']> & { session: object };
    };
    const transportService = {
      onNewMessage: (_id: string, receive: (message: unknown) => void) => {
        this.receive = receive;
      },
      sendMessage: async (sent: { readonly type: string }) => {
        if ('nextRevisionId' in sent) this.say({ type: 'revision', revision: sent as unknown as Revision });
      },
      leave: () => {},
    };
    const model = new Model(message.snapshot, { transportService, client: { id: message.client, name: 'test' } }, message.revisions);
    Object.assign(model.session, { commandSquisher: unsquished });
    this.model = model;
  }
}

function shared() {
  const book = openWorkbook({ locale: 'ru', timeZone: 'UTC' });
  const live = openLive(book);
  const edits: HumanEdit[] = [];
  book.onHumanEdit((edit) => edits.push(edit));
  return { book, live, edits, one: new Page(live, 'one'), two: new Page(live, 'two') };
}
const value = (book: Workbook, row: number, col: number) => book.read(0, at(row, col))[0]?.[0]?.value;

test('what a script writes stands in all pages at once, and in a page that comes later', () => {
  const { book, live, one, two } = shared();
  book.write(0, at(0, 0, 1, 2), [[{ value: '0071', format: '@' }, { formula: '=1+1' }]]);
  book.setNotes(0, at(0, 0), [['примечание']]);
  const late = new Page(live, 'late');
  for (const page of [one, two, late]) {
    expect([page.value(0, 0), page.value(0, 1)]).toEqual(['0071', 2]);
    expect(page.model?.getters.cifraNotes('0')).toEqual([{ row: 0, col: 0, text: 'примечание' }]);
  }
});

test('colours by value follow what a script writes, in a page that stays open', () => {
  const { book, one } = shared();
  book.colourRules(0, [{ zone: at(0, 0, 5, 1), when: 'less', values: [0.8], background: '#f4c7c3', color: null }]);
  const looks = one.model?.getters as unknown as { getCellComputedStyle(where: object): { fillColor?: string } };
  const colour = () => looks.getCellComputedStyle({ sheetId: '0', row: 0, col: 0 }).fillColor;
  book.write(0, at(0, 0), [[{ value: 0.5 }]]);
  expect(colour()).toBe('#f4c7c3');
  book.write(0, at(0, 0), [[{ value: 0.9 }]]);
  expect(colour()).toBeUndefined();
});

describe('what a person does reaches the server, the other pages, and the triggers', () => {
  test.each<readonly [what: string, act: (page: Page) => void, edit: Partial<HumanEdit>]>([
    ['typing', (page) => page.type(1, 2, '5'), { kind: 'EDIT', zone: at(1, 2), value: 5, oldValue: undefined }],
    ['typing over', (page) => page.type(0, 0, '7'), { kind: 'EDIT', zone: at(0, 0), value: 7, oldValue: 'old' }],
    [
      'deleting several',
      (page) => page.model?.dispatch('DELETE_CONTENT', { sheetId: '0', target: [{ top: 0, bottom: 1, left: 0, right: 3 }] }),
      { kind: 'EDIT', zone: at(0, 0, 2, 4), value: undefined, oldValue: undefined },
    ],
    [
      'a row',
      (page) => page.model?.dispatch('ADD_COLUMNS_ROWS', { sheetId: '0', sheetName: 'Лист1', dimension: 'ROW', base: 0, position: 'before', quantity: 1 }),
      { kind: 'INSERT_ROW' },
    ],
    [
      'no row',
      (page) => page.model?.dispatch('REMOVE_COLUMNS_ROWS', { sheetId: '0', sheetName: 'Лист1', dimension: 'ROW', elements: [3] }),
      { kind: 'REMOVE_ROW' },
    ],
    [
      'no column',
      (page) => page.model?.dispatch('REMOVE_COLUMNS_ROWS', { sheetId: '0', sheetName: 'Лист1', dimension: 'COL', elements: [3] }),
      { kind: 'REMOVE_COLUMN' },
    ],
    ['a sheet', (page) => page.model?.dispatch('CREATE_SHEET', { sheetId: 'f00d', name: 'Мой', position: 1 }), { kind: 'INSERT_GRID' }],
    [
      'bold',
      (page) => page.model?.dispatch('SET_FORMATTING', { sheetId: '0', target: [{ top: 0, bottom: 0, left: 0, right: 0 }], style: { bold: true } }),
      { kind: 'FORMAT', zone: at(0, 0) },
    ],
    ['a note', (page) => page.model?.dispatch('CIFRA_NOTES', { sheetId: '0', notes: [{ row: 0, col: 0, text: 'n' }] }), { kind: 'OTHER' }],
  ])('%s', (_what, act, edit) => {
    const { book, edits, one, two } = shared();
    book.write(0, at(0, 0), [[{ value: 'old' }]]);
    expect(edits).toEqual([]); // scripts fire nothing
    act(one);
    expect(edits).toEqual([expect.objectContaining(edit)]);
    expect(JSON.stringify(two.model?.getters.getCells('0').map((cell) => [cell.content, cell.style]))).toBe(
      JSON.stringify(book.model.getters.getCells('0').map((cell) => [cell.content, cell.style])),
    );
  });
});

test('two people and a script at the same time end with the same workbook', async () => {
  const { book, one, two } = shared();
  one.hold = true;
  two.hold = true;
  one.type(5, 0, 'one');
  two.model?.dispatch('ADD_COLUMNS_ROWS', { sheetId: '0', sheetName: 'Лист1', dimension: 'ROW', base: 2, position: 'before', quantity: 2 });
  book.write(0, at(9, 1), [[{ value: 'script' }]]);
  two.release();
  await pause();
  one.release();
  await pause();
  for (const page of [one, two]) expect([page.value(7, 0), page.value(11, 1)]).toEqual(['one', 'script']);
  expect([value(book, 7, 0), value(book, 11, 1)]).toEqual(['one', 'script']);
});

test('undo takes back only what that person did, rows inserted before a script wrote included', async () => {
  const { book, one, two } = shared();
  one.model?.dispatch('ADD_COLUMNS_ROWS', { sheetId: '0', sheetName: 'Лист1', dimension: 'ROW', base: 0, position: 'before', quantity: 3 });
  book.write(0, at(4, 0, 2, 1), [[{ value: 'a' }], [{ value: 'b' }]]);
  one.model?.dispatch('REQUEST_UNDO');
  await pause();
  for (const read of [(row: number) => value(book, row, 0), (row: number) => one.value(row, 0), (row: number) => two.value(row, 0)])
    expect([1, 2, 4, 5].map(read)).toEqual(['a', 'b', null, null]);
  expect(book.sheets()[0]?.rows).toBe(1000);
});

test('an undo of something older than the stored state is stored as a whole state', async () => {
  const { book, one } = shared();
  one.type(0, 0, 'typed');
  const snapshot: unknown = JSON.parse(JSON.stringify(book.snapshot()));
  one.model?.dispatch('REQUEST_UNDO');
  await pause();
  one.type(1, 0, 'after');
  const changes: unknown = JSON.parse(JSON.stringify(book.takeChanges()));
  const again = openWorkbook({ snapshot, changes: changes as unknown[], locale: 'en', timeZone: 'UTC' });
  expect([value(again, 0, 0), value(again, 1, 0)]).toEqual([null, 'after']);
});

test('a page that came after a revision begins anew when that revision is undone', async () => {
  const { book, live, one } = shared();
  one.type(0, 0, 'typed');
  for (let i = 0; i < 301; i++) book.write(0, at(3, 0), [[{ value: `script ${i}` }]]); // so many that the late one is given a state, not what led to it
  const late = new Page(live, 'late');
  one.model?.dispatch('REQUEST_UNDO');
  await pause();
  expect(late.heard.filter(({ type }) => type === 'hello')).toHaveLength(2);
  expect([late.value(0, 0), late.value(3, 0)]).toEqual([null, 'script 300']);
});

test('a script shows something to the one who started it; questions are answered by whoever is there', async () => {
  const { live, one, two } = shared();
  live.show({ type: 'sidebar', id: 's', title: 'Цифра', width: 300 }, 'two');
  live.show({ type: 'toast', title: '', message: 'Готово', seconds: 5 });
  expect(one.heard.map(({ type }) => type)).toEqual(['hello', 'toast']);
  expect(two.heard.map(({ type }) => type)).toEqual(['hello', 'sidebar', 'toast']);
  const answer = live.ask({ title: 'Самопроверка', message: 'Запустить?', buttons: 'YES_NO' }, 'one');
  const asked = one.heard.at(-1);
  if (asked?.type !== 'ask') throw new Error('nobody was asked');
  one.say({ type: 'answer', ask: asked.ask, button: 'YES', text: '' });
  await expect(answer).resolves.toEqual({ button: 'YES', text: '' });
  const unanswered = live.ask({ title: '', message: '', buttons: 'OK' }, 'one');
  one.connection.close();
  await expect(unanswered).resolves.toMatchObject({ button: 'CLOSE' });
  two.connection.close();
  await expect(live.ask({ title: '', message: '', buttons: 'OK' })).resolves.toMatchObject({ button: 'CLOSE' });
  expect(live.clients()).toEqual([]);
});

test('an answer of a custom function goes to every page; the same call is computed once', async () => {
  const { book, one, two } = shared();
  let calls = 0;
  book.customFunctions(['CIFRA_X'], async () => ++calls);
  one.say({ type: 'call', name: 'CIFRA_X', args: [1] });
  two.say({ type: 'call', name: 'CIFRA_X', args: [1] });
  await new Promise((resolve) => setTimeout(resolve, 20));
  for (const page of [one, two])
    expect(page.heard.filter(({ type }) => type === 'result')).toEqual([{ type: 'result', result: { key: '["CIFRA_X",[1]]', value: 1 } }]);
  expect(calls).toBe(1);
});

test('a text that is not ours does nothing', () => {
  const { book, one } = shared();
  for (const text of ['', '{', 'null', '{"type":"revision"}', '{"type":"answer","ask":99,"button":"OK","text":""}']) one.connection.receive(text);
  book.write(0, at(0, 0), [[{ value: 1 }]]);
  expect(one.value(0, 0)).toBe(1);
});
