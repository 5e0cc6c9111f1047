import { allSheets } from '../../sheets-templates/all';
import { dealsSheet } from '../../sheets-templates/deals';
import { metricsSheet } from '../../sheets-templates/metrics';
import { plansSheet } from '../../sheets-templates/plans';
import { settingsSheet } from '../../sheets-templates/settings';
import { repairWorkbook } from '../../src/jobs/repair-workbook';
import type { Lang } from '../../src/kernel/sheet-template';
import { memoryWorld } from '../memory-world';
import type { MemoryColumn, MemoryTab } from './memory-builder';
import { blankColumn, memoryBuilder } from './memory-builder';

const aWorkbook = (lang: Lang = 'ru') => {
  const memory = memoryWorld({ lang }),
    book = memoryBuilder();
  const run = (inLang: Lang = lang, budget?: number) => {
    const world = memory.world();
    return repairWorkbook(
      { builder: book.builder, store: world.store, sheets: world.sheets, lang: inLang, spent: world.spent },
      { seeds: { time_zone: 'Asia/Omsk' }, ...(budget === undefined ? {} : { budget }) },
    );
  };
  const tab = (title: string): MemoryTab => {
    const found = book.tabs.find((one) => one.title === title);
    if (!found) throw new Error(`no tab ${title} among ${book.tabs.map((one) => one.title).join(', ')}`);
    return found;
  };
  const column = (title: string, header: string): MemoryColumn => {
    const found = tab(title).columns.find((one) => one.title === header);
    if (!found) throw new Error(`no column ${header}`);
    return found;
  };
  return { ...book, memory, run, tab, column, headers: (title: string) => tab(title).columns.map((one) => one.title) };
};
const installed = (lang: Lang = 'ru') => {
  const book = aWorkbook(lang);
  book.run();
  book.writes();
  return book;
};
const foreignTab = (id: number, title: string, headers: readonly string[]): MemoryTab => ({
  id,
  title,
  columns: headers.map((header) => ({ ...blankColumn(), title: header, cells: ['mine'] })),
  grid: 26,
  protections: [],
  charts: [],
  hidden: false,
  colour: 'theirs',
  frozen: 0,
  rows: 1000,
});
const nothing = { built: [], columns: [], looks: [], rows: [], rebuild: [], left: [] };

