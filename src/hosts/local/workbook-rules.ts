import type { Validation, WorkbookApi, Zone } from './workbook-api';
import type { EngineCommand, EngineGetters, EngineRange, EngineRule, EngineZone } from './workbook-engine-types';

export const toEngineZone = (zone: Zone): EngineZone => ({ top: zone.row, left: zone.col, bottom: zone.row + zone.rows - 1, right: zone.col + zone.cols - 1 });
export const fromEngineZone = (zone: EngineZone): Zone => ({
  row: zone.top,
  col: zone.left,
  rows: zone.bottom - zone.top + 1,
  cols: zone.right - zone.left + 1,
});

/** How sheets are called on either side: a number for Google, a text for the engine. */
export interface SheetIds {
  readonly engineId: (id: number) => string;
  readonly number: (sheetId: string) => number;
}

/** Commands that set (or with null take away) the rule of a zone. What the engine's rule cannot say (help text) is kept beside it under `rule:<id>`. */
export function validationCommands(
  getters: EngineGetters,
  ids: SheetIds,
  at: { readonly sheetId: string; readonly zone: Zone; readonly rule: Validation | null; readonly id: string },
): readonly EngineCommand[] {
  const { sheetId, zone, rule, id } = at;
  const range = getters.getRangeFromZone(sheetId, toEngineZone(zone));
  if (rule) {
    const criterion = criterionOf(getters, ids, sheetId, rule);
    return [
      { type: 'ADD_DATA_VALIDATION_RULE', sheetId, ranges: [dataOf(getters, range)], rule: { id, criterion, isBlocking: rule.strict } },
      { type: 'CIFRA_PUT', key: `rule:${id}`, value: { help: rule.help, kind: rule.kind } },
    ];
  }
  return getters.getDataValidationRules(sheetId).flatMap((old): EngineCommand[] => {
    const left = getters.recomputeRanges(old.ranges, [range]);
    if (sameRanges(left, old.ranges)) return [];
    if (left.length === 0)
      return [
        { type: 'REMOVE_DATA_VALIDATION_RULE', sheetId, id: old.id },
        { type: 'CIFRA_PUT', key: `rule:${old.id}`, value: null },
      ];
    return [
      {
        type: 'ADD_DATA_VALIDATION_RULE',
        sheetId,
        ranges: left.map((each) => dataOf(getters, each)),
        rule: { id: old.id, criterion: old.criterion, isBlocking: old.isBlocking ?? false },
      },
    ];
  });
}

/** The rules of a sheet, one entry a zone; rules of a kind that Google's builder in our product does not know are left out. */
export function readValidations(getters: EngineGetters, ids: SheetIds, sheetId: string): readonly { readonly zone: Zone; readonly rule: Validation }[] {
  return getters.getDataValidationRules(sheetId).flatMap((rule) => {
    const read = readRule(getters, ids, sheetId, rule);
    return read ? rule.ranges.map((range) => ({ zone: fromEngineZone(range.zone), rule: read })) : [];
  });
}

type ColourRules = Parameters<WorkbookApi['colourRules']>[1];

/** Commands that replace all colour rules of a sheet. */
export function colourCommands(getters: EngineGetters, sheetId: string, rules: ColourRules): readonly EngineCommand[] {
  const gone = getters.getConditionalFormats(sheetId).map(({ id }): EngineCommand => ({ type: 'REMOVE_CONDITIONAL_FORMAT', sheetId, id }));
  const come = rules.map((rule, index): EngineCommand => {
    const style = { ...(rule.background ? { fillColor: rule.background } : {}), ...(rule.color ? { textColor: rule.color } : {}) };
    const cf = { id: `colour-${sheetId}-${index}`, rule: { type: 'CellIsRule', operator: operators[rule.when], values: rule.values.map(String), style } };
    return { type: 'ADD_CONDITIONAL_FORMAT', sheetId, cf, ranges: [getters.getRangeDataFromZone(sheetId, toEngineZone(rule.zone))] };
  });
  return [...gone, ...come];
}

/** "Any number", to the engine: it reads no number beyond e307. */
const LOWEST = -1e300;

const operators = { less: 'isLessThan', greater: 'isGreaterThan', between: 'isBetween', text: 'isEqual', formula: 'customFormula' } as const;

function criterionOf(getters: EngineGetters, ids: SheetIds, sheetId: string, rule: Validation): EngineRule['criterion'] {
  switch (rule.kind) {
    case 'list':
      return { type: 'isValueInList', values: rule.values, displayStyle: 'arrow' };
    case 'range':
      return {
        type: 'isValueInRange',
        values: [getters.getRangeString(getters.getRangeFromZone(ids.engineId(rule.sheetId), toEngineZone(rule.zone)), sheetId)],
        displayStyle: 'arrow',
      };
    case 'number':
      if (rule.max === null) return { type: 'isGreaterOrEqualTo', values: [String(rule.min ?? LOWEST)] };
      if (rule.min === null) return { type: 'isLessOrEqualTo', values: [String(rule.max)] };
      return { type: 'isBetween', values: [String(rule.min), String(rule.max)] };
    case 'date':
      return { type: 'dateIsValid', values: [] };
    case 'checkbox':
      return { type: 'isBoolean', values: [] };
  }
}

function readRule(getters: EngineGetters, ids: SheetIds, sheetId: string, rule: EngineRule): Validation | null {
  const kept = getters.cifraMeta(`rule:${rule.id}`) as { readonly help: string } | undefined;
  const rest = { strict: rule.isBlocking ?? false, help: kept?.help ?? '' };
  const numbers = rule.criterion.values.map(Number);
  switch (rule.criterion.type) {
    case 'isValueInList':
      return { kind: 'list', values: rule.criterion.values, ...rest };
    case 'isValueInRange': {
      const range = getters.getRangeFromSheetXC(sheetId, rule.criterion.values[0] ?? '');
      return { kind: 'range', sheetId: ids.number(range.sheetId), zone: fromEngineZone(range.zone), ...rest };
    }
    case 'isGreaterOrEqualTo':
      return { kind: 'number', min: (numbers[0] ?? 0) <= LOWEST ? null : (numbers[0] ?? null), max: null, ...rest };
    case 'isLessOrEqualTo':
      return { kind: 'number', min: null, max: numbers[0] ?? null, ...rest };
    case 'isBetween':
      return { kind: 'number', min: numbers[0] ?? null, max: numbers[1] ?? null, ...rest };
    case 'dateIsValid':
      return { kind: 'date', ...rest };
    case 'isBoolean':
      return { kind: 'checkbox', ...rest };
    default:
      return null;
  }
}

const dataOf = (getters: EngineGetters, range: EngineRange): unknown => getters.getRangeDataFromZone(range.sheetId, range.zone);
const sameRanges = (a: readonly EngineRange[], b: readonly EngineRange[]): boolean =>
  JSON.stringify(a.map(({ zone }) => zone)) === JSON.stringify(b.map(({ zone }) => zone));
