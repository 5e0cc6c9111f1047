import type { Account } from './account';
import type { Deal, Value } from './model';

/** What a deal (or lead) is now, for comparison with the workbook. Ids as the vendor spells them; times are instants. */
export interface DealTruth {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
  readonly pipelineId: string;
  readonly stageId: string;
  readonly ownerId: string;
  /** units of the currency; 0 = none given */
  readonly amount: number;
  /** by the name of the field; a date is a day, a checkbox `true` */
  readonly fields: Readonly<Record<string, Value>>;
  readonly reason: string;
  readonly source: string;
  readonly tags: readonly string[];
  /** `contact/7`, else `company/9`, '' = none */
  readonly client: string;
  readonly leadId: string;
  readonly deletedAt: number | null;
  /** the creation first, then each move */
  readonly history: readonly { readonly at: number; readonly pipelineId: string; readonly stageId: string }[];
}
export interface Truth {
  readonly deals: readonly DealTruth[];
  readonly leads: readonly DealTruth[];
  readonly contacts: readonly {
    readonly id: string;
    readonly name: string;
    readonly phones: readonly string[];
    readonly emails: readonly string[];
    readonly ownerId: string;
    readonly createdAt: number;
    readonly updatedAt: number;
    readonly deleted: boolean;
  }[];
  readonly companies: readonly {
    readonly id: string;
    readonly name: string;
    readonly inn: string;
    readonly createdAt: number;
    readonly updatedAt: number;
    readonly deleted: boolean;
  }[];
  readonly tasks: readonly {
    readonly id: string;
    readonly dealId: string;
    readonly text: string;
    readonly due: number;
    readonly doneAt: number | null;
    readonly ownerId: string;
    readonly createdAt: number;
    readonly updatedAt: number;
    readonly deleted: boolean;
  }[];
  readonly calls: readonly {
    readonly id: string;
    readonly dealId: string;
    readonly incoming: boolean;
    readonly seconds: number;
    readonly at: number;
    readonly ownerId: string;
  }[];
}

/** How ids are spelled where they are not plain numbers (1C). */
export type IdText = (entity: 'deal' | 'lead' | 'contact' | 'company' | 'task' | 'note' | 'user', id: number) => string;

export function truthOf({ records }: Pick<Account, 'records'>, idText: IdText = (_entity, id) => String(id)): Truth {
  const { firm } = records;
  const nameOfField = Object.fromEntries(firm.fields.map((field) => [field.key, field.name]));
  const dealTruth =
    (kind: 'deal' | 'lead') =>
    (deal: Deal): DealTruth => ({
      id: idText(kind, deal.id),
      name: deal.name,
      createdAt: deal.createdAt,
      updatedAt: deal.updatedAt,
      closedAt: deal.closedAt,
      pipelineId: deal.pipeline.id,
      stageId: deal.stage.id,
      ownerId: idText('user', deal.ownerId),
      amount: deal.amount,
      fields: Object.fromEntries(Object.entries(deal.values).map(([key, value]) => [nameOfField[key] ?? key, value])),
      reason: firm.reasons.find(({ id }) => id === deal.reasonId)?.name ?? '',
      source: firm.sources.find(({ id }) => id === deal.sourceId)?.name ?? '',
      tags: deal.tags,
      client:
        deal.contactId !== null
          ? `contact/${idText('contact', deal.contactId)}`
          : deal.companyId !== null
            ? `company/${idText('company', deal.companyId)}`
            : '',
      leadId: deal.leadId === null ? '' : idText('lead', deal.leadId),
      deletedAt: deal.deletedAt,
      history: [...deal.history],
    });
  const list = <T, R>(of: ReadonlyMap<number, T>, to: (one: T) => R): readonly R[] => [...of.values()].map(to);
  const common = (one: { readonly createdAt: number; readonly updatedAt: number; readonly deletedAt: number | null }) => ({
    createdAt: one.createdAt,
    updatedAt: one.updatedAt,
    deleted: one.deletedAt !== null,
  });
  return {
    deals: list(records.deals, dealTruth('deal')),
    leads: list(records.leads, dealTruth('lead')),
    contacts: list(records.contacts, (one) => ({
      id: idText('contact', one.id),
      name: `${one.first} ${one.last}`.trim(),
      phones: one.phones,
      emails: one.emails,
      ownerId: idText('user', one.ownerId),
      ...common(one),
    })),
    companies: list(records.companies, (one) => ({ id: idText('company', one.id), name: one.name, inn: one.inn, ...common(one) })),
    tasks: list(records.tasks, (one) => ({
      id: idText('task', one.id),
      dealId: idText('deal', one.dealId),
      text: one.text,
      due: one.due,
      doneAt: one.doneAt,
      ownerId: idText('user', one.ownerId),
      ...common(one),
    })),
    calls: [...records.notes.values()]
      .filter((one) => one.kind !== 'common')
      .map((one) => ({
        id: idText('note', one.id),
        dealId: idText('deal', one.dealId),
        incoming: one.kind === 'call_in',
        seconds: one.length,
        at: one.createdAt,
        ownerId: idText('user', one.ownerId),
      })),
  };
}
