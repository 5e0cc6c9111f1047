import { DAY_MS, dayAt } from '../../kernel/calendar';
import { isField } from './records';
import { idIn, listOf, mapOf, type Raw, text, timeIn } from './words';

/** Ids of list items and of the source with their names; days as days; `false` for a blank of a field that is no flag (PHP). */
export function spelled(
  raw: Raw,
  { fields, names, zone }: { readonly fields: Raw; readonly names: Readonly<Record<string, string>>; readonly zone: string },
): Raw {
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) => {
      if (key === 'SOURCE_ID') return [key, text(value) === '' ? '' : { ID: text(value), VALUE: names[text(value)] || text(value) }];
      const field = mapOf(fields[key]),
        type = text(field.type);
      if (!isField(key) || type === '') return [key, value];
      if (value === false && type !== 'boolean') return [key, ''];
      const each = (read: (one: unknown) => unknown): unknown => (Array.isArray(value) ? value.map(read) : read(value));
      if (type === 'date' || type === 'datetime') return [key, type === 'date' ? each((one) => dayIn(one, zone)) : value];
      if (type !== 'enumeration') return [key, value];
      const items = Object.fromEntries(listOf(field.items).map((item) => [text(mapOf(item).ID), text(mapOf(item).VALUE)]));
      return [key, each((one) => (idIn(one) === '' ? '' : { ID: idIn(one), VALUE: items[idIn(one)] ?? idIn(one) }))];
    }),
  );
}
/** A day is sent as midnight, of its own offset or of UTC. */
function dayIn(value: unknown, zone: string): string {
  const at = timeIn(value, zone);
  return at !== null && at % DAY_MS === 0 ? dayAt(at, 'UTC') : text(value).slice(0, 10);
}

const isBlank = (value: unknown): boolean => value === null || value === '' || (Array.isArray(value) && value.length === 0);
/** Keys that all records have are not spelled out where they are blank: most of a portal's own fields are, in most records. */
export function blanksIn(records: readonly Raw[]): string[] {
  const shared = Object.keys(records[0] ?? {}).filter((key) => records.every((raw) => key in raw));
  return shared.filter((key) => records.some((raw) => isBlank(raw[key])));
}
export function withoutBlanks(records: readonly Raw[]): Raw[] {
  const blank = new Set(blanksIn(records));
  return records.map((raw) => Object.fromEntries(Object.entries(raw).filter(([key, value]) => !(blank.has(key) && isBlank(value)))));
}
