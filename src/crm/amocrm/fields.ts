import type { FieldValue } from '../../ports/crm-adapter';
import { type FormMap, type FormValue, isList, isMap, itemsOf } from '../form';

/** A custom field of any amoCRM entity. */
export interface CustomField {
  readonly id: string;
  readonly name: string;
  readonly values: readonly FieldValue[];
}
/** `code`: `PHONE`, `EMAIL` … of a system field, else ''. */
export interface CodedField extends CustomField {
  readonly code: string;
}

/**
 * Custom fields in all five shapes (crm-formats 1.4): `values[0][value]`, the same with `[enum]`, a date as bare `values[0]`, a radio button as `values[value]` without an index,
 * a bare text. Several values in their order. A field without an id cannot be mapped and is left out; nothing here throws.
 */
export function readCoded(raw: FormValue | undefined): CodedField[] {
  return itemsOf(raw).flatMap(([, field]) => {
    if (!isMap(field)) return [];
    const id = text(field.id);
    return id === '' ? [] : [{ id, name: text(field.name), code: text(field.code), values: valuesOf(field.values ?? field.value) }];
  });
}
/** The same as a record keeps them: the code is amoCRM's own word. */
export const withoutCodes = (fields: readonly CodedField[]): CustomField[] => fields.map(({ id, name, values }) => ({ id, name, values }));
export const readFields = (raw: FormValue | undefined): CustomField[] => withoutCodes(readCoded(raw));

function valuesOf(raw: FormValue | undefined): FieldValue[] {
  if (raw === undefined) return [];
  if (typeof raw === 'string') return [{ value: raw }];
  if (isMap(raw) && raw.value !== undefined) return [oneValue(raw)];
  return itemsOf(raw).flatMap(([, one]) => (typeof one === 'string' ? [{ value: one }] : isMap(one) ? [oneValue(one)] : isList(one) ? valuesOf(one) : []));
}
const oneValue = (map: FormMap): FieldValue => {
  const item = text(map.enum) || text(map.enum_id);
  return item === '' ? { value: text(map.value) } : { value: text(map.value), item };
};

/** A leaf as text; of a key that is both a value and a map the value counts. */
export const text = (value: FormValue | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : isList(value) && typeof value[0] === 'string' ? value[0] : '';
