import type { Instant } from '../kernel/calendar';
import { DAY_MS } from '../kernel/calendar';
import type { CrmView } from './connect-view';
import { SILENCE } from './connect-view';

export type LightReason =
  | 'no-address'
  | 'no-crm'
  | 'no-event'
  | 'waiting'
  | 'unreadable'
  | 'stages'
  | 'managers'
  | 'problems'
  | 'silent'
  | 'refused'
  | 'crm-stopped'
  | 'crm-steps'
  | 'crm-check'
  | 'good'
  | 'reconciled';
/** `crm`: the CRM's name for people, '' where the reason is none of a CRM's. */
export interface Reason {
  readonly code: LightReason;
  readonly n: number;
  readonly crm: string;
}
export interface Light {
  readonly colour: 'green' | 'yellow' | 'red';
  readonly reasons: readonly Reason[];
}
export interface Seen {
  readonly addressed: boolean;
  readonly crms: readonly CrmView[];
  /** a person chose to import a table, which sends nothing by itself */
  readonly imports: boolean;
  readonly last: Instant | null;
  readonly now: Instant;
  readonly waiting: number;
  readonly unreadable: number;
  readonly problems: number;
  readonly stages: number;
  readonly managers: number;
  readonly refused: number;
}

/** Red: figures do not come in. Yellow: they come, but a person has to do something. Green: every CRM that can be asked was found equal within two days. */
export function lightOf(at: Seen): Light {
  const red: Reason[] = [],
    yellow: Reason[] = [];
  const add = (to: Reason[], code: LightReason, n = 0, crm = ''): number => to.push({ code, n, crm });
  const isHeard = at.last !== null || at.crms.some(({ certificate }) => certificate !== null);
  if (!at.addressed) add(red, 'no-address');
  for (const one of at.crms) {
    const left = one.steps.filter(({ state }) => state !== 'done').length;
    if (one.colour === 'red') add(red, 'crm-stopped', 0, one.title);
    if (left > 0) add(yellow, 'crm-steps', left, one.title);
    else if (one.colour === 'yellow') add(yellow, 'crm-check', 0, one.title);
  }
  if (at.crms.length === 0 && !at.imports && at.last === null) add(yellow, 'no-crm');
  else if (!isHeard && !at.imports && at.crms.every(({ steps }) => steps.length === 0)) add(yellow, 'no-event');
  else if (at.last !== null && at.now - at.last > SILENCE && !at.imports && at.crms.every(({ connected }) => !connected))
    add(red, 'silent', Math.floor((at.now - at.last) / DAY_MS));
  if (at.waiting > 200) add(red, 'waiting', at.waiting);
  if (at.refused > 0) add(yellow, 'refused', at.refused);
  if (at.unreadable > 0) add(yellow, 'unreadable', at.unreadable);
  if (at.stages > 0) add(yellow, 'stages', at.stages);
  if (at.managers > 0) add(yellow, 'managers', at.managers);
  if (at.problems > 0) add(yellow, 'problems', at.problems);
  const reasons = [...red, ...yellow];
  if (reasons.length > 0) return { colour: red.length > 0 ? 'red' : 'yellow', reasons };
  return { colour: 'green', reasons: [{ code: at.crms.some(({ certificate }) => certificate) ? 'reconciled' : 'good', n: 0, crm: '' }] };
}
