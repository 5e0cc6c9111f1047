import { useState } from 'preact/hooks';
import type { Crm, Parts } from './connect-parts';
import { Field } from './parts';
import { isWord } from './say';

/** Names in a base of 1C, by the keys of its connection, with what 1C:CRM usually has. */
const names = [
  ['document', 'Document_CRM_Интерес'],
  ['name', 'Тема'],
  ['sum', 'СуммаДокумента'],
  ['stage', 'Состояние'],
  ['stage_id', 'Состояние_Key'],
  ['stages', 'Catalog_CRM_СостоянияИнтересов'],
  ['pipeline', ''],
  ['manager_id', 'Ответственный_Key'],
  ['client', 'Партнер/Description'],
  ['client_ref', 'Партнер_Key'],
  ['closed_at', 'ДатаЗавершения'],
  ['updated_at', ''],
  ['more', 'ВидИзделия/Description, Город'],
] as const;

/** Until when a token of amoCRM is good: it is a JWT, which says so itself; '' for any other text. */
export function tokenEnds(token: string): string {
  try {
    const part = (token.trim().split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'),
      { exp } = JSON.parse(atob(part)) as { readonly exp?: number };
    return typeof exp === 'number' ? new Date(exp * 1000).toISOString().slice(0, 10) : '';
  } catch {
    return '';
  }
}

/** Address and key of one CRM, with where to find them; the test call is made before anything is kept. */
export function ConnectKey({ parts: { speak, work, act }, crm, onDone }: { readonly parts: Parts; readonly crm: Crm; readonly onDone?: () => void }) {
  const { say } = speak,
    [address, setAddress] = useState(''),
    [token, setToken] = useState(''),
    [user, setUser] = useState(''),
    [options, setOptions] = useState<Readonly<Record<string, string>>>({}),
    [asked, setAsked] = useState(false);
  const isOneC = crm.crm === 'onec',
    hasToken = crm.crm !== 'bitrix24',
    ends = hasToken && !isOneC ? tokenEnds(token) : '';
  const word = (part: string): string => {
    const key = `connect.${part}.${crm.crm}`;
    return isWord(key) ? say(key) : '';
  };
  const blank = (text: string): string | undefined => (asked && text.trim() === '' ? say('connect.missing') : undefined);
  const test = (): void => {
    setAsked(true);
    if (address.trim() === '' || (hasToken && token.trim() === '') || (isOneC && user.trim() === '')) return;
    const key = isOneC ? `${user.trim()}:${token}` : token;
    act({ act: 'key', crm: crm.crm, address, token: key, options: { ...options, ...(ends === '' ? {} : { token_ends: ends }) } }, () => {
      setToken('');
      onDone?.();
    });
  };
  return (
    <form
      class="key"
      onSubmit={(e) => {
        e.preventDefault();
        test();
      }}
    >
      <details class="where" open={!onDone}>
        <summary>{say('connect.where')}</summary>
        <ol>
          {word('where')
            .split('\n')
            .map((line) => (
              <li key={line}>{line}</li>
            ))}
        </ol>
      </details>
      <Field label={word('address')} wrong={blank(address)}>
        <input
          value={address}
          type={hasToken ? 'text' : 'password'}
          placeholder={word('example')}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={asked && address.trim() === ''}
          onInput={(e) => setAddress(e.currentTarget.value)}
        />
      </Field>
      {isOneC && (
        <Field label={say('connect.user')} wrong={blank(user)}>
          <input value={user} autocomplete="off" spellcheck={false} onInput={(e) => setUser(e.currentTarget.value)} />
        </Field>
      )}
      {hasToken && (
        <Field
          label={say(isOneC ? 'connect.password' : 'connect.token')}
          wrong={blank(token)}
          hint={ends === '' ? undefined : say('connect.token.ends', { day: ends })}
        >
          <input value={token} type="password" autocomplete="new-password" spellcheck={false} onInput={(e) => setToken(e.currentTarget.value)} />
        </Field>
      )}
      {isOneC && (
        <details class="where">
          <summary>{say('connect.names')}</summary>
          <p class="hint">{say('connect.names.note')}</p>
          {names.map(([key, example]) => (
            <Field key={key} label={say(`connect.onec.${key}`)}>
              <input
                value={options[key] ?? ''}
                placeholder={example}
                autocomplete="off"
                spellcheck={false}
                onInput={(e) => setOptions({ ...options, [key]: e.currentTarget.value })}
              />
            </Field>
          ))}
        </details>
      )}
      <p class="hint">{say('connect.kept')}</p>
      <div class="row wrap">
        <button type="submit" class="main" disabled={work.busy}>
          {say(work.busy ? 'connect.testing' : 'connect.test')}
        </button>
        {onDone ? (
          <button type="button" onClick={onDone}>
            {say('cancel')}
          </button>
        ) : (
          crm.crm !== 'bitrix24' && (
            <button type="button" disabled={work.busy} title={say('connect.keyless.note')} onClick={() => act({ act: 'keyless', crm: crm.crm })}>
              {say('connect.keyless')}
            </button>
          )
        )}
      </div>
    </form>
  );
}
