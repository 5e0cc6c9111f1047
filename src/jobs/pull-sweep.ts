import { addMonths, dayAt, firstDay, type Instant, monthOf, startOf } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Row } from '../kernel/sheet-template';
import type { Pullable, PulledPage } from '../ports/crm-source';
import { type Judged, judge, ownId, rowId, saidOf } from './pull-judge';
import { found, type Gone, mend } from './pull-repair';
import { type Pull, pullEntry, pullOf } from './pull-state';
import type { Stint } from './pull-stint';
import { type Looked, type Months, monthOfLooked, monthsEntry, monthsOf, noMonths, noTally, withLooked } from './pull-tally';
import { certificateOf } from './reconcile-certificate';
import { nameDifferences } from './reconcile-names';

/** Differing records that are mended in one visit to the lock; milliseconds, and pages, after which is saved though nothing differs. */
const MOST = 1_000,
  SAVE_MS = 10_000,
  SAVE_PAGES = 10;
/** Months are looked at one by one; where a whole window fits one page, the next is twice as long, to this many. */
const LONGEST = 12;

/**
 * A load or a reconciliation: for each kind of records, for windows by creation, page by page, each record against its row. Goes on from where the last execution was saved, until its time
 * is over. Dying at any point only means that the pages since the last save are looked at again. Returns true when the pull is done. Throws what the source throws: then nothing since
 * the last save counts.
 */
export function sweep(stint: Stint): boolean {
  const { world, crm, source, reach } = stint,
    start = pullOf(world.store, crm);
  if (start?.state !== 'running') return true;
  let pull: Pull = { ...start, waits: null },
    page = blankPage,
    saved = world.spent(),
    pages = 0,
    worked = saved;
  let window: ReadonlyMap<string, Row> | null = null,
    seen = new Set<string>();
  const clocked = (): Pull => {
    const spent = world.spent(),
      next = { ...pull, workedMs: pull.workedMs + spent - worked };
    worked = spent;
    return next;
  };
  const save = (entity: Pullable): boolean => {
    const name = (differing: readonly Looked[]): void => {
      if (pull.what === 'reconcile') nameDifferences(world, crm, { pull, entity, differing });
    };
    const mended = mend(
      stint,
      { entity, differing: page.differing, gone: page.gone },
      {
        name,
        commit: (looked) => {
          const stored = pullOf(world.store, crm);
          if (!stored || stored.began !== pull.began) return null; // another pull was begun meanwhile
          const all = [...page.same.map(found), ...looked],
            months = monthsOf(world.store, crm, { entity, began: pull.began });
          pull = clocked();
          pull = { ...pull, state: stored.state === 'stopped' ? 'stopped' : 'running', tallies: tallied(pull, entity, all) };
          name(looked.filter(({ right }) => !right));
          return { ...pullEntry(crm, pull), ...monthsEntry(crm, entity, { began: pull.began, months: byMonth(months, all, { pull, zone: world.zone }) }) };
        },
      },
    );
    page = blankPage;
    saved = world.spent();
    pages = 0;
    return mended !== null && pull.state === 'running';
  };
  for (;;) {
    const entity = source.entities[pull.entity];
    if (entity === undefined) return finish(stint, pull);
    if (pull.from === null) {
      const oldest = source.oldest(reach, entity);
      const from = startOf(firstDay(monthOf(dayAt(oldest ?? pull.to, world.zone))), world.zone);
      pull = { ...pull, oldest: oldest ?? pull.to, from, months: 1, cursor: null, lastId: '', reached: from };
    }
    const from = pull.from ?? pull.to,
      asked = { from, to: Math.min(pull.to, windowEnd(from, pull.months, world.zone)) };
    if (asked.from >= asked.to) {
      if (!save(entity)) return pull.state !== 'running';
      pull = { ...pull, entity: pull.entity + 1, from: null };
      window = null;
      continue;
    }
    if (world.spent() >= stint.until) {
      save(entity);
      return false;
    }
    pages += 1;
    const answer = source.created(reach, { entity, window: asked, cursor: pull.cursor });
    if (window === null) {
      window = stint.shelf(entity).created(asked);
      seen = new Set();
    }
    const judged = judgePage(stint, entity, answer, { window, pull, seen });
    page = { same: [...page.same, ...judged.same], differing: [...page.differing, ...judged.differing], gone: [...page.gone, ...judged.gone] };
    const last = answer.items[answer.items.length - 1],
      isShort = pull.cursor === null && answer.next === null;
    const reached = Math.max(pull.reached, last?.createdAt ?? 0);
    if (answer.next !== null) pull = { ...pull, cursor: answer.next, lastId: last?.id ?? pull.lastId, reached };
    else {
      pull = { ...pull, from: asked.to, cursor: null, lastId: '', reached: asked.to, months: isShort ? Math.min(LONGEST, pull.months * 2) : 1 };
      window = null;
    }
    const isDue = page.differing.length >= MOST || pages >= SAVE_PAGES || world.spent() - saved > SAVE_MS;
    if (isDue && !save(entity)) return pull.state !== 'running';
  }
}

