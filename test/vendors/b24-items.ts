import { semanticOf } from './b24-firm';
import { closeDay, type Portal, type Shown, userFields } from './b24-shapes';
import type { Company, Contact, Deal } from './model';

/** Records of the newer methods, `crm.item.*` (crm-formats 3.2). */

const yes = (is: boolean): 'Y' | 'N' => (is ? 'Y' : 'N');

/** The same deal or lead for `crm.item.*`: camelCase and real numbers. */
export function itemJson(portal: Portal, entityTypeId: 1 | 2, deal: Deal): Shown {
  const { time, records } = portal,
    contact = deal.contactId === null ? undefined : records.contacts.get(deal.contactId),
    isDeal = entityTypeId === 2;
  return {
    id: deal.id,
    createdTime: time(deal.createdAt),
    updatedTime: time(deal.updatedAt),
    movedTime: time(deal.movedAt),
    createdBy: deal.createdBy,
    updatedBy: deal.updatedBy,
    movedBy: deal.ownerId,
    assignedById: deal.ownerId,
    opened: 'Y',
    companyId: deal.companyId ?? 0,
    contactId: deal.contactId ?? 0,
    contactIds: deal.contactId === null ? [] : [deal.contactId],
    stageId: deal.stage.id,
    stageSemanticId: semanticOf(deal.stage.role),
    opportunity: deal.amount,
    isManualOpportunity: 'Y',
    currencyId: 'RUB',
    sourceId: deal.sourceId,
    sourceDescription: null,
    title: deal.name,
    ...(isDeal
      ? {
          categoryId: Number(deal.pipeline.id),
          typeId: 'SALE',
          leadId: deal.leadId,
          closed: yes(deal.closedAt !== null),
          begindate: portal.day(time(deal.createdAt).slice(0, 10)),
          closedate: closeDay(portal, deal),
          ...userFields(portal, deal, true),
        }
      : {
          name: contact?.first ?? null,
          lastName: contact?.last ?? null,
          dateClosed: deal.closedAt === null ? null : time(deal.closedAt),
          fm: [
            ...(contact?.phones ?? []).map((value, i) => ({ id: deal.id * 10 + i, valueType: 'WORK', value, typeId: 'PHONE' })),
            ...(contact?.emails ?? []).map((value, i) => ({ id: deal.id * 10 + 5 + i, valueType: 'WORK', value, typeId: 'EMAIL' })),
          ],
        }),
    utmSource: deal.values.utm_source ?? null,
    utmMedium: null,
    utmCampaign: null,
    utmContent: null,
    utmTerm: null,
    observers: [],
    lastActivityBy: deal.ownerId,
    lastActivityTime: time(deal.updatedAt),
    entityTypeId,
  };
}
/** Contacts and companies for `crm.item.*`, entityTypeId 3 and 4. */
export function sideItemJson({ time }: Portal, entityTypeId: 3 | 4, one: Contact | Company): Shown {
  const phones = one.phones.map((value, i) => ({ id: one.id * 10 + i, valueType: 'WORK', value, typeId: 'PHONE' })),
    emails = 'emails' in one ? one.emails.map((value, i) => ({ id: one.id * 10 + 5 + i, valueType: 'WORK', value, typeId: 'EMAIL' })) : [];
  return {
    id: one.id,
    createdTime: time(one.createdAt),
    updatedTime: time(one.updatedAt),
    createdBy: one.createdBy,
    updatedBy: one.updatedBy,
    assignedById: one.ownerId,
    ...('inn' in one ? { title: one.name } : { name: one.first, lastName: one.last, post: one.position, companyId: one.companyId ?? 0 }),
    fm: [...phones, ...emails],
    entityTypeId,
  };
}
