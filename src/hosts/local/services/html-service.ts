/** HtmlService and its templates: https://developers.google.com/apps-script/guides/html/templates */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenService } from './core';
import { expose, here, Service, ServiceError } from './core';
import { escapeHtml, frameModes, HtmlOutput, sandboxModes } from './html-output';

export class HtmlService extends Service {
  readonly title = 'HtmlService';
  get XFrameOptionsMode(): Service {
    return frameModes;
  }
  get SandboxMode(): Service {
    return sandboxModes;
  }
  createHtmlOutput(content: unknown = ''): HtmlOutput {
    return new HtmlOutput(String(content));
  }
  createHtmlOutputFromFile(name: unknown): HtmlOutput {
    return new HtmlOutput(file(String(name)));
  }
  createTemplate(content: unknown): HtmlTemplate {
    return new HtmlTemplate(String(content));
  }
  createTemplateFromFile(name: unknown): HtmlTemplate {
    return new HtmlTemplate(file(String(name)));
  }
  getUserAgent(): string {
    return '';
  }
}

/** A page of the project: the name may lack `.html`. The documentation says only "Error if the file wasn't found". */
function file(name: string): string {
  const path = join(here().folder, name.endsWith('.html') ? name : `${name}.html`);
  if (name.includes('..') || !existsSync(path)) throw new ServiceError(`No HTML file named ${name} was found.`);
  return readFileSync(path, 'utf8');
}

export class HtmlTemplate extends Service implements OpenService {
  readonly title = 'HtmlService.HtmlTemplate';
  readonly variables = new Map<string, unknown>();
  constructor(readonly source: string) {
    super();
  }
  getRawContent(): string {
    return this.source;
  }
  getCode(): string {
    return codeOf(this.source);
  }
  evaluate(): HtmlOutput {
    const { realm } = here();
    const output = new TemplateOutput();
    const run = realm.compile(['output', ...this.variables.keys()], codeOf(this.source));
    run(expose(output), ...this.variables.values());
    return new HtmlOutput(output.parts.join(''));
  }
}

/** What the compiled template writes into: `_` as it is, `_$` escaped. */
class TemplateOutput extends Service {
  readonly title = 'HtmlService.TemplateOutput';
  readonly parts: string[] = [];
  _(words: unknown): void {
    this.parts.push(String(words));
  }
  _$(words: unknown): void {
    this.parts.push(words === null || words === undefined ? '' : escapeHtml(String(words)));
  }
  raw(words: unknown): void {
    this.parts.push(words === null || words === undefined ? '' : String(words instanceof HtmlOutput ? words.page.content : words));
  }
}

/** Template -> body of a function that writes the page. Lines stay where they were, so that errors name the template's own lines. */
function codeOf(source: string): string {
  const code: string[] = [];
  let at = 0;
  for (const match of source.matchAll(/<\?(!=|=)?([\s\S]*?)\?>/g)) {
    const [whole, kind, inner = ''] = match;
    if (match.index > at) code.push(literal(source.slice(at, match.index)));
    code.push(kind === undefined ? `${inner};` : kind === '=' ? `output._$(${trimmed(inner)});` : `output.raw(${trimmed(inner)});`);
    at = match.index + whole.length;
  }
  code.push(literal(source.slice(at)));
  return code.join('');
}

const trimmed = (code: string): string => code.replace(/;\s*$/, '');
const literal = (words: string): string => (words === '' ? '' : `output._(${JSON.stringify(words)});${'\n'.repeat(words.split('\n').length - 1)}`);
