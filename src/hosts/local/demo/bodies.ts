/**
 * Moments of the demo company as amoCRM posts them: percent-encoded PHP brackets, the account block first, full leads with all shapes of custom fields
 * (value, value + enum, bare date at midnight Moscow, radiobutton without an index, several values).
 */

import type { Locale, StageKey } from './company';
import { clientTypes, company, fields, managers, pipelines, products, refusals, sources, stageId } from './company';
import { dayOf, startOf } from './days';
import { interestWords } from './generator';
import type { DayField, Moment, MoneyField, Story } from './story';

type Pair = readonly [key: string, value: string];

/** The card of one deal as it stands; days are absolute here. */
interface Card {
  stage: StageKey;
  manager: number;
  source?: number;
  product?: number;
  refusal?: number;
  clientType?: number;
  interests?: readonly number[];
  instalments?: boolean;
  tags: string[];
  money: Partial<Record<MoneyField, number>>;
  days: Partial<Record<DayField, number>>;
  createdAt: number;
  oldStage: StageKey;
  oldManager: number;
}

/** Spaces are plus signs and brackets are escaped, as PHP's http_build_query does it. */
const encode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const encoded = new Map<string, string>();
/** Keys and most values come again and again. */
function remembered(text: string): string {
  let done = encoded.get(text);
  if (done === undefined) {
    done = encode(text);
    encoded.set(text, done);
  }
  return done;
}
const seconds = (ms: number): string => String(Math.floor(ms / 1000));
/** Kopecks as a CRM spells them: whole roubles without a fraction. */
const amount = (kopecks: number): string => (kopecks % 100 === 0 ? String(kopecks / 100) : (kopecks / 100).toFixed(2));
const enumId = (fieldId: string, place: number): string => String(Number(fieldId) * 10 + place);

function customFields(card: Card, locale: Locale): Pair[] {
  const pairs: Pair[] = [];
  let count = 0;
  for (const { id, meaning, title } of fields) {
    const values: Pair[] = [],
      option = (words: { readonly ru: string; readonly en: string }, place: number): void => {
        values.push(['[values][0][value]', words[locale]], ['[values][0][enum]', enumId(id, place)]);
      };
    if (meaning === 'source') {
      if (card.source !== undefined) option(sources[card.source]!.name, card.source);
    } else if (meaning === 'product') {
      if (card.product !== undefined) option(products[card.product]!.name, card.product);
    } else if (meaning === 'refusal_reason') {
      if (card.refusal !== undefined) option(refusals[card.refusal]!, card.refusal);
    } else if (meaning === 'client_type') {
      if (card.clientType !== undefined)
        values.push(['[values][value]', clientTypes[card.clientType]![locale]], ['[values][enum]', enumId(id, card.clientType)]);
    } else if (id === '550004') {
      if (card.interests)
        interestWords(card.interests, locale).forEach((word, i) => values.push([`[values][${i}][value]`, word], [`[values][${i}][enum]`, enumId(id, i)]));
    } else if (id === '550020') {
      if (card.instalments) values.push(['[values][0][value]', '1']);
    } else if (meaning in card.money) values.push(['[values][0][value]', amount(card.money[meaning as MoneyField]!)]);
    else if (meaning in card.days) values.push(['[values][0]', seconds(startOf(card.days[meaning as DayField]!))]);
    if (values.length === 0) continue; // a field that is not filled in is not in the body
    const at = `[custom_fields][${count}]`;
    count += 1;
    pairs.push([`${at}[id]`, id], [`${at}[name]`, title[locale]], ...values.map(([key, value]): Pair => [`${at}${key}`, value]));
  }
  return pairs;
}

function apply(card: Card | undefined, moment: Moment): Card {
  const day = dayOf(moment.at),
    base: Card = card ?? { stage: 'new', manager: 0, tags: [], money: {}, days: {}, createdAt: moment.at, oldStage: 'new', oldManager: 0 };
  const { stage = base.stage, manager = base.manager, source, product, refusal, clientType, interests, instalments, tag, money, days } = moment;
  const given = Object.fromEntries(Object.entries({ source, product, refusal, clientType, interests, instalments }).filter(([, value]) => value !== undefined));
  return {
    ...base,
    ...given,
    stage,
    manager,
    oldStage: base.stage,
    oldManager: base.manager,
    tags: tag === undefined ? base.tags : [...base.tags, tag],
    money: { ...base.money, ...money },
    days: { ...base.days, ...Object.fromEntries(Object.entries(days ?? {}).map(([key, offset]) => [key, day + offset])) },
  };
}

