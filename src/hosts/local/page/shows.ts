import type { LiveButton, LiveButtons, LiveShow } from '../live-api';
import { byId, el } from './dom';
import type { speaker, Word } from './words';

type Speak = ReturnType<typeof speaker>;
const buttonsOf: Readonly<Record<LiveButtons, readonly LiveButton[]>> = {
  OK: ['OK'],
  OK_CANCEL: ['OK', 'CANCEL'],
  YES_NO: ['YES', 'NO'],
  YES_NO_CANCEL: ['YES', 'NO', 'CANCEL'],
};
const words: Readonly<Record<LiveButton, Word>> = { OK: 'ok', CANCEL: 'cancel', YES: 'yes', NO: 'no', CLOSE: 'close' };

export interface Shows {
  readonly sidebar: (show: Extract<LiveShow, { type: 'sidebar' }>) => void;
  readonly dialog: (show: Extract<LiveShow, { type: 'dialog' }>) => void;
  readonly toast: (show: { readonly title: string; readonly message: string; readonly seconds: number; readonly fault?: boolean }) => () => void;
  readonly ask: (question: {
    readonly title: string;
    readonly message: string;
    readonly buttons: LiveButtons;
    readonly prompt?: boolean;
    readonly text?: string;
    readonly check?: string;
  }) => Promise<{ readonly button: LiveButton; readonly text: string; readonly checked: boolean }>;
}

/** What scripts show beside and over the workbook, as Google Sheets shows it. `speak` is asked anew each time, for the language comes with the workbook. */
export function shows(speak: () => Speak): Shows {
  const frames = new Map<Window, { readonly close: () => void; readonly resize: (width?: number, height?: number) => void }>();

  // google.script.host inside a page: `parent.postMessage({ cifra: 'close' | 'setWidth' | 'setHeight' | 'focus', value })`
  window.addEventListener('message', ({ data, source, origin }) => {
    const frame = frames.get(source as Window);
    if (!frame || origin !== location.origin || typeof data !== 'object' || data === null) return;
    const { cifra, value } = data as { readonly cifra?: string; readonly value?: number };
    if (cifra === 'close') frame.close();
    if (cifra === 'setWidth') frame.resize(value);
    if (cifra === 'setHeight') frame.resize(undefined, value);
    if (cifra === 'focus') document.querySelector<HTMLElement>('.o-grid')?.focus();
  });

  const framed = (id: string, title: string, onClose: () => void, resize: (width?: number, height?: number) => void) => {
    const iframe = el('iframe', { src: `/sidebar/${encodeURIComponent(id)}`, title });
    iframe.addEventListener('load', () => iframe.contentWindow && frames.set(iframe.contentWindow, { close: onClose, resize }));
    return iframe;
  };

  return {
    sidebar: ({ id, title, width }) => {
      const side = byId('side');
      const close = () => {
        side.replaceChildren();
        side.hidden = true;
        window.dispatchEvent(new Event('resize'));
      };
      const iframe = framed(id, title, close, () => {});
      side.style.width = `${Math.max(200, width || 300)}px`;
      side.replaceChildren(
        el('header', {}, el('span', {}, title), el('button', { class: 'x', title: speak()('close'), 'aria-label': speak()('close'), onclick: close }, '✕')),
        iframe,
      );
      side.hidden = false;
      window.dispatchEvent(new Event('resize'));
    },
    dialog: ({ id, title, width, height, modal }) => {
      const close = () => over.remove();
      const iframe = framed(id, title, close, (w, h) => {
        if (w) iframe.style.width = `${w}px`;
        if (h) iframe.style.height = `${h}px`;
      });
      iframe.style.width = `${width}px`;
      iframe.style.height = `${height}px`;
      const box = el(
        'div',
        { class: 'box', role: 'dialog' },
        el('header', {}, el('span', {}, title), el('button', { class: 'x', 'aria-label': speak()('close'), onclick: close }, '✕')),
        iframe,
      );
      const over = el('div', { class: modal ? 'over modal' : 'over' }, box);
      document.body.append(over);
    },
    toast: ({ title, message, seconds, fault }) => {
      const toast = el('div', { class: fault ? 'toast fault' : 'toast', role: 'status' });
      const close = () => toast.remove();
      toast.append(
        el('div', { class: 'text' }, ...(title ? [el('b', {}, title)] : []), el('span', {}, message)),
        el('button', { class: 'x', 'aria-label': speak()('dismiss'), onclick: close }, '✕'),
      );
      byId('toasts').append(toast);
      if (seconds >= 0) setTimeout(close, seconds * 1000);
      return close;
    },
    ask: ({ title, message, buttons, prompt, text, check }) =>
      new Promise((resolve) => {
        const before = document.activeElement;
        const field = el('textarea', { rows: prompt ? 2 : 1, class: 'field' });
        field.value = text ?? '';
        const tick = el('input', { type: 'checkbox' });
        const done = (button: LiveButton) => {
          over.remove();
          if (before instanceof HTMLElement) before.focus(); // or what is typed next is put before what the cell holds
          resolve({ button, text: field.value, checked: tick.checked });
        };
        const row = buttonsOf[buttons].map((button, index) =>
          el('button', { class: index === 0 ? 'main' : 'other', 'data-button': button, onclick: () => done(button) }, speak()(words[button])),
        );
        const box = el(
          'div',
          { class: 'box ask', role: 'alertdialog', onkeydown: (event) => (event as KeyboardEvent).key === 'Escape' && done('CLOSE') },
          el('header', {}, el('span', {}, title), el('button', { class: 'x', 'aria-label': speak()('close'), onclick: () => done('CLOSE') }, '✕')),
          el('p', {}, message),
          ...(prompt ? [field] : []),
          ...(check ? [el('label', {}, tick, ` ${check}`)] : []),
          el('footer', {}, ...row.reverse()),
        );
        const over = el('div', { class: 'over modal' }, box);
        document.body.append(over);
        (prompt ? field : row[row.length - 1])?.focus();
      }),
  };
}
