import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import type { Speaker } from './say';

type Page = Answer<'setupPage'>;

/** The traffic light with its reasons, the address to paste into the CRM, and how fast events come in. */
export function SetupHealth({ speak, page }: { readonly speak: Speaker; readonly page: Page }) {
  const { say } = speak,
    { light, journal, lag } = page;
  return (
    <>
      <section class={`light ${light.colour}`} role="status" aria-label={say(`setup.light.${light.colour}`)}>
        <span class={`dot ${light.colour}`} />
        <div>
          <b>{say(`setup.light.${light.colour}`)}</b>
          {light.reasons.map(({ code, n }) => (
            <div key={code}>{say(`setup.reason.${code}`, { n: speak.number(n) })}</div>
          ))}
        </div>
      </section>
      {page.addresses.map(({ crm, address }) => (
        <Address key={crm} speak={speak} crm={page.addresses.length > 1 ? crm : ''} address={address} />
      ))}
      <h2>{say('setup.flow')}</h2>
      <dl>
        <dt>{say('setup.last')}</dt>
        <dd>{page.lastEvent === '' ? say('setup.never') : speak.time(page.lastEvent, page.now.slice(0, 10))}</dd>
        {lag &&
          (['p50', 'p95'] as const).map((which) => (
            <Fragment key={which}>
              <dt title={say('setup.lag.note', { n: lag.n })}>{say(`setup.lag.${which}`)}</dt>
              <dd>{say('setup.lag.value', { time: speak.span(lag[which]) })}</dd>
            </Fragment>
          ))}
        <dt>{say('setup.kept')}</dt>
        <dd>{speak.number(journal.kept)}</dd>
        <dt>{say('setup.waiting')}</dt>
        <dd class={journal.waiting > 200 ? 'bad' : ''}>{speak.number(journal.waiting)}</dd>
        <dt>{say('setup.unreadable')}</dt>
        <dd class={journal.unreadable > 0 ? 'bad' : ''}>{speak.number(journal.unreadable)}</dd>
      </dl>
    </>
  );
}

/** The secret in the address stays covered until it is asked for; copying needs no look at it. */
function Address({ speak, crm, address }: { readonly speak: Speaker; readonly crm: string; readonly address: string }) {
  const { say } = speak,
    [shown, setShown] = useState(false),
    [copied, setCopied] = useState(false),
    label = crm === '' ? say('setup.address') : `${say('setup.address')}: ${crm}`,
    id = `address-${crm}`;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      copyByHand(address);
    } // the frame of the sidebar may not be allowed the clipboard
    setCopied(true);
    window.setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <section class="address">
      <label for={id}>{label}</label>
      <div class="row">
        <input id={id} class="grow" readOnly value={shown ? address : address.replace(/k=[^&]+/, 'k=••••••••')} onFocus={(e) => e.currentTarget.select()} />
        <button type="button" class="main" onClick={() => void copy()}>
          {copied ? say('setup.copied') : say('setup.copy')}
        </button>
      </div>
      <p class="hint">
        {say('setup.address.note')}{' '}
        <button type="button" class="link" onClick={() => setShown(!shown)}>
          {shown ? say('setup.hide') : say('setup.show')}
        </button>
      </p>
    </section>
  );
}

function copyByHand(text: string): void {
  const box = document.createElement('textarea');
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand('copy');
  box.remove();
}
