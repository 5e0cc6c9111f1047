/** Ui of the spreadsheet: https://developers.google.com/apps-script/reference/base/ui */

import type { MenuEntry } from '../ui-types';
import { enumOf, here, Service, ServiceError } from './core';
import { HtmlOutput } from './html-output';

const buttons = enumOf('Ui.Button', ['CLOSE', 'OK', 'CANCEL', 'YES', 'NO']);
const buttonSets = enumOf('Ui.ButtonSet', ['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']);
const buttonOf = (name: string): unknown => (buttons as unknown as { variables: Map<string, unknown> }).variables.get(name);

export class Ui extends Service {
  readonly title = 'Ui';
  get Button(): Service {
    return buttons;
  }
  get ButtonSet(): Service {
    return buttonSets;
  }
  createMenu(caption: unknown): Menu {
    return new Menu(String(caption), false);
  }
  createAddonMenu(): Menu {
    return new Menu('', true);
  }
  showSidebar(html: unknown): void {
    shown('showSidebar', html, { type: 'sidebar', width: 300 });
  }
  showModalDialog(html: unknown, title: unknown): void {
    shown('showModalDialog', html, { type: 'dialog', title: String(title), modal: true });
  }
  showModelessDialog(html: unknown, title: unknown): void {
    shown('showModelessDialog', html, { type: 'dialog', title: String(title), modal: false });
  }
  /** alert(prompt), (prompt, buttons), (title, prompt, buttons): the script waits for the answer. */
  alert(...args: unknown[]): unknown {
    const { title, message, set } = question(args);
    return buttonOf(asked('alert', title, message, set, false).button);
  }
  prompt(...args: unknown[]): PromptResponse {
    const { title, message, set } = question(args);
    return new PromptResponse(asked('prompt', title, message, set, true));
  }
}

interface Answered {
  readonly button: string;
  readonly text: string;
}

class PromptResponse extends Service {
  readonly title = 'PromptResponse';
  constructor(readonly answer: Answered) {
    super();
  }
  getSelectedButton(): unknown {
    return buttonOf(this.answer.button);
  }
  getResponseText(): string | null {
    return this.answer.button === 'CLOSE' ? null : this.answer.text;
  }
}

function question(args: readonly unknown[]): { title: string; message: string; set: string } {
  const last = args[args.length - 1];
  const set = last instanceof Service && 'name' in last ? String(last) : 'OK';
  const words = args.filter((arg) => !(arg instanceof Service)).map(String);
  return words.length > 1 ? { title: words[0] ?? '', message: words[1] ?? '', set } : { title: '', message: words[0] ?? '', set };
}

function asked(method: string, title: string, message: string, set: string, prompt: boolean): Answered {
  limited(method);
  here().charge(method, 0, 0);
  return here().ask('ui.ask', { title, message, buttons: set, prompt }) as Answered;
}

/** A simple trigger adds menus and shows nothing (editor-auth-lifecycle: LIMITED). */
function limited(method: string): void {
  if (here().order.authMode !== 'FULL')
    throw new ServiceError(`You do not have permission to call Ui.${method}. Required permissions: https://www.googleapis.com/auth/script.container.ui`);
}

function shown(
  method: string,
  html: unknown,
  where: { readonly type: 'sidebar' | 'dialog'; readonly width?: number; readonly title?: string; readonly modal?: boolean },
): void {
  limited(method);
  if (!(html instanceof HtmlOutput)) throw new ServiceError(`The parameters (String) don't match the method signature for Ui.${method}.`);
  here().charge(method, 0, 0);
  here().ask('ui.page', { ...where, page: html.page });
}

class Menu extends Service {
  readonly title = 'Menu';
  readonly entries: MenuEntry[] = [];
  constructor(
    readonly caption: string,
    readonly addon: boolean,
  ) {
    super();
  }
  addItem(name: unknown, functionName: unknown): this {
    if (typeof functionName !== 'string') throw new ServiceError("The parameters (String,(class)) don't match the method signature for Ui.Menu.addItem.");
    this.entries.push({ name: String(name), function: functionName });
    return this;
  }
  addSeparator(): this {
    this.entries.push({ separator: true });
    return this;
  }
  addSubMenu(menu: unknown): this {
    if (!(menu instanceof Menu)) throw new ServiceError("The parameters (null) don't match the method signature for Ui.Menu.addSubMenu.");
    this.entries.push({ name: menu.caption, items: menu.entries });
    return this;
  }
  addToUi(): void {
    here().charge('addToUi', 0, 0);
    here().ask('ui.menu', { name: this.caption, items: this.entries, addon: this.addon });
  }
}

const ui = new Ui();
export const theUi = (): Ui => ui;
