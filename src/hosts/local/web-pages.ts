/** Pages as Google serves them: HtmlOutput inside a sandboxed iframe, failures as pages of their own. */
import type { Page } from './protocol';
import { escapeHtml } from './services/html-output';

/** https://developers.google.com/apps-script/guides/html/restrictions */
const sandbox = 'allow-same-origin allow-forms allow-scripts allow-popups allow-downloads allow-modals allow-popups-to-escape-sandbox';

// Runs in the page before its own scripts: google.script.run and google.script.host over POST /api/call. Ten calls at once, the eleventh waits.
const bridge = `(function () {
  var setup = __SETUP__, busy = 0, waiting = [];
  function plain(value) {
    if (typeof value === 'function' || value instanceof Date || (typeof Node !== 'undefined' && value instanceof Node)) throw new TypeError('Failed due to illegal value in property');
    if (value && typeof value === 'object') Object.keys(value).forEach(function (key) { plain(value[key]); });
    return value;
  }
  function next() {
    if (busy >= 10 || waiting.length === 0) return;
    busy += 1;
    var job = waiting.shift();
    fetch('/api/call/' + encodeURIComponent(job.name) + '?client=' + encodeURIComponent(setup.client), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(job.args) })
      .then(function (answer) { return answer.json().then(function (body) { return answer.ok ? { value: body } : { error: body.error }; }); }, function () { return { error: { name: 'NetworkError', message: 'NetworkError: Connection failure due to HTTP 0' } }; })
      .then(function (result) {
        busy -= 1; next();
        if (result.error) {
          var error = new Error(result.error.message); error.name = 'ScriptError';
          if (job.state.failure) job.state.failure(error, job.state.user); else console.error(error);
        } else if (job.state.success) job.state.success(result.value, job.state.user);
      });
  }
  function runner(state) {
    return new Proxy({}, { get: function (target, name) {
      if (name === 'withSuccessHandler') return function (f) { return runner(Object.assign({}, state, { success: f })); };
      if (name === 'withFailureHandler') return function (f) { return runner(Object.assign({}, state, { failure: f })); };
      if (name === 'withUserObject') return function (o) { return runner(Object.assign({}, state, { user: o })); };
      if (typeof name !== 'string' || (setup.functions.indexOf(name) < 0)) return undefined;
      return function () { waiting.push({ name: name, args: Array.prototype.map.call(arguments, plain), state: state }); next(); };
    } });
  }
  function tell(what, value) { window.parent.postMessage({ cifra: what, id: setup.id, value: value }, '*'); }
  window.google = window.google || {};
  window.google.script = {
    run: runner({}),
    host: { close: function () { tell('close'); }, setHeight: function (px) { tell('setHeight', px); }, setWidth: function (px) { tell('setWidth', px); }, editor: { focus: function () { tell('focus'); } }, origin: location.origin },
    url: { getLocation: function (f) { var query = new URLSearchParams(setup.query), one = {}, all = {}; query.forEach(function (v, k) { if (!(k in one)) one[k] = v; (all[k] = all[k] || []).push(v); }); f({ hash: '', parameter: one, parameters: all }); } },
    history: { push: function () {}, replace: function () {}, setChangeHandler: function () {} }
  };
})();`;

/** What a page needs to call the script. `functions` are the globals of the bundle: others are undefined on google.script.run. */
export interface Setup {
  readonly id: string;
  readonly client: string;
  readonly query: string;
  readonly functions: readonly string[];
}

function withBridge(content: string, setup: Setup): string {
  if (!content.includes('google.script')) return content; // a page that does not ask for it would never see it
  const callable = setup.functions.filter((name) => !name.endsWith('_'));
  const script = `<script>${bridge.replace('__SETUP__', () => JSON.stringify({ ...setup, functions: callable }).replaceAll('<', '\\u003c'))}</script>`;
  const head = /<head[^>]*>/i.exec(content) ?? /<html[^>]*>/i.exec(content) ?? /<!doctype[^>]*>/i.exec(content);
  const at = head === null ? 0 : head.index + head[0].length;
  return content.slice(0, at) + script + content.slice(at);
}

const headers = (page: Page): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  ...(page.frame === 'ALLOWALL' ? {} : { 'x-frame-options': 'SAMEORIGIN' }),
});

export interface Served {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A page of the web app: the content stands in an iframe, its own title and meta tags are ignored. */
export function webAppPage(page: Page, setup: Setup): Served {
  const meta = page.meta.map(({ name, content }) => `<meta name="${escapeHtml(name)}" content="${escapeHtml(content)}">`).join('');
  const frame = `<iframe sandbox="${sandbox}" style="border:0;position:fixed;inset:0;width:100%;height:100%" srcdoc="${escapeHtml(withBridge(page.content, setup))}"></iframe>`;
  return {
    status: 200,
    headers: headers(page),
    body: `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escapeHtml(page.title)}</title>${meta}</head><body>${frame}</body></html>`,
  };
}

/** A sidebar or dialog: the workbook's page shows it in an iframe, the sandbox is the same by header. */
export function panelPage(page: Page, setup: Setup): Served {
  return { status: 200, headers: { ...headers(page), 'content-security-policy': `sandbox ${sandbox}` }, body: withBridge(page.content, setup) };
}

/** Google's page for a failure: status 200, so that a sender believes it delivered. */
export function errorPage(message: string): Served {
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Error</title></head><body style="margin:20px"><div style="font-family:monospace;margin:50px auto;max-width:600px">${escapeHtml(message)}</div></body></html>`,
  };
}

/** Google's page for what is not there. */
export const noSuchPage = (status: number): Served => ({ ...errorPage('Sorry, the file you have requested does not exist.'), status });
