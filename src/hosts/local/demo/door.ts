/** The doors of a running host that the demo company and the benches use: the same as anybody's (docs/architecture.md, interface of the local host). */
export interface Door {
  /** posts a webhook body; throws when the answer is not 200 */
  readonly post: (body: string) => Promise<void>;
  readonly rows: (key: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly put: (key: string, rows: readonly Readonly<Record<string, unknown>>[]) => Promise<void>;
  /** what google.script.run would deliver; a spoken fault is thrown as an error */
  readonly call: (name: string, ...args: readonly unknown[]) => Promise<unknown>;
}

/** `base` without a slash at its end, `secret` as the host was given it. */
export function openDoor(base: string, secret: string): Door {
  const ask = async (method: string, path: string, body?: string, type = 'application/json'): Promise<Response> => {
    const answer = await fetch(base + path, { method, ...(body === undefined ? {} : { body, headers: { 'content-type': type } }) });
    if (answer.status !== 200) throw new Error(`${method} ${path.replace(/k=[^&]*/, 'k=…')}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return answer;
  };
  return {
    post: async (body) => {
      await (await ask('POST', `/exec?k=${encodeURIComponent(secret)}&crm=amocrm`, body, 'application/x-www-form-urlencoded')).arrayBuffer();
    },
    rows: async (key) => ((await (await ask('GET', `/api/tabs/${key}`)).json()) as { readonly rows: readonly Readonly<Record<string, unknown>>[] }).rows,
    put: async (key, rows) => {
      await (await ask('PUT', `/api/tabs/${key}`, JSON.stringify({ rows }))).arrayBuffer();
    },
    call: async (name, ...args) => {
      const said = (await (await ask('POST', `/api/call/${name}`, JSON.stringify(args))).json()) as {
        readonly ok?: boolean;
        readonly value?: unknown;
        readonly fault?: { readonly what: string; readonly mend: string };
      } | null;
      if (said?.ok === false) throw new Error(`${name}: ${said.fault?.what} ${said.fault?.mend}`);
      return said?.ok === true ? said.value : said;
    },
  };
}

/** Works until nothing waits in the journal and nothing is being computed; `tick` is what an open sidebar asks for every few seconds. Throws after `atMost` looks. */
export async function settle(door: Door, atMost = 400): Promise<void> {
  for (let i = 0; i < atMost; i += 1) {
    const state = (await door.call('tick', {})) as {
      readonly pending: number;
      readonly drained: number;
      readonly progress: unknown;
      readonly changed: readonly unknown[];
    };
    if (state.pending === 0 && state.drained === 0 && state.progress === null && state.changed.length === 0) return;
    if (state.drained === 0 && state.changed.length === 0) await new Promise((done) => setTimeout(done, 50)); // somebody else holds the lock
  }
  throw new Error(`The workbook did not come to rest in ${atMost} looks.`);
}
