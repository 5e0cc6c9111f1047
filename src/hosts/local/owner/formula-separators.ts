/**
 * A formula as the workbook keeps it: commas between arguments. Google takes semicolons in every locale ("Google now accepts semicolons in all locales",
 * mricon/ingress-fieldplan issue 5), so a script writes them to be understood everywhere. Texts in quotes, names of sheets and rows of arrays in braces stay.
 */
export function withCommas(formula: string): string {
  let quote = '',
    depth = 0,
    made = '';
  for (const sign of formula) {
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
    made += sign === ';' && quote === '' && depth === 0 ? ',' : sign;
  }
  return made;
}
