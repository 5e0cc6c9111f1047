/** What scripts show to people, as plain data between the threads. */
import type { Page } from './protocol';

export type MenuEntry =
  | { readonly name: string; readonly function: string }
  | { readonly name: string; readonly items: readonly MenuEntry[] }
  | { readonly separator: true };

/** A menu that a script added; `addon` ones stand under Extensions and carry no caption of their own. */
export interface Menu {
  readonly name: string;
  readonly items: readonly MenuEntry[];
  readonly addon: boolean;
}

/** A sidebar or dialog with its page. */
export interface ShownPage {
  readonly type: 'sidebar' | 'dialog';
  readonly page: Page;
  readonly title?: string;
  readonly modal?: boolean;
  readonly width?: number;
}

export interface Question {
  readonly title: string;
  readonly message: string;
  readonly buttons: string;
  readonly prompt: boolean;
}

/** A mail of the local outbox. */
export interface Mail {
  readonly at: string;
  readonly to: string;
  readonly cc: string;
  readonly bcc: string;
  readonly replyTo: string;
  readonly name: string;
  readonly subject: string;
  readonly body: string;
  readonly htmlBody: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly base64: string }[];
}