interface Page {
  readonly same: readonly Judged[];
  readonly differing: readonly Judged[];
  readonly gone: readonly Gone[];
}
const blankPage: Page = { same: [], differing: [], gone: [] };

const windowEnd = (from: Instant, months: number, zone: string): Instant => startOf(firstDay(addMonths(monthOf(dayAt(from, zone)), months)), zone);

/** Ids that are numbers are compared as such; of others nothing is known of their order. */
const isNumber = (id: string): boolean => /^\d{1,15}$/.test(id);
/** Calls, letters and messages come from several lists, one after the other. */
const inOneList = (entity: Pullable): boolean => entity !== 'activity';

/** Rows of the window that ought to be on this page and are not: their records are asked for by id, which tells whether they are gone. */
function judgePage(
  stint: Stint,
  entity: Pullable,
  answer: PulledPage,
  { window, pull, seen }: { readonly window: ReadonlyMap<string, Row>; readonly pull: Pull; readonly seen: Set<string> },
): Page {
  const prefix = stint.prefix(entity),
    shelf = stint.shelf(entity),
    said = saidOf(stint, { entity, prefix, items: answer.items });
  const others = shelf.held(said.filter(({ id }) => !window.has(id)).map(({ id }) => id));
  const pulled = pull.what === 'load' && shelf.isDeals ? stint.letters().pulled : null;
  const judged = said.map((one): Judged => {
    const row = window.get(one.id) ?? others.get(one.id) ?? null,
      found = judge(one, row, stint.mapping);
    return pulled && !pulled.has(`lead:${one.id}`) ? { ...found, verdict: found.verdict === 'same' ? 'untold' : found.verdict, moved: true } : found;
  });
  for (const { id } of answer.items) seen.add(rowId(prefix, id));
  const numbers = answer.items.map(({ id }) => ownId(prefix, id)),
    last = numbers[numbers.length - 1] ?? '',
    before = ownId(prefix, pull.lastId),
    isOrdered = inOneList(entity) && numbers.every(isNumber) && (before === '' || isNumber(before));
  const isDue = (id: string): boolean => {
    const own = ownId(prefix, id);
    if (!isOrdered || !isNumber(own)) return answer.next === null;
    return (before === '' || Number(own) > Number(before)) && (answer.next === null || Number(own) <= Number(last));
  };
  const gone = [...window].flatMap(([id, row]) =>
    row.deleted !== true && !seen.has(id) && stint.owns(entity, id) && isDue(id) ? [{ id, at: Number(row[shelf.time]) }] : [],
  );
  return { same: judged.filter(({ verdict }) => verdict === 'same'), differing: judged.filter(({ verdict }) => verdict !== 'same'), gone };
}

const tallied = (pull: Pull, entity: Pullable, looked: readonly Looked[]): Pull['tallies'] => ({
  ...pull.tallies,
  [entity]: { ...withLooked(pull.tallies[entity] ?? noTally, looked), from: pull.oldest ?? pull.to },
});
function byMonth(months: Months, looked: readonly Looked[], { pull, zone }: { readonly pull: Pull; readonly zone: string }): Months {
  const own = grouped(looked, (one) => monthOfLooked(one, pull.to, zone));
  return { ...months, ...Object.fromEntries([...own].map(([month, some]) => [month, withLooked(months[month] ?? noTally, some)])) };
}

/** The certificate, and from when on changes are to be followed. */
function finish({ world, crm, source }: Stint, pull: Pull): boolean {
  const wrote = world.lock.within(30_000, () => {
    const stored = pullOf(world.store, crm);
    if (stored?.began === pull.began && stored.state === 'running') {
      certificateOf(world, crm, pull);
      const sizes = Object.fromEntries(source.entities.map((entity) => [entity, pull.tallies[entity]?.checked ?? 0]));
      world.store.set({ ...pullEntry(crm, { ...pull, state: 'done', sizes, waits: null }), ...noMonths(crm, source.entities) });
    }
    return true;
  });
  return wrote !== null;
}
