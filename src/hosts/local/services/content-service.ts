/** ContentService: https://developers.google.com/apps-script/reference/content/content-service */
import { enumName, enumOf, Service } from './core';

const mimeTypes = enumOf('ContentService.MimeType', ['ATOM', 'CSV', 'ICAL', 'JAVASCRIPT', 'JSON', 'RSS', 'TEXT', 'VCARD', 'XML']);

export class ContentService extends Service {
  readonly title = 'ContentService';
  get MimeType(): Service {
    return mimeTypes;
  }
  createTextOutput(content: unknown = ''): TextOutput {
    return new TextOutput(String(content));
  }
}

export class TextOutput extends Service {
  readonly title = 'ContentService.TextOutput';
  mime = 'TEXT';
  file: string | null = null;
  constructor(public content: string | null) {
    super();
  }
  /** null after clear(), as on the platform (gas-fakes test/testcontent.js). */
  getContent(): string | null {
    return this.content;
  }
  setContent(content: unknown): this {
    this.content = String(content);
    return this;
  }
  append(more: unknown): this {
    this.content = (this.content ?? '') + String(more);
    return this;
  }
  clear(): this {
    this.content = null;
    return this;
  }
  setMimeType(type: unknown): this {
    this.mime = enumName(type) || 'TEXT';
    return this;
  }
  getMimeType(): unknown {
    return (mimeTypes as unknown as { variables: Map<string, unknown> }).variables.get(this.mime);
  }
  downloadAsFile(name: unknown): this {
    this.file = String(name);
    return this;
  }
  getFileName(): string | null {
    return this.file;
  }
}
