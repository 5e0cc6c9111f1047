/** SpreadsheetApp.ConditionalFormatRule and its builder: https://developers.google.com/apps-script/reference/spreadsheet/conditional-format-rule-builder */
import type { ColourRule } from '../protocol';
import { askBook, Service, ServiceError, unwrap } from './core';
import type { Zoned } from './handles';
import { rangeHandle, zoned } from './handles';

interface Rule {
  readonly when: ColourRule['when'] | null;
  readonly values: readonly (string | number)[];
  readonly background: string | null;
  readonly color: string | null;
  readonly ranges: readonly Zoned[];
}

export class ConditionalFormatRule extends Service {
  readonly title = 'SpreadsheetApp.ConditionalFormatRule';
  constructor(readonly rule: Rule) {
    super();
  }
  getRanges(): readonly Zoned[] {
    return this.rule.ranges;
  }
  copy(): ConditionalFormatRuleBuilder {
    return new ConditionalFormatRuleBuilder(this.rule);
  }
}

export class ConditionalFormatRuleBuilder extends Service {
  readonly title = 'SpreadsheetApp.ConditionalFormatRuleBuilder';
  constructor(public rule: Rule = { when: null, values: [], background: null, color: null, ranges: [] }) {
    super();
  }
  whenNumberLessThan(limit: unknown): this {
    return when(this, 'less', [Number(limit)]);
  }
  whenNumberGreaterThan(limit: unknown): this {
    return when(this, 'greater', [Number(limit)]);
  }
  whenNumberBetween(from: unknown, to: unknown): this {
    return when(this, 'between', [Number(from), Number(to)]);
  }
  whenTextEqualTo(words: unknown): this {
    return when(this, 'text', [String(words)]);
  }
  whenFormulaSatisfied(formula: unknown): this {
    return when(this, 'formula', [String(formula)]);
  }
  setBackground(colour: unknown): this {
    this.rule = { ...this.rule, background: colour === null ? null : String(colour) };
    return this;
  }
  setFontColor(colour: unknown): this {
    this.rule = { ...this.rule, color: colour === null ? null : String(colour) };
    return this;
  }
  setRanges(ranges: unknown): this {
    if (!Array.isArray(ranges))
      throw new ServiceError("The parameters ((class)) don't match the method signature for SpreadsheetApp.ConditionalFormatRuleBuilder.setRanges.");
    this.rule = { ...this.rule, ranges: ranges.map((range) => zoned(range, 'SpreadsheetApp.ConditionalFormatRuleBuilder.setRanges')) };
    return this;
  }
  build(): ConditionalFormatRule {
    if (this.rule.when === null) throw new ServiceError('Conditional format rule must have a condition.');
    if (this.rule.ranges.length === 0) throw new ServiceError('Conditional format rule must have at least one range.');
    return new ConditionalFormatRule(this.rule);
  }
}

function when<B extends ConditionalFormatRuleBuilder>(builder: B, kind: ColourRule['when'], values: readonly (string | number)[]): B {
  builder.rule = { ...builder.rule, when: kind, values };
  return builder;
}

/** Rules of a script as they are kept: one for each range. Throws for a range of another sheet. */
export function rulesToStore(rules: unknown, sheet: number): readonly ColourRule[] {
  if (!Array.isArray(rules))
    throw new ServiceError("The parameters ((class)) don't match the method signature for SpreadsheetApp.Sheet.setConditionalFormatRules.");
  return rules.flatMap((given: unknown, group) => {
    const rule = unwrap(given);
    if (!(rule instanceof ConditionalFormatRule))
      throw new ServiceError(
        "The parameters (SpreadsheetApp.ConditionalFormatRuleBuilder[]) don't match the method signature for SpreadsheetApp.Sheet.setConditionalFormatRules.",
      );
    return rule.rule.ranges.map((range): ColourRule => {
      if (range.sheet !== sheet) throw new ServiceError('Conditional format rule cannot reference a different sheet.');
      return { group, zone: range.zone, when: rule.rule.when ?? 'formula', values: rule.rule.values, background: rule.rule.background, color: rule.rule.color };
    });
  });
}

/** The rules that a sheet holds, as objects of the script. */
export function groupedRules(sheet: number): readonly ConditionalFormatRule[] {
  const stored = askBook({ ask: 'rules', sheet }) as readonly ColourRule[];
  const groups = new Map<number, ColourRule[]>();
  for (const rule of stored) groups.set(rule.group, [...(groups.get(rule.group) ?? []), rule]);
  return [...groups.values()].flatMap((rules) => {
    const [first] = rules;
    return first === undefined
      ? []
      : [
          new ConditionalFormatRule({
            when: first.when,
            values: first.values,
            background: first.background,
            color: first.color,
            ranges: rules.map(({ zone }) => rangeHandle(sheet, zone)),
          }),
        ];
  });
}
