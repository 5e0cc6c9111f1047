/** SpreadsheetApp.DataValidation and its builder: https://developers.google.com/apps-script/reference/spreadsheet/data-validation-builder */
import type { Validation } from '../workbook-api';
import { enumOf, Service, ServiceError, unwrap } from './core';
import { rangeHandle, zoned } from './handles';

/** `SpreadsheetApp.DataValidationCriteria`, those that the workbook behind knows. */
export const criteria = enumOf('SpreadsheetApp.DataValidationCriteria', [
  'VALUE_IN_LIST',
  'VALUE_IN_RANGE',
  'NUMBER_BETWEEN',
  'NUMBER_GREATER_THAN_OR_EQUAL_TO',
  'NUMBER_LESS_THAN_OR_EQUAL_TO',
  'DATE_IS_VALID_DATE',
  'CHECKBOX',
]);
const criterion = (name: string): unknown => (criteria as unknown as { variables: Map<string, unknown> }).variables.get(name);

const nameOf = (rule: Validation): string => {
  switch (rule.kind) {
    case 'list':
      return 'VALUE_IN_LIST';
    case 'range':
      return 'VALUE_IN_RANGE';
    case 'number':
      return rule.max === null ? 'NUMBER_GREATER_THAN_OR_EQUAL_TO' : rule.min === null ? 'NUMBER_LESS_THAN_OR_EQUAL_TO' : 'NUMBER_BETWEEN';
    case 'date':
      return 'DATE_IS_VALID_DATE';
    case 'checkbox':
      return 'CHECKBOX';
  }
};

export class DataValidation extends Service {
  readonly title: string = 'SpreadsheetApp.DataValidation';
  constructor(readonly rule: Validation) {
    super();
  }
  getAllowInvalid(): boolean {
    return !this.rule.strict;
  }
  getHelpText(): string | null {
    return this.rule.help === '' ? null : this.rule.help;
  }
  getCriteriaType(): unknown {
    return criterion(nameOf(this.rule));
  }
  getCriteriaValues(): readonly unknown[] {
    const { rule } = this;
    if (rule.kind === 'list') return [rule.values, true];
    if (rule.kind === 'range') return [rangeHandle(rule.sheetId, rule.zone), true];
    return rule.kind === 'number' ? [rule.min, rule.max].filter((limit) => limit !== null) : [];
  }
  copy(): DataValidationBuilder {
    const builder = new DataValidationBuilder();
    builder.rule = this.rule;
    return builder;
  }
}

type Bare = { [K in Validation['kind']]: Omit<Extract<Validation, { kind: K }>, 'strict' | 'help'> }[Validation['kind']];

/** A rule is a warning by default: allowInvalid is true until somebody says otherwise. */
export class DataValidationBuilder extends Service {
  readonly title = 'SpreadsheetApp.DataValidationBuilder';
  rule: Validation | null = null;
  strict = false;
  help = '';
  requireValueInList(values: unknown): this {
    if (!Array.isArray(values))
      throw new ServiceError("The parameters (String) don't match the method signature for SpreadsheetApp.DataValidationBuilder.requireValueInList.");
    return put(this, { kind: 'list', values: values.map(String) });
  }
  requireValueInRange(range: unknown): this {
    const { sheet, zone } = zoned(range, 'SpreadsheetApp.DataValidationBuilder.requireValueInRange');
    return put(this, { kind: 'range', sheetId: sheet, zone });
  }
  requireNumberBetween(min: unknown, max: unknown): this {
    return put(this, { kind: 'number', min: Number(min), max: Number(max) });
  }
  requireNumberGreaterThanOrEqualTo(min: unknown): this {
    return put(this, { kind: 'number', min: Number(min), max: null });
  }
  requireNumberLessThanOrEqualTo(max: unknown): this {
    return put(this, { kind: 'number', min: null, max: Number(max) });
  }
  requireDate(): this {
    return put(this, { kind: 'date' });
  }
  requireCheckbox(): this {
    return put(this, { kind: 'checkbox' });
  }
  setAllowInvalid(allow: unknown): this {
    this.strict = allow === false;
    return this;
  }
  setHelpText(help: unknown): this {
    this.help = String(help);
    return this;
  }
  build(): DataValidation {
    if (this.rule === null) throw new ServiceError('Data validation rule must have a criterion.');
    return new DataValidation({ ...this.rule, strict: this.strict, help: this.help });
  }
}

function put<B extends DataValidationBuilder>(builder: B, bare: Bare): B {
  builder.rule = { ...bare, strict: builder.strict, help: builder.help };
  return builder;
}

/** The plain rule behind what a script passed. */
export function ruleOf(value: unknown): Validation {
  const rule = unwrap(value);
  if (rule instanceof DataValidation) return rule.rule;
  throw new ServiceError("The parameters (SpreadsheetApp.DataValidationBuilder) don't match the method signature for SpreadsheetApp.Range.setDataValidation.");
}

export const validationOf = (rule: Validation): DataValidation => new DataValidation(rule);
