import { reconciliationSheet } from '../../sheets-templates/reconciliation';
import type { Certificate } from '../facts/rows';
import { dayAt, wholeSecond } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Pullable } from '../ports/crm-source';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { nowOf, type Pull } from './pull-state';
import { monthsOf, noTally, type Tally } from './pull-tally';
import { blank, cut, LONGEST, namesIn, notedBy, recounted, titleOf, windowOf } from './reconcile-names';

/** The tab keeps so many certificates of a kind of records, and so many months of older ones in which something differed. */
const MOST = 200,
  MOST_MONTHS = 500;
/** Characters of the names in the row of a whole kind, whose months have the rest. */
const SHORT = 500;
/** Deals, which carry money, on top. */
const order: readonly Pullable[] = ['deal', 'lead', 'contact', 'company', 'task', 'activity', 'payment', 'expense'];

/**
 * The certificate on top of the tab `reconciliation`: a row for each kind of records, and below all of these a row for each kind and month, which names every record that differed (in
 * further rows where a cell would be too long). The lock must be held. Calls: one read, one write.
 */
export function certificateOf(world: World, crm: string, pull: Pull): void {
  const at = wholeSecond(nowOf(world)),
    { lang, zone } = world;
  const held = world.sheets.read(reconciliationSheet).rows.map(({ row }) => row as Certificate),
    isNote = notedBy(crm, pull),
    notes = held.filter(isNote),
    named = grouped(notes, ({ window }) => window);
  const kinds: Certificate[] = [],
    months: Certificate[] = [];
  for (const entity of order) {
    const tally = pull.tallies[entity];
    if (!tally) continue;
    const byMonth = monthsOf(world.store, crm, { entity, began: pull.began }),
      all: string[] = [];
    let whole: Tally = { ...tally, missing: 0, stale: 0, deleted: 0, repaired: 0 };
    for (const month of Object.keys(byMonth).sort().reverse()) {
      const window = windowOf(entity, month, lang),
        names = namesIn(named.get(window) ?? []),
        own = recounted(byMonth[month] ?? noTally, names),
        row = rowOf({ at, crm, entity, tally: own });
      whole = {
        ...whole,
        missing: whole.missing + own.missing,
        stale: whole.stale + own.stale,
        deleted: whole.deleted + own.deleted,
        repaired: whole.repaired + own.repaired,
      };
      all.push(...names);
      named.delete(window);
      cut(names, LONGEST).forEach((rows, i) => {
        months.push(i === 0 ? { ...row, window, month, rows } : { ...blank(at, crm), window: `${window} (${i + 1})`, month, rows });
      });
    }
    const [rows = '', ...more] = cut(all, SHORT),
      window = `${titleOf(entity, lang)}: ${dayAt(tally.from, zone)} – ${dayAt(pull.began, zone)}`;
    kinds.push({ ...rowOf({ at, crm, entity, tally: whole }), window, rows: more.length > 0 ? `${rows} …` : rows });
  }
  const left = notes.filter(({ window }) => named.has(window)), // named under other words: the language was changed meanwhile
    older = held.filter((row) => !isNote(row)),
    isMonth = ({ month }: Certificate): boolean => month !== '';
  const newest = new Map<string, number>(); // of the other CRMs
  for (const row of older) if (isMonth(row) && row.crm !== crm && row.at !== null) newest.set(row.crm, Math.max(row.at, newest.get(row.crm) ?? 0));
  const before = older.filter((row) => isMonth(row) && (row.rows !== '' || newest.get(row.crm) === row.at));
  world.sheets.replace(
    reconciliationSheet,
    'all',
    [...[...kinds, ...older.filter((row) => !isMonth(row))].slice(0, MOST), ...months, ...[...left, ...before].slice(0, MOST_MONTHS)],
    ['at', 'crm', 'window'],
  );
}

function rowOf({ at, crm, entity, tally }: { readonly at: number; readonly crm: string; readonly entity: Pullable; readonly tally: Tally }): Certificate {
  const isMoney = entity === 'deal' || entity === 'lead',
    { checked, missing, stale, deleted, repaired } = tally;
  return {
    ...blank(at, crm),
    ...{ checked, missing, stale, deleted, repaired },
    amount_crm: isMoney ? tally.amountCrm : null,
    amount_sheet: isMoney ? tally.amountSheet : null,
    hash: hashOf(tally),
  };
}
const hashOf = ({ sum, checked }: Tally): string =>
  [...sum, checked]
    .map((n) => n.toString(16).padStart(8, '0'))
    .join('')
    .slice(0, 24);

/** The newest certificate of each CRM: that of its deals. One call. */
export function certificates(world: World): Readonly<Record<string, Certificate>> {
  const found: Record<string, Certificate> = {};
  for (const { row } of world.sheets.readSpan(reconciliationSheet, 0, 100) as unknown as readonly Placed<Certificate>[])
    if (row.month === '' && !Object.hasOwn(found, row.crm)) found[row.crm] = row;
  return found;
}
/** Does the workbook equal the CRM by this certificate? */
export const isGood = (one: Certificate): boolean =>
  one.repaired === (one.missing ?? 0) + (one.stale ?? 0) + (one.deleted ?? 0) && one.amount_crm === one.amount_sheet;