describe('install', () => {
  test('makes every tab once, in the order of the list, before the tabs of the user', () => {
    const book = aWorkbook();
    book.tabs.push(foreignTab(1, 'Лист1', []));
    const done = book.run();
    expect(done.built).toEqual(allSheets.map((sheet) => sheet.key));
    expect(done.rebuild).toEqual([]);
    expect(book.tabs.map((tab) => tab.title)).toEqual([...allSheets.map((sheet) => sheet.title.ru), 'Лист1']);
  });
  test('a second run writes nothing', () => {
    const book = installed();
    expect(book.run()).toEqual(nothing);
    expect(book.writes()).toEqual([]);
  });
  test('every column has its title, its note with definition and formula, its format', () => {
    const book = installed();
    expect(book.column('Оборот', 'Средний чек').note).toBe(
      'Средняя сумма договоров, подписанных в месяце и не отменённых.\n= Сумма этих договоров ÷ Договоры с суммой; без договоров пусто\n[turnover.average_check] Q052',
    );
    expect(book.column('Сделки', 'Код сделки').format).toBe('@');
    expect(book.column('Сделки', 'Дата договора').format).toBe('dd.mm.yyyy');
    expect(book.column('Сделки', 'Сумма договора').format).toBe('#,##0.00');
  });
  test('in English everything is English', () => {
    const book = installed('en');
    expect(book.tabs.map((tab) => tab.title)).toEqual(allSheets.map((sheet) => sheet.title.en));
    expect(book.column('Deals', 'Contract day').format).toBe('yyyy-mm-dd');
  });
  test('totals follow filters, do not slip when rows are inserted, and a ratio has no error without a denominator', () => {
    const book = installed(),
      formula = (header: string): string => book.column('Воронка по источникам', header).formula;
    expect(formula('Заявки')).toBe('=SUBTOTAL(109,OFFSET(C1,2,0,ROWS(A:A)-2))');
    expect(formula('Конверсия в договор')).toBe('=IF(C2-D2-E2=0,"",I2/(C2-D2-E2))');
    expect(formula('Месяц')).toBe('');
    expect(book.column('Воронка по источникам', 'Месяц').label).toBe('Итого');
  });
  test('lists come from words and from other tabs, whichever is made first', () => {
    const book = installed(),
      managers = book.tab('Менеджеры');
    expect(book.column('Планы', 'Показатель').check).toMatchObject({
      kind: 'list',
      values: ['Заявки', 'Звонки', 'Замеры', 'КП', 'Договоры', 'Оборот', 'Поступления', 'Маржа'],
    });
    expect(book.column('Планы', 'Имя').check).toMatchObject({ kind: 'range', sheetId: managers.id, column: 2 });
    expect(book.column('Расходы', 'Дата').check).toMatchObject({ kind: 'day' });
    expect(book.column('Этапы', 'Вероятность').check).toMatchObject({ kind: 'number', min: 0, max: 1 });
  });
  test('what the product writes is protected with a warning, of input tabs only the header', () => {
    const book = installed();
    expect(book.tab('Сделки').protections[0]).toContain('заполняется сам');
    expect(book.tab('Планы').protections[0]).toContain('по этим заголовкам');
  });
  test('the board draws other tabs', () => expect(installed().tab('Сводка').charts).toContain('Оборот и поступления по месяцам'));
  test('the named range of the revision lies beside the metric dictionary', () => {
    const book = installed();
    expect(book.names.get('Revision')).toEqual({ id: book.tab('Словарь показателей').id, column: Object.keys(metricsSheet.columns).length + 1 });
  });
  test('settings have their rows with first values, the dictionary its figures', () => {
    const book = installed(),
      settings = new Map(book.memory.rows<{ key: string; value: string }>(settingsSheet).map((row) => [row.key, row.value]));
    expect(settings.get('time_zone')).toBe('Asia/Omsk');
    expect(settings.get('week_start')).toBe('Понедельник');
    expect(settings.get('plan_alert_threshold')).toBe('80 %');
    expect(settings.get('company')).toBe('');
    expect(book.memory.rows<{ metric: string }>(metricsSheet).map((row) => row.metric)).toContain('funnel_by_source.conversion_to_contract');
  });
  test('what the sheet store needs is kept: ids, and keys by place', () => {
    const book = installed();
    expect(book.memory.store.get('sheet.deals')).toBe(String(book.tab('Сделки').id));
    expect(JSON.parse(book.memory.store.get('columns.plans') ?? '')).toEqual(Object.keys(plansSheet.columns));
  });
  test('when the time is up the rest is left, and the next run goes on', () => {
    const book = aWorkbook();
    book.memory.msACall = 1;
    const first = book.run('ru', 0);
    expect(first.left.length).toBeGreaterThan(0);
    book.memory.msACall = 0;
    const second = book.run();
    expect([...first.built, ...second.built].sort()).toEqual(allSheets.map((sheet) => sheet.key).sort());
    expect(book.run()).toEqual(nothing);
  });
});

