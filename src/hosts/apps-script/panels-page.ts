/** The name of the bundle beside the globals; the build gives it (rollup.config.js). */
declare const CifraBundle: object;

let loaded: object | null = null;
/**
 * What people ask for from menus and pages, a third of the code, stands in dist/Panels.html, so that Google need not load it for each event of a CRM: the body of a function of the bundle, read once
 * an execution. `getRawContent` gives a file as it stands (developers.google.com/apps-script/reference/html/html-template).
 */
export function panelsPart<Part extends object>(): Part {
  loaded ??= new Function('bundle', JSON.parse(HtmlService.createTemplateFromFile('Panels').getRawContent()) as string)(CifraBundle) as object;
  return loaded as Part;
}
