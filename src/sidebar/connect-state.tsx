import { Address } from './address';
import { ConnectKey } from './connect-key';
import type { Crm, Parts } from './connect-parts';
import { Certificate, Checks, Pulling } from './connect-steps';

/** A CRM that is set up: when it last sent something, when it was last reconciled, and what a person may do with it. */
export function ConnectState({
  parts,
  crm,
  keying,
  onKey,
}: {
  readonly parts: Parts;
  readonly crm: Crm;
  readonly keying: boolean;
  readonly onKey: (keying: boolean) => void;
}) {
  const { speak, page, act, work } = parts,
    { say } = speak,
    isAtWork = ['running', 'waiting', 'stopped'].includes(crm.pull.state) && crm.pull.what !== null;
  return (
    <>
      <dl>
        <dt>{say('connect.last.event')}</dt>
        <dd>{crm.lastEvent === '' ? say(crm.polls ? 'connect.polls' : 'setup.never') : speak.time(crm.lastEvent, page.now.slice(0, 10))}</dd>
      </dl>
      {crm.checked && (!crm.checked.sameClock || crm.checked.refused.length > 0) && <Checks parts={parts} crm={crm} />}
      {isAtWork && <Pulling parts={parts} crm={crm} />}
      {!isAtWork && <Certificate parts={parts} crm={crm} />}
      {!crm.connected && crm.canAsk && (
        <>
          <p class="hint">{say('connect.set.up.note')}</p>
          <button type="button" disabled={work.busy} onClick={() => act({ act: 'choose', crm: crm.crm })}>
            {say('connect.set.up')}
          </button>
        </>
      )}
      {keying && <ConnectKey parts={parts} crm={crm} onDone={() => onKey(false)} />}
      {crm.connected && !keying && (
        <div class="row wrap">
          {!isAtWork && (
            <button type="button" disabled={work.busy} onClick={() => act({ act: 'reconcile', crm: crm.crm })}>
              {say('connect.reconcile')}
            </button>
          )}
          <button type="button" onClick={() => onKey(true)}>
            {say('connect.again')}
          </button>
        </div>
      )}
      {crm.address !== '' && (
        <details class="where">
          <summary>{say('connect.hook.address')}</summary>
          <Address speak={speak} crm={crm.crm} address={crm.address} />
          {crm.connected && (
            <button type="button" class="link" disabled={work.busy} onClick={() => act({ act: crm.polls ? 'hook' : 'poll', crm: crm.crm })}>
              {say(crm.polls ? 'connect.hook' : 'connect.poll')}
            </button>
          )}
        </details>
      )}
    </>
  );
}
