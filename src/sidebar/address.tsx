import { useState } from 'preact/hooks';
import type { Speaker } from './say';

/** The secret in the address stays covered until it is asked for; copying needs no look at it. */
export function Address({ speak, crm, address }: { readonly speak: Speaker; readonly crm: string; readonly address: string }) {
  const { say } = speak,
    [shown, setShown] = useState(false),
    [copied, setCopied] = useState(false),
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
      <label for={id}>{say('setup.address')}</label>
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
