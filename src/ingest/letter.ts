import type { Letter } from '../facts/rows';
import type { Instant } from '../kernel/calendar';
import { wordsIn } from '../kernel/word-list';
import type { Reading } from '../ports/crm-adapter';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { piecesOf } from './pieces';

/** A body as it was posted. `receivedAt` whole seconds, as the journal keeps them; `attempts`: how often it came, and how often it failed to be read. */
export interface Posted {
  readonly eventId: string;
  readonly crm: string;
  readonly receivedAt: Instant;
  readonly body: string;
  readonly attempts: number;
}
/** A letter of the journal, put together from its rows; `main` is the first of them. */
export interface Opened extends Posted {
  readonly main: Placed<Letter>;
}
export type Status = 'new' | 'done' | 'unreadable' | 'rejected';

/** A cell holds 50,000 characters; a body larger than this is not kept whole (design 1.1). */
const CELL = 49_000;
export const LARGEST = 1_048_576;
const bodyColumns = ['body', 'body_2', 'body_3'] as const;

/** 32 hex digits: the same body of the same CRM is the same event, whenever it comes; where the sender numbers its events, their ids are what is the same. */
export const eventIdOf = (world: World, crm: string, body: string): string => {
  const own = Object.hasOwn(world.crms, crm) ? world.crms[crm]?.identity?.(body) : '';
  return world.hash(`${crm}\n${own ? `=${own}` : body}`).slice(0, 32);
};

/** What a body is about, for one search in the journal: `lead:17 lead:18 `; ids are texts of a CRM, so blanks in them are replaced, and whoever finds a row looks twice. */
export const aboutToken = (entity: string, id: string): string => `${entity}:${id.replace(/\s/g, '_')} `;
export const leadToken = (dealId: string): string => aboutToken('lead', dealId);
export const aboutOf = (reading: Reading): string => {
  const tokens = [
    ...reading.deals.map(({ dealId }) => leadToken(dealId)),
    ...[...reading.sides, ...reading.pokes, ...reading.others].map(({ entity, id }) => aboutToken(entity, id)),
  ];
  return [...new Set(tokens)].join('');
};
export const kindOf = (reading: Reading): string =>
  [
    ...new Set([
      ...reading.deals.map(({ action }) => `leads.${action}`),
      ...[...reading.sides, ...reading.others].map(({ entity, action }) => `${entity}.${action}`),
      ...reading.pokes.map(({ entity }) => `${entity}.named`),
    ]),
  ]
    .join(' ')
    .slice(0, 500);

/**
 * Rows of a letter: the first with its status; what does not fit goes to further rows of the same `event_id` with status `part`, numbered in `kind`. Nothing is cut off.
 * A word that is no CRM of ours is kept in `kind`, since the column `crm` holds only known ones.
 */
export function letterRows(
  posted: Posted,
  { status, kind, about, known }: { readonly status: Status; readonly kind: string; readonly about: string; readonly known: boolean },
): Letter[] {
  const bodies = piecesOf(posted.body, CELL, 'characters'),
    abouts = cutAbout(about),
    rows = Math.max(1, Math.ceil(bodies.length / bodyColumns.length), abouts.length);
  return Array.from({ length: rows }, (_, i): Letter => {
    const [body = '', body_2 = '', body_3 = ''] = bodies.slice(i * bodyColumns.length);
    const first = i === 0;
    return {
      received_at: posted.receivedAt,
      event_id: posted.eventId,
      crm: known ? posted.crm : '',
      kind: first ? kind || (known ? '' : `crm:${posted.crm.slice(0, 40)}`) : partName(i + 1, rows),
      status: first ? status : 'part',
      attempts: first ? posted.attempts : null,
      about: abouts[i] ?? '',
      body,
      body_2,
      body_3,
    };
  });
}

/** A token is never parted, or it would not be found. */
function cutAbout(about: string): string[] {
  const pieces: string[] = [];
  for (const token of wordsIn(about)) {
    const last = pieces[pieces.length - 1];
    if (last === undefined || last.length + token.length + 1 > CELL) pieces.push(`${token} `.slice(0, CELL));
    else pieces[pieces.length - 1] = `${last}${token} `;
  }
  return pieces;
}
const partName = (n: number, of: number): string => `${n}/${of}`;
/** The CRM's word as it stood in the address, also where the column cannot hold it: a product that learns that CRM later reads its letters then. */
const crmOf = (row: Letter): string => row.crm || /^crm:(\S+)/.exec(row.kind)?.[1] || '';
export const partNumber = (row: Letter): number => Number(row.kind.split('/')[0]);

/** May the letter have further rows? Only then are they looked for. */
export const mayContinue = (row: Letter): boolean => row.body_3 !== '' || row.about.length > CELL - 2_000;

/** The letter from its first row and its parts, in whatever order those lie. */
export function openLetter(main: Placed<Letter>, parts: readonly Letter[]): Opened {
  const { row } = main,
    rows = [row, ...[...parts].sort((a, b) => partNumber(a) - partNumber(b))];
  return {
    main,
    eventId: row.event_id,
    crm: crmOf(row),
    receivedAt: row.received_at ?? 0,
    attempts: row.attempts ?? 1,
    body: rows.map((one) => bodyColumns.map((column) => one[column]).join('')).join(''),
  };
}
