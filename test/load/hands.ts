/** A person's hands on the workbook in the browser: the page's own messages over its socket, without the page. */
import { WebSocket } from 'ws';
import { type ProductHost, pause } from './product-host';

export interface Hands {
  /** Types a text into a cell, as it lies in the grid: places count from 0. */
  readonly type: (sheetId: number, row: number, col: number, content: string) => Promise<void>;
  readonly rename: (sheetId: number, from: string, to: string) => Promise<void>;
  readonly remove: (sheetId: number, title: string) => Promise<void>;
  readonly add: (sheetId: number, title: string) => Promise<void>;
  readonly away: () => void;
}
type Command = Readonly<Record<string, unknown>>;
interface Heard {
  readonly type: string;
  readonly snapshot?: { readonly revisionId?: string };
  readonly revisions?: readonly { readonly nextRevisionId: string }[];
  readonly revision?: { readonly nextRevisionId: string };
}

/** Opens the workbook in the browser. */
export async function openHands(host: ProductHost): Promise<Hands> {
  const socket = new WebSocket(`${host.base.replace('http', 'ws')}/live?client=hands`);
  let head = '',
    count = 0;
  const heard = new Set<string>();
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Heard;
    if (message.type === 'hello') head = message.revisions?.[message.revisions.length - 1]?.nextRevisionId ?? message.snapshot?.revisionId ?? '';
    if (message.type === 'revision' && message.revision) {
      head = message.revision.nextRevisionId;
      heard.add(head);
    }
  });
  for (let i = 0; head === ''; i += 1) {
    if (i > 200) throw new Error('The workbook did not open.');
    await pause(50);
  }
  const quiet = async (): Promise<void> => {
    for (let i = 0; ((await host.ask('GET', '/api/bill?last=1')) as { readonly running: number }).running > 0; i += 1) {
      if (i > 600) throw new Error('What the edit started did not end.');
      await pause(50);
    }
  };
  const send = async (...commands: readonly Command[]): Promise<void> => {
    await quiet();
    for (let tries = 0; tries < 20; tries += 1) {
      const nextRevisionId = `hands-${(count += 1)}`;
      socket.send(
        JSON.stringify({
          type: 'revision',
          revision: { type: 'REMOTE_REVISION', version: 1, serverRevisionId: head, nextRevisionId, clientId: 'hands', timestamp: 0, commands },
        }),
      );
      for (let i = 0; i < 20 && !heard.has(nextRevisionId); i += 1) await pause(50);
      if (!heard.has(nextRevisionId)) continue; // somebody was faster: once more on top of what he did
      await pause(50);
      return quiet();
    }
    throw new Error('The edit was not taken.');
  };
  return {
    type: (sheetId, row, col, content) => send({ type: 'UPDATE_CELL', sheetId: String(sheetId), row, col, content }),
    rename: (sheetId, from, to) => send({ type: 'RENAME_SHEET', sheetId: String(sheetId), oldName: from, newName: to }),
    remove: (sheetId, title) => send({ type: 'DELETE_SHEET', sheetId: String(sheetId), sheetName: title }),
    add: (sheetId, title) => send({ type: 'CREATE_SHEET', sheetId: String(sheetId), name: title, position: 0, rows: 30, cols: 8 }),
    away: () => socket.close(),
  };
}