describe('repair', () => {
  test('a deleted raw tab is made anew at its place, and its rows are to be rebuilt from the journal', () => {
    const book = installed(),
      place = book.tabs.findIndex((tab) => tab.title === 'Сделки');
    book.tabs.splice(place, 1);
    expect(book.run()).toMatchObject({ built: ['deals'], rebuild: ['deals'] });
    expect(book.tabs[place]?.title).toBe('Сделки');
    expect(book.run()).toEqual(nothing);
  });
  test('a deleted input tab is made anew, nothing to rebuild; the list that pointed to it points again', () => {
    const book = installed();
    book.tabs.splice(
      book.tabs.findIndex((tab) => tab.title === 'Менеджеры'),
      1,
    );
    expect(book.run()).toMatchObject({ built: ['managers'], rebuild: [] });
    expect(book.column('Планы', 'Имя').check).toMatchObject({ sheetId: book.tab('Менеджеры').id });
  });
  test('a renamed header gets its title back; its cells stay', () => {
    const book = installed(),
      column = book.column('Планы', 'План');
    column.title = 'Мой план';
    column.cells = ['100'];
    expect(book.run()).toEqual({ ...nothing, columns: [{ key: 'plans', columns: ['value'] }] });
    expect(column).toMatchObject({ title: 'План', cells: ['100'] });
  });
  test('a renamed header whose notes are gone too is known by its place', () => {
    const book = installed();
    for (const one of book.tab('Планы').columns) one.note = '';
    book.column('Планы', 'План').title = 'Мой план';
    expect(book.run().columns).toEqual([{ key: 'plans', columns: ['value'] }]);
    expect(book.headers('Планы')).toEqual(Object.values(plansSheet.columns).map((column) => column.title.ru));
  });
  test('a cleared header is filled in again, not inserted a second time', () => {
    const book = installed(),
      cleared = book.column('Курсы валют', 'Валюта');
    Object.assign(cleared, { title: '', note: '', cells: ['USD'] });
    book.run();
    expect(book.headers('Курсы валют')).toEqual(['Дата', 'Валюта', 'Курс']);
    expect(book.column('Курсы валют', 'Валюта').cells).toEqual(['USD']);
  });
  test('a deleted column comes back at its place with its check; a raw tab is to be rebuilt', () => {
    const book = installed(),
      plans = book.tab('Планы'),
      deals = book.tab('Сделки');
    plans.columns.splice(3, 1);
    deals.columns.splice(5, 1);
    expect(book.run()).toMatchObject({
      columns: [
        { key: 'plans', columns: ['metric'] },
        { key: 'deals', columns: ['outcome'] },
      ],
      rebuild: ['deals'],
    });
    expect(book.headers('Планы')).toEqual(Object.values(plansSheet.columns).map((column) => column.title.ru));
    expect(book.column('Планы', 'Показатель').check).toMatchObject({ kind: 'list' });
    expect(book.run()).toEqual(nothing);
  });
  test('totals of a tab that got a column back are written for the new places', () => {
    const book = installed(),
      tab = book.tab('Воронка по источникам');
    tab.columns.splice(3, 1); // junk: the formulas of Google would say #REF!
    book.run();
    expect(book.column('Воронка по источникам', 'Конверсия в договор').formula).toBe('=IF(C2-D2-E2=0,"",I2/(C2-D2-E2))');
  });
  test('a column of the user in the middle stays as it is, whatever was deleted beside it', () => {
    const book = installed(),
      plans = book.tab('Планы'),
      mine: MemoryColumn = { ...blankColumn(), title: 'Комментарий', note: 'моё', format: '0', cells: ['a', 'b'] };
    plans.columns.splice(2, 1, mine); // ours at that place is gone, theirs stands there
    expect(book.run().columns).toEqual([{ key: 'plans', columns: ['name'] }]);
    expect(mine).toEqual({ ...blankColumn(), title: 'Комментарий', note: 'моё', format: '0', cells: ['a', 'b'] });
    expect(book.headers('Планы')).toEqual(['Период', 'Уровень', 'Имя', 'Комментарий', 'Показатель', 'План', 'Кто изменил', 'Когда изменён']);
    expect(JSON.parse(book.memory.store.get('columns.plans') ?? '')).toEqual(['period', 'level', 'name', '', 'metric', 'value', 'author', 'changed_at']);
    expect(book.run()).toEqual(nothing);
  });
  test('columns in another order are in order', () => {
    const book = installed();
    book.tab('Планы').columns.reverse();
    expect(book.run()).toEqual(nothing);
    expect(JSON.parse(book.memory.store.get('columns.plans') ?? '')).toEqual(Object.keys(plansSheet.columns).reverse());
  });
  test.each([
    {
      what: 'a check that was cleared',
      break: (book: ReturnType<typeof installed>) => {
        book.column('Планы', 'Показатель').check = null;
      },
    },
    {
      what: 'a check that lost a word',
      break: (book: ReturnType<typeof installed>) => {
        book.column('Планы', 'Показатель').check = { kind: 'list', values: ['Заявки'], help: '' };
      },
    },
    {
      what: 'a protection that was taken off',
      break: (book: ReturnType<typeof installed>) => {
        book.tab('Планы').protections = [];
      },
    },
    {
      what: 'a note that was deleted',
      break: (book: ReturnType<typeof installed>) => {
        book.column('Планы', 'Период').note = '';
      },
    },
    {
      what: 'a note of an older version',
      break: (book: ReturnType<typeof installed>) => {
        book.column('Планы', 'Период').note = 'Раньше было так.\n[plans.period]';
      },
    },
  ])('$what is put back, and nothing else is written', ({ break: damage }) => {
    const book = installed();
    damage(book);
    expect(book.run()).toEqual({ ...nothing, looks: ['plans'] });
    expect(book.writes()).toHaveLength(1);
    expect(book.run()).toEqual(nothing);
  });
  test('charts come back when none is left, not when one of several was deleted on purpose', () => {
    const book = installed(),
      charts = book.tab('Сводка').charts;
    charts.splice(1, 1);
    expect(book.run()).toEqual(nothing);
    charts.length = 0;
    expect(book.run().looks).toEqual(['board']);
    expect(book.tab('Сводка').charts.length).toBeGreaterThan(1);
  });
  test('a total that somebody overwrote is a formula again', () => {
    const book = installed();
    book.column('Оборот', 'Договоры').formula = '';
    expect(book.run().looks).toEqual(['turnover']);
    expect(book.column('Оборот', 'Договоры').formula).toBe('=SUBTOTAL(109,OFFSET(D1,2,0,ROWS(A:A)-2))');
  });
  test('what Google makes of a formula (semicolons, dollars, blanks) is the same formula', () => {
    const book = installed(),
      column = book.column('Оборот', 'Договоры');
    column.formula = '=SUBTOTAL(109; OFFSET(D1; 2; 0; ROWS(A:A) - 2))';
    expect(book.run()).toEqual(nothing);
  });
  test('a person’s own note, and what he wrote below ours, stays', () => {
    const book = installed(),
      own = book.column('Планы', 'Период'),
      below = book.column('Планы', 'План');
    own.note = 'спросить Анну';
    below.note = `${below.note.replace('Штуки', 'Было')}\nсогласовано 1 ноября`;
    book.run();
    expect(own.note).toBe('спросить Анну');
    expect(below.note).toMatch(/^Штуки[\s\S]*\[plans\.value\]\nсогласовано 1 ноября$/);
  });
  test('formats, widths and the title that a person gave a tab stay', () => {
    const book = installed();
    book.column('Сделки', 'Сумма договора').format = '0.000';
    book.tab('Сделки').title = 'Наши сделки';
    expect(book.run()).toEqual(nothing);
    expect(book.column('Наши сделки', 'Сумма договора').format).toBe('0.000');
  });
  test('plans and settings that people entered stay; a deleted row of settings comes back with its default', () => {
    const book = installed(),
      rows = book.memory.rows<{ key: string; value: string; note: string }>(settingsSheet);
    book.memory.put(plansSheet, [{ period: '2026-11', level: 'company', metric: 'turnover', value: 5_000_000 }]);
    book.memory.put(
      settingsSheet,
      rows.filter((row) => row.key !== 'small_n').map((row) => (row.key === 'company' ? { ...row, value: 'Окна' } : row)),
    );
    expect(book.run()).toEqual({ ...nothing, rows: ['settings'] });
    expect(book.memory.rows(plansSheet)).toHaveLength(1);
    const values = new Map(book.memory.rows<{ key: string; value: string }>(settingsSheet).map((row) => [row.key, row.value]));
    expect([values.get('company'), values.get('small_n')]).toEqual(['Окна', '20']);
  });
  test('the order of tabs that a person made stays, a tab made anew stands behind its neighbour', () => {
    const book = installed(),
      [board] = book.tabs.splice(0, 1);
    if (board) book.tabs.push(board);
    book.tabs.splice(
      book.tabs.findIndex((tab) => tab.title === 'План-факт'),
      1,
    );
    book.run();
    const titles = book.tabs.map((tab) => tab.title);
    expect(titles.indexOf('План-факт')).toBe(titles.indexOf('Оборот') + 1);
    expect(titles[titles.length - 1]).toBe('Сводка');
  });
});

