import { dealsSheet } from '../../sheets-templates/deals';
import { reconciliationSheet } from '../../sheets-templates/reconciliation';
import { entityWords } from '../../sheets-templates/words';
import type { Certificate, Crm } from '../facts/rows';
import { sideTabs } from '../ingest/sides';
import { dayAt, wholeSecond } from '../kernel/calendar';
import type { Lang } from '../kernel/sheet-template';
import type { Pullable } from '../ports/crm-source';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { nowOf, type Pull, type Tally } from './pull-state';

/** The tab keeps as many; the order in which kinds stand: deals, which carry money, on top. */
const MOST = 500,
  order: readonly Pullable[] = ['deal', 'lead', 'contact', 'company', 'task', 'activity', 'payment', 'expense'];

/** A row for each kind of records on top of the tab `reconciliation`. The lock must be held. */
export function certificateOf(world: World, crm: string, pull: Pull): void {
  const at = wholeSecond(nowOf(world));
  const rows = order.flatMap((entity): Certificate[] => {
    const tally = pull.tallies[entity];
    if (!tally) return [];
    const isMoney = entity === 'deal' || entity === 'lead',
      named = tally.named.length > 0 ? ` (${tally.named.join(', ')})` : '';
    return [
      {
        at,
        crm: crm as Crm,
        window: `${titleOf(entity, world.lang)}: ${dayAt(tally.from, world.zone)} – ${dayAt(pull.began, world.zone)}${named}`,
        checked: tally.checked,
        missing: tally.missing,
        stale: tally.stale,
        deleted: tally.deleted,
        repaired: tally.repaired,
        amount_crm: isMoney ? tally.amountCrm : null,
        amount_sheet: isMoney ? tally.amountSheet : null,
        hash: hashOf(tally),
      },
    ];
  });
  const held = world.sheets.read(reconciliationSheet).rows.map(({ row }) => row);
  world.sheets.replace(reconciliationSheet, 'all', [...rows, ...held].slice(0, MOST), ['at', 'crm', 'window']);
}
const titleOf = (entity: Pullable, lang: Lang): string =>
  entity === 'lead' ? entityWords.lead[lang] : (entity === 'deal' ? dealsSheet : sideTabs[entity].sheet).title[lang];
const hashOf = ({ sum, checked }: Tally): string =>
  [...sum, checked]
    .map((n) => n.toString(16).padStart(8, '0'))
    .join('')
    .slice(0, 24);

/** The newest certificate of each CRM: that of its deals. One call. */
export function certificates(world: World): Readonly<Record<string, Certificate>> {
  const found: Record<string, Certificate> = {};
  for (const { row } of world.sheets.readSpan(reconciliationSheet, 0, 100) as unknown as readonly Placed<Certificate>[])
    if (!Object.hasOwn(found, row.crm)) found[row.crm] = row;
  return found;
}
/** Does the workbook equal the CRM by this certificate? */
export const isGood = (one: Certificate): boolean =>
  one.repaired === (one.missing ?? 0) + (one.stale ?? 0) + (one.deleted ?? 0) && one.amount_crm === one.amount_sheet;
