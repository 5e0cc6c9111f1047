/** The demo company's Book, made in memory by the product's own pure parts: webhook bodies -> adapter -> folds. No host, no tab, no clock. */

import { allSheets } from '../sheets-templates/all';
import { readWebhook } from '../src/crm/amocrm/webhook';
import type { Book } from '../src/facts/book';
import type { TimedRecord } from '../src/facts/deal-record';
import { history } from '../src/facts/deal-state';
import { readSettings } from '../src/facts/read-settings';
import { costColumns, type Deal, type DealEvent, type Meaning, type Outcome } from '../src/facts/rows';
import { historyBodies, openCrm } from '../src/hosts/local/demo/bodies';
import { type DemoPlan, happened, tellStories } from '../src/hosts/local/demo/generator';
import { inputTabs } from '../src/hosts/local/demo/inputs';
import type { Story } from '../src/hosts/local/demo/story';
import { dayAt } from '../src/kernel/calendar';
import type { SheetTemplate, Unit, Value } from '../src/kernel/sheet-template';

const ZONE = 'Europe/Moscow';

/** A row as `PUT /api/tabs` takes it -> a row of the code: money in minor units, times as instants, blanks by unit. */
function rowOf(sheet: SheetTemplate, row: Readonly<Record<string, string | number | null>>): Record<string, Value> {
  const blank: Partial<Record<Unit, Value>> = { text: '', id: '', word: '', link: '', month: '', week: '', period: '', flag: false };
  return Object.fromEntries(
    Object.entries(sheet.columns).map(([key, { unit }]) => {
      const value = row[key] ?? null;
      if (value === null) return [key, blank[unit] ?? null];
      return [key, unit === 'money' ? Math.round(Number(value) * 100) : unit === 'time' ? Date.parse(String(value)) : value];
    }),
  );
}

export interface DemoBook {
  readonly book: Book;
  readonly history: readonly Story[];
}

export function demoBook(plan: DemoPlan): DemoBook {
  const stories = happened(tellStories(plan), plan.now),
    tabs = new Map(inputTabs(plan, stories).map(({ key, rows }) => [key, rows]));
  const rows = <T>(key: string): readonly T[] =>
    (tabs.get(key) ?? []).map((row) => rowOf(allSheets.find((sheet) => sheet.key === key) as SheetTemplate, row)) as unknown as readonly T[];
  const stages = rows<Book['stages'][number]>('stages'),
    fields = rows<{ readonly field_id: string; readonly meaning: string }>('fields'),
    managers = rows<Book['managers'][number]>('managers');
  const byDeal = new Map<string, TimedRecord[]>();
  historyBodies(stories, openCrm(plan.locale), 140_000).forEach((body, i) => {
    for (const record of readWebhook(body).deals)
      byDeal.set(record.dealId, [...(byDeal.get(record.dealId) ?? []), { ...record, receivedAt: plan.now, eventId: `b${i}` }]);
  });
  const outcomes = new Map(stages.map((stage) => [`${stage.pipeline_id}/${stage.stage_id}`, stage.outcome])),
    meanings = new Map(fields.map((field) => [field.field_id, field.meaning]));
  const mapping = {
    zone: ZONE,
    stage: (_crm: string, pipeline: string, stage: string) => {
      const outcome = (outcomes.get(`${pipeline}/${stage}`) ?? 'unmapped') as Outcome;
      return { outcome, closed: ['done', 'refusal', 'junk', 'duplicate'].includes(outcome) };
    },
    meaning: (_crm: string, field: string) => (meanings.get(field) ?? '') as Meaning | '',
    isMapped: (_crm: string, meaning: Meaning) => fields.some((field) => field.meaning === meaning),
    managerName: (_crm: string, id: string) => managers.find((manager) => manager.manager_id === id)?.manager ?? id,
    clientName: () => '',
    link: () => '',
  };
  const deals: Deal[] = [],
    events: DealEvent[] = [];
  for (const records of byDeal.values()) {
    const folded = history(records, mapping);
    deals.push(folded.deal);
    events.push(...folded.events);
  }
  const book: Book = {
    settings: readSettings(rows('settings')).settings,
    today: dayAt(plan.now, ZONE),
    now: plan.now,
    managers,
    stages,
    deals,
    events,
    plans: rows('plans'),
    expenses: rows('expenses'),
    payments: rows('payments'),
    paymentPlan: [],
    schemes: rows('payroll_schemes'),
    adCosts: rows('ad_costs'),
    prices: rows('price_list'),
    vatRates: [],
    rates: [],
    calendar: rows('calendar'),
    corrections: rows('corrections'),
    mappedCosts: costColumns,
  };
  return { book, history: stories };
}