const written = (pairs: readonly Pair[]): string[] => pairs.map(([key, value]) => `${remembered(key)}=${remembered(value)}`);

/** Cards of all deals, moved on moment by moment; `lead` is what the body says of one of them. */
export interface Crm {
  readonly lead: (story: Story, moment: Moment) => Lead;
}
/** What a body says of one deal: `[key]=value`, encoded, without the beginning `leads[action][n]`. */
export interface Lead {
  readonly action: Moment['action'];
  readonly pairs: readonly string[];
}

export function openCrm(locale: Locale): Crm {
  const cards = new Map<string, Card>();
  const lead = (story: Story, moment: Moment): Lead => {
    const card = apply(cards.get(story.id), moment),
      pipeline = pipelines[story.pipeline]!.id;
    cards.set(story.id, card);
    const place: Pair[] = [['[status_id]', stageId(story.pipeline, card.stage)]],
      at = seconds(moment.at),
      user = managers[card.manager]!.id;
    if (moment.action === 'delete') return { action: 'delete', pairs: written([['[id]', story.id], ...place, ['[pipeline_id]', pipeline]]) };
    const price = card.money.contract_amount ?? card.money.potential_amount;
    return {
      action: moment.action,
      pairs: written([
        ['[id]', story.id],
        ['[name]', story.name],
        ...place,
        ...(moment.action === 'status' ? [['[old_status_id]', stageId(story.pipeline, card.oldStage)] as const] : []),
        ['[price]', price === undefined ? '' : String(Math.round(price / 100))],
        ['[responsible_user_id]', user],
        ...(moment.action === 'responsible' ? [['[old_responsible_user_id]', managers[card.oldManager]!.id] as const] : []),
        ['[last_modified]', at],
        ['[modified_user_id]', user],
        ['[created_user_id]', '0'],
        ['[date_create]', seconds(card.createdAt)],
        ['[pipeline_id]', pipeline],
        ...card.tags.flatMap((tag, i): Pair[] => [
          [`[tags][${i}][id]`, String(77_000 + i)],
          [`[tags][${i}][name]`, tag],
        ]),
        ['[account_id]', company.accountId],
        ...customFields(card, locale),
        ['[created_at]', seconds(card.createdAt)],
        ['[updated_at]', at],
      ]),
    };
  };
  return { lead };
}

const account = written([
  ['account[subdomain]', company.subdomain],
  ['account[id]', company.accountId],
  ['account[_links][self]', `https://${company.subdomain}.amocrm.ru`],
]).join('&');

/** One body of several leads; each action counts its own. */
export function bodyOf(leads: readonly Lead[]): string {
  const counts = new Map<string, number>(),
    parts = [account];
  for (const { action, pairs } of leads) {
    const at = counts.get(action) ?? 0,
      start = remembered(`leads[${action}][${at}]`);
    counts.set(action, at + 1);
    for (const pair of pairs) parts.push(start + pair);
  }
  return parts.join('&');
}

/** The whole history as bodies in the order of time, none longer than `characters` if more than one lead is in it. */
export function historyBodies(stories: readonly Story[], crm: Crm, characters: number): string[] {
  const all = stories
    .flatMap((story) => story.moments.map((moment) => ({ story, moment })))
    .sort((a, b) => a.moment.at - b.moment.at || Number(a.story.id) - Number(b.story.id));
  const bodies: string[] = [];
  let waiting: Lead[] = [],
    size = 0;
  for (const { story, moment } of all) {
    const lead = crm.lead(story, moment),
      length = lead.pairs.reduce((sum, pair) => sum + pair.length + 36, 0); // 36: `leads[responsible][10]`, encoded, and the `&`
    if (waiting.length > 0 && size + length > characters - account.length) {
      bodies.push(bodyOf(waiting));
      waiting = [];
      size = 0;
    }
    waiting.push(lead);
    size += length;
  }
  if (waiting.length > 0) bodies.push(bodyOf(waiting));
  return bodies;
}
