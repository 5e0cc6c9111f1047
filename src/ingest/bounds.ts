import type { DealRecord, Reading, SideRecord } from '../ports/crm-adapter';

/** No CRM of this world has ids as long; a row whose id does not fit its cell would stop everything behind it. */
const LONGEST_ID = 200;
const clip = (id: string): string => (id === '__proto__' ? '__proto__.' : id.slice(0, LONGEST_ID)); // no object can hold that key

/** The reading with ids that tabs and lookups can hold: a record whose own id is longer is left out and named, other ids are cut, the same everywhere. */
export function bounded(reading: Reading): Reading {
  const isLong = ({ id }: { readonly id: string }): boolean => id.length > LONGEST_ID,
    deals = reading.deals.map((record) => ({ id: record.dealId, record }));
  const long = [...deals.filter(isLong).map(() => 'deal'), ...reading.sides.filter(isLong).map(({ entity }) => entity)];
  return {
    ...reading,
    deals: deals.filter((one) => !isLong(one)).map(({ record }) => boundedDeal(record)),
    sides: reading.sides.filter((one) => !isLong(one)).map((record): SideRecord => ({ ...record, id: clip(record.id) })),
    pokes: reading.pokes.filter((one) => !isLong(one)),
    faults: [...reading.faults, ...long.map((path) => ({ path, why: 'id too long' }))],
  };
}

function boundedDeal(record: DealRecord): DealRecord {
  const { pipelineId, stageId, managerId, account, fields } = record;
  return {
    ...record,
    dealId: clip(record.dealId),
    ...(pipelineId === undefined ? {} : { pipelineId: clip(pipelineId) }),
    ...(stageId === undefined ? {} : { stageId: clip(stageId) }),
    ...(managerId === undefined ? {} : { managerId: clip(managerId) }),
    ...(account === undefined ? {} : { account: clip(account) }),
    ...(fields === undefined ? {} : { fields: fields.map((field) => ({ ...field, id: clip(field.id) })) }),
  };
}
