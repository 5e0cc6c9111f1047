import type { Instant } from '../../kernel/calendar';
import { isoTime } from '../../kernel/calendar';
import type { CrmSource, Pullable, Pulled, PulledPage, Reach, Window } from '../../ports/crm-source';
import { createdOf, versionOf } from './records';
import { batch, type Command, PAGE, whole } from './rest';
import { activityEntity } from './sides';
import { heirsOf, list, pages } from './source-body';
import { type Entity, keptOf, kindOf } from './source-kinds';
import { idIn, mapOf, numberOf, type Raw } from './words';

/** Pages of 50 asked for in one batch, each from where the one before it ended. */
const PAGES = 5;
const utc = (at: Instant): string => isoTime(at, 'UTC');

/** 50 records after a number (or after the last one of another page of the batch), without counting the rest (B24 huge-data). */
export const page = (entity: Pullable, filter: Command['params'], after: string | number): Command => {
  const { method, select, filter: always } = kindOf(entity),
    command = list(method, { ...always, ...filter, '>ID': after }, select);
  return { ...command, params: { ...command.params, start: -1 } };
};

const pulled = (entity: Pullable, raw: Raw, zone: string): Pulled => {
  const own = entity === 'task' || entity === 'activity' ? activityEntity(raw) : (entity as Entity);
  return { entity: own, id: idIn(raw.ID), createdAt: createdOf(raw, zone), updatedAt: versionOf(raw, zone), raw: keptOf(own, raw) };
};

/** Records of a window, by number. `cursor`: the last number seen; `times`: how many pages at once; `beside`: a command that goes with them. */
interface Asked {
  readonly entity: Pullable;
  readonly window: Window;
  readonly by: string;
  readonly cursor: string | null;
  readonly times: number;
  readonly beside?: Command;
}
function windowPage(reach: Reach, { entity, window, by, cursor, times, beside }: Asked): PulledPage & { readonly beside: readonly Raw[] } {
  const filter = { [`>=${by}`]: utc(window.from), [`<${by}`]: utc(window.to) };
  const answers = batch(reach, {
    ...Object.fromEntries(
      Array.from({ length: times }, (_, i) => [`p${i}`, page(entity, filter, i === 0 ? (cursor ?? 0) : `$result[p${i - 1}][${PAGE - 1}][ID]`)]),
    ),
    ...(beside ? { beside } : {}),
  });
  const raws: Raw[] = [];
  let isEnd = false;
  for (let i = 0; i < times && !isEnd; i += 1) {
    // the pages after a short one refer to nothing, and the CRM begins anew: they are not looked at
    const rows = (answers[`p${i}`]?.rows ?? []).map(mapOf);
    raws.push(...rows);
    isEnd = rows.length < PAGE;
  }
  const items = own(reach, entity, raws);
  return {
    items,
    next: isEnd ? null : idIn(raws[raws.length - 1]?.ID),
    total: isEnd && cursor === null ? items.length : null, // to count is what makes the lists of Bitrix24 slow (B24 huge-data)
    beside: (answers.beside?.rows ?? []).map(mapOf),
  };
}

/** Without records that are told elsewhere: tasks among activities, leads that live on in a deal. */
function own(reach: Reach, entity: Pullable, raws: readonly Raw[]): Pulled[] {
  const items = raws.map((raw) => pulled(entity, raw, reach.zone)).filter((item) => item.entity === entity);
  if (entity !== 'lead' || items.length === 0) return items;
  const answers = whole(
    reach,
    pages(
      'h',
      items.map(({ id }) => id),
      heirsOf,
    ),
  );
  const converted = new Set(Object.values(answers).flatMap(({ rows }) => rows.map((row) => idIn(mapOf(row).LEAD_ID))));
  return items.filter(({ id }) => !converted.has(id));
}

/** Lines of the stage history that tell of another funnel: such a move fires no event and need not touch the deal's time of change. */
const funnelMoves = (window: Window, after: string): Command => ({
  method: 'crm.stagehistory.list',
  params: {
    entityTypeId: 2,
    order: { ID: 'ASC' },
    filter: { TYPE_ID: 5, '>=CREATED_TIME': utc(window.from), '<CREATED_TIME': utc(window.to), '>ID': after },
  },
});
const MOVED = 'moved:';
/** What changed in a window; of deals also what only moved to another funnel: asked for with the first page, and, when these are many, page by page at the end (`m` in the cursor). */
export function changed(reach: Reach, { entity, window, cursor }: Parameters<CrmSource['changed']>[1]): PulledPage {
  if (cursor?.startsWith(MOVED)) {
    const rows = (batch(reach, { moves: funnelMoves(window, cursor.slice(MOVED.length)) }).moves?.rows ?? []).map(mapOf);
    return { items: byId(reach, 'deal', rows.map(ownerOf)), next: rows.length < PAGE ? null : `${MOVED}${idIn(rows[rows.length - 1]?.ID)}`, total: null };
  }
  const isFirst = cursor === null,
    asked = { entity, window, by: kindOf(entity).changed, cursor: cursor?.replace('m', '') ?? null, times: isFirst ? 1 : PAGES };
  const { beside, ...found } = windowPage(reach, entity === 'deal' && isFirst ? { ...asked, beside: funnelMoves(window, '0') } : asked),
    known = new Set(found.items.map(({ id }) => id));
  const isLong = cursor?.endsWith('m') || beside.length >= PAGE,
    moved = isLong
      ? []
      : byId(
          reach,
          'deal',
          beside.map(ownerOf).filter((id) => !known.has(id)),
        );
  return { ...found, items: [...found.items, ...moved], next: found.next === null ? (isLong ? `${MOVED}0` : null) : `${found.next}${isLong ? 'm' : ''}` };
}
const ownerOf = (line: Raw): string => idIn(line.OWNER_ID);

/** Those of these ids that there are; a task is no activity. */
export function byId(reach: Reach, entity: Pullable, ids: readonly string[]): Pulled[] {
  const { method, select } = kindOf(entity),
    numbers = [...new Set(ids.map(numberOf))].filter((id) => /^\d+$/.test(id));
  const commands = pages('i', numbers, (some) => {
    const command = list(method, { '@ID': some }, select);
    return { ...command, params: { ...command.params, start: -1 } };
  });
  return Object.values(batch(reach, commands))
    .flatMap(({ rows }) => rows.map((row) => pulled(entity, mapOf(row), reach.zone)))
    .filter((item) => item.entity === entity);
}

/** Records created in a window. */
export function created(reach: Reach, { entity, window, cursor }: Parameters<CrmSource['created']>[1]): PulledPage {
  const { beside: _none, ...found } = windowPage(reach, { entity, window, cursor, by: kindOf(entity).created, times: PAGES });
  return found;
}
