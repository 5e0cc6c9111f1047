/** A web request as Apps Script's event object: https://developers.google.com/apps-script/guides/web#request_parameters. Headers and client never reach the script. */

export interface WebRequest {
  readonly method: 'GET' | 'POST';
  readonly query: string;
  readonly pathInfo: string | null;
  readonly type: string;
  readonly body: Buffer;
}

/** Plain JSON. `parameter` has the first value of a name, `parameters` all; a form body is merged after the query. */
export interface WebEvent {
  readonly queryString: string;
  readonly parameter: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly contextPath: '';
  readonly contentLength: number;
  readonly pathInfo?: string;
  readonly postData?: { readonly length: number; readonly type: string; readonly contents: string; readonly name: 'postData' };
}

export function webEvent(request: WebRequest): WebEvent {
  const type = request.type.split(';')[0]?.trim() ?? '';
  const contents = request.body.toString('utf8');
  const all = new Map<string, string[]>();
  const merge = (text: string): void => {
    for (const [name, value] of new URLSearchParams(text)) {
      const values = all.get(name);
      if (values === undefined) all.set(name, [value]);
      else values.push(value);
    }
  };
  merge(request.query);
  if (request.method === 'POST' && type === 'application/x-www-form-urlencoded') merge(contents);
  return {
    queryString: request.query,
    parameter: Object.fromEntries([...all].map(([name, values]) => [name, values[0] ?? ''])),
    parameters: Object.fromEntries(all),
    contextPath: '',
    contentLength: request.method === 'GET' ? -1 : request.body.length,
    ...(request.pathInfo === null ? {} : { pathInfo: request.pathInfo }),
    ...(request.method === 'GET' ? {} : { postData: { length: request.body.length, type, contents, name: 'postData' } }),
  };
}

/** `c` and `sid` are Google's own: a request that carries one never reaches the script. */
export const isReserved = ({ parameters }: WebEvent): boolean => 'c' in parameters || 'sid' in parameters;
