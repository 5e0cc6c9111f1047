import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import type { Caller } from './call';
import type { Live } from './live';
import { Failed, Notice, Unread } from './parts';
import type { Speaker } from './say';
import type { PayPage, Scheme } from './scheme-form';
import { SchemeForm } from './scheme-form';
import type { Preview } from './scheme-preview';
import { SchemePreview } from './scheme-preview';
import { useWork } from './work';

interface Open {
  readonly version: string;
  readonly at: number;
  readonly scheme: Scheme;
  /** of exactly this draft; null: changed since, or not yet asked for */
  readonly preview: Preview | null;
}

/** Pay: the schemes, each to be changed as tables, tried on last month, and only then saved. */
export function PayTab({ speak, call, live }: { readonly speak: Speaker; readonly call: Caller; readonly live: Live }) {
  const { say } = speak,
    { run, busy, failure, forget } = useWork(),
    [page, setPage] = useState<PayPage | null>(null),
    [open, setOpen] = useState<Open | null>(null),
    [said, setSaid] = useState<readonly ['good' | 'bad', string] | null>(null);
  const load = (): void => run(() => call('payPage', {}), setPage);
  useEffect(load, []);
  if (!page) return failure ? <Failed speak={speak} failure={failure.told} again={failure.again} /> : <p class="hint">{say('loading')}</p>;

  const show = (next: Open | null): void => {
    setSaid(null);
    forget();
    setOpen(next);
  };
  const took = ({ state, wrong, page: next }: Answer<'saveScheme'>): void => {
    setPage(next);
    if (state === 'saved') setOpen(null);
    setSaid(state === 'saved' ? ['good', say('pay.saved')] : ['bad', state === 'wrong' ? wrong.join(' ') : say('pay.changed')]);
    if (state === 'saved') live.poke();
  };
  const blank = (): Scheme => ({
    ...(Object.fromEntries(Object.keys(page.titles).map((key) => [key, ''])) as unknown as Scheme),
    valid_from: `${page.today.slice(0, 7)}-01`,
    base: 'receipts',
    refund_rule: 'reverse',
  });
  const args = open && { version: open.version, at: open.at, scheme: open.scheme };
  return (
    <>
      {open && args ? (
        <form
          class="card"
          aria-label={say(open.version === '' ? 'pay.new' : 'pay.edit')}
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            run(
              () => call('previewScheme', args),
              (preview) => setOpen((now) => (now && now.scheme === args.scheme ? { ...now, preview } : now)),
            );
          }}
        >
          <h2>{say(open.version === '' ? 'pay.new' : 'pay.edit')}</h2>
          <SchemeForm speak={speak} page={page} scheme={open.scheme} onScheme={(scheme) => setOpen({ ...open, scheme, preview: null })} />
          <button type="submit" class="wide" disabled={busy}>
            {say('pay.try', { month: speak.month(page.month) })}
          </button>
          {open.preview ? <SchemePreview speak={speak} preview={open.preview} currency={page.currency} /> : <p class="hint">{say('pay.try.first')}</p>}
          <div class="row">
            <button
              type="button"
              class="main"
              disabled={busy || open.preview === null || open.preview.wrong.length > 0}
              onClick={() => run(() => call('saveScheme', args), took)}
            >
              {say('save')}
            </button>
            <button type="button" onClick={() => show(null)}>
              {say('cancel')}
            </button>
            {open.version !== '' && (
              <button
                type="button"
                class="danger"
                disabled={busy}
                onClick={() => {
                  if (window.confirm(say('pay.delete.sure'))) run(() => call('deleteScheme', args), took);
                }}
              >
                {say('costs.delete')}
              </button>
            )}
          </div>
        </form>
      ) : (
        <button type="button" class="main wide" onClick={() => show({ version: '', at: 0, scheme: blank(), preview: null })}>
          {say('pay.add')}
        </button>
      )}
      {failure && <Failed speak={speak} failure={failure.told} again={failure.again} />}
      {said && <Notice kind={said[0]}>{said[1]}</Notice>}
      <h2>{say('pay.list')}</h2>
      {page.schemes.length === 0 && <p class="hint">{say('pay.none')}</p>}
      <ul class="list" aria-label={say('pay.list')}>
        {page.schemes.map((item) => (
          <li key={`${item.at} ${item.version}`}>
            <button type="button" onClick={() => show({ ...item, preview: null })}>
              <span class="what">
                <span class="clip">{item.scheme.scheme || say('pay.unnamed')}</span>
                <span class="hint block">
                  {item.scheme.manager || say('pay.everybody')}
                  {item.scheme.valid_from !== '' && `, ${say('pay.since', { day: item.scheme.valid_from })}`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Unread speak={speak} notes={page.notes} />
    </>
  );
}
