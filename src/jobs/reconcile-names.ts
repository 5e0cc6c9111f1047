import { dealsSheet } from '../../sheets-templates/deals';
import { reconciliationSheet } from '../../sheets-templates/reconciliation';
import { entityWords } from '../../sheets-templates/words';
import type { Certificate, Crm } from '../facts/rows';
import { sideTabs } from '../ingest/sides';
import { type Month, wholeSecond } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Lang } from '../kernel/sheet-template';
import type { Pullable } from '../ports/crm-source';
import type { World } from '../ports/world';
import type { Pull } from './pull-state';
import { type Looked, monthOfLooked, type Tally } from './pull-tally';

/** Characters of a cell that people can still read. */
export const LONGEST = 5_000;

/**
 * What a visit found different is named at the end of the tab before it is mended: the Store could not keep so many names, and whoever dies in between has named it all the same. The
 * certificate gathers these notes. Nothing is written where nothing differed. The lock must be held.
 */
export function nameDifferences(
  world: World,
  crm: string,
  { pull, entity, differing }: { readonly pull: Pull; readonly entity: Pullable; readonly differing: readonly Looked[] },
): void {
  const months = grouped(differing, (one) => monthOfLooked(one, pull.to, world.zone));
  const notes = [...months].flatMap(([month, some]) =>
    cut(some.map(nameOf), LONGEST).map(
      (rows): Certificate => ({ ...blank(wholeSecond(pull.began), crm), window: windowOf(entity, month, world.lang), month, rows }),
    ),
  );
  if (notes.length > 0) world.sheets.append(reconciliationSheet, notes);
}
/** Notes of this pull: of a whole certificate something is counted, and its time is another. */
export const notedBy =
  (crm: string, { began }: Pull) =>
  (row: Certificate): boolean =>
    row.crm === crm && row.month !== '' && row.checked === null && row.at === wholeSecond(began);

/** Names that notes gave, each once; one that could not be mended stands with its mark only. */
export function namesIn(notes: readonly Certificate[]): readonly string[] {
  const all = new Set(notes.flatMap(({ rows }) => rows.split(', ')));
  return [...all].filter((name) => !all.has(`${name}!`));
}
/** A tally made right by names: what was told by an execution that died before it counted is named, and not counted. */
export function recounted(tally: Tally, names: readonly string[]): Tally {
  const having = (mark: string): number => names.filter((name) => name.replace('!', '').endsWith(mark)).length,
    missing = having('+'),
    deleted = having('−');
  return {
    ...tally,
    missing: Math.max(tally.missing, missing),
    stale: Math.max(tally.stale, names.length - missing - deleted),
    deleted: Math.max(tally.deleted, deleted),
    repaired: Math.max(tally.repaired, names.filter((name) => !name.endsWith('!')).length),
  };
}
const nameOf = ({ id, what, right }: Looked): string => `${id}${what === 'missing' ? '+' : what === 'deleted' ? '−' : ''}${right ? '' : '!'}`;
/** Names in texts of no more than so many characters; one blank text of none. */
export function cut(names: readonly string[], longest: number): string[] {
  const texts: string[] = [''];
  for (const name of names) {
    const last = texts[texts.length - 1] ?? '';
    if (last === '') texts[texts.length - 1] = name;
    else if (last.length + 2 + name.length > longest) texts.push(name);
    else texts[texts.length - 1] = `${last}, ${name}`;
  }
  return texts;
}

export const titleOf = (entity: Pullable, lang: Lang): string =>
  entity === 'lead' ? entityWords.lead[lang] : (entity === 'deal' ? dealsSheet : sideTabs[entity].sheet).title[lang];
/** What a row speaks of: `Сделки: 2026-11`. */
export const windowOf = (entity: Pullable, month: Month, lang: Lang): string => `${titleOf(entity, lang)}: ${month}`;
/** A row that counts nothing. */
export const blank = (at: number, crm: string): Certificate => ({
  at,
  crm: crm as Crm,
  window: '',
  month: '',
  checked: null,
  missing: null,
  stale: null,
  deleted: null,
  repaired: null,
  amount_crm: null,
  amount_sheet: null,
  rows: '',
  hash: '',
});
