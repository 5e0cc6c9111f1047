/** HtmlService.HtmlOutput: https://developers.google.com/apps-script/reference/html/html-output */
import type { Page } from '../protocol';
import { enumName, enumOf, Service, ServiceError } from './core';

export const frameModes = enumOf('HtmlService.XFrameOptionsMode', ['DEFAULT', 'ALLOWALL']);
export const sandboxModes = enumOf('HtmlService.SandboxMode', ['EMULATED', 'IFRAME', 'NATIVE']);

const metaNames = ['viewport', 'mobile-web-app-capable', 'apple-mobile-web-app-capable', 'apple-mobile-web-app-title', 'google-site-verification'];

export class HtmlOutput extends Service {
  readonly title = 'HtmlService.HtmlOutput';
  page: Page;
  constructor(content: string) {
    super();
    this.page = { content, title: '', width: 300, height: 0, frame: 'DEFAULT', meta: [] };
  }
  getContent(): string {
    return this.page.content;
  }
  setContent(content: unknown): this {
    return change(this, { content: String(content) });
  }
  append(more: unknown): this {
    return change(this, { content: this.page.content + String(more) });
  }
  appendUntrusted(more: unknown): this {
    return change(this, { content: this.page.content + escapeHtml(String(more)) });
  }
  clear(): this {
    return change(this, { content: '' });
  }
  getTitle(): string {
    return this.page.title;
  }
  setTitle(title: unknown): this {
    return change(this, { title: String(title) });
  }
  getWidth(): number {
    return this.page.width;
  }
  setWidth(width: unknown): this {
    return change(this, { width: Number(width) });
  }
  getHeight(): number {
    return this.page.height;
  }
  setHeight(height: unknown): this {
    return change(this, { height: Number(height) });
  }
  setXFrameOptionsMode(mode: unknown): this {
    return change(this, { frame: enumName(mode) === 'ALLOWALL' ? 'ALLOWALL' : 'DEFAULT' });
  }
  /** Sandbox modes other than IFRAME have no effect since 2016. */
  setSandboxMode(mode: unknown): this {
    if (enumName(mode) === '') throw new ServiceError("The parameters (String) don't match the method signature for HtmlService.HtmlOutput.setSandboxMode.");
    return this;
  }
  addMetaTag(name: unknown, content: unknown): this {
    if (!metaNames.includes(String(name))) throw new ServiceError(`The meta tag you specified is not allowed in this context: ${String(name)}`);
    return change(this, { meta: [...this.page.meta, { name: String(name), content: String(content) }] });
  }
}

function change<H extends HtmlOutput>(html: H, changes: Partial<Page>): H {
  html.page = { ...html.page, ...changes };
  return html;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;', '`': '&#96;' };

/** Text made harmless inside HTML and its attributes. */
export const escapeHtml = (words: string): string => words.replace(/[&<>"'`]/g, (letter) => entities[letter] ?? letter);