describe('tabs of the user', () => {
  test('one with our title is left alone, ours takes a free title; then a second one', () => {
    const book = aWorkbook(),
      theirs = foreignTab(1, 'Сделки', ['Сделка', 'Менеджер', 'Сумма сделки']),
      also = foreignTab(2, 'сделки (цифра)', []);
    book.tabs.push(theirs, also);
    const before = JSON.stringify([theirs, also]);
    book.run();
    expect(JSON.stringify([theirs, also])).toBe(before);
    expect(book.headers('Сделки (Цифра 2)')).toContain('Код сделки');
    expect(book.run()).toEqual(nothing);
  });
  test('ours was deleted and theirs now bears its title: theirs is left alone', () => {
    const book = installed();
    book.tabs.splice(
      book.tabs.findIndex((tab) => tab.title === 'Курсы валют'),
      1,
    );
    const theirs = foreignTab(1, 'Курсы валют', ['Дата', 'Валюта', 'Курс']),
      before = JSON.stringify(theirs);
    book.tabs.push(theirs);
    expect(book.run().built).toEqual(['rates']);
    expect(JSON.stringify(theirs)).toBe(before);
    expect(book.headers('Курсы валют (Цифра)')).toEqual(['Дата', 'Валюта', 'Курс']);
  });
  test('a copied workbook has no memory: its tabs are known by title and marks, in either language', () => {
    const book = installed('en');
    for (const key of Object.keys(book.memory.store.all())) book.memory.store.set({ [key]: null });
    const done = book.run();
    expect(done.built).toEqual([]);
    expect(book.memory.store.get('sheet.deals')).toBe(String(book.tab('Deals').id));
  });
  test('a copy of our tab is the user’s', () => {
    const book = installed(),
      copy = { ...structuredClone(book.tab('Сделки')), id: 7, title: 'Копия листа Сделки' };
    book.tabs.push(copy);
    expect(book.run()).toEqual(nothing);
  });
});

test('in another language titles, notes and lists change, and no row is lost', () => {
  const book = installed('ru');
  const done = book.run('en');
  expect([done.built, done.columns, done.rebuild]).toEqual([[], [], []]);
  expect(book.tabs.map((tab) => tab.title)).toEqual(allSheets.map((sheet) => sheet.title.en));
  expect(book.column('Turnover', 'Month').label).toBe('Total');
  expect(book.headers('Plans')).toEqual(Object.values(plansSheet.columns).map((column) => column.title.en));
  expect(book.column('Plans', 'Metric').check).toMatchObject({
    values: ['Leads', 'Calls', 'Measurements', 'Quotes', 'Contracts', 'Turnover', 'Receipts', 'Margin'],
  });
  expect(book.memory.rows<{ key: string; note: string }>(settingsSheet).find((row) => row.key === 'small_n')?.note).toContain('Usually 20');
  expect(book.run('en')).toEqual(nothing);
  expect(Object.keys(dealsSheet.columns)).toEqual(JSON.parse(book.memory.store.get('columns.deals') ?? ''));
});
