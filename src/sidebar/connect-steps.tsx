import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Address } from './address';
import type { Crm, Parts } from './connect-parts';
import { Bar, Field, Notice } from './parts';
import { isWord } from './say';

/** The bodies of the steps after the key: each says what is, what to do, and has one button that leads on. */
interface Props {
  readonly parts: Parts;
  readonly crm: Crm;
}

/** The answer to the test call, explained. */
export function Checks({ parts: { speak, page }, crm }: Props) {
  const { say } = speak,
    { checked } = crm,
    grant = `connect.grant.${crm.crm}`;
  if (!checked) return null;
  const kinds = checked.refused.map((kind) => say(`connect.kind.${kind}`)).join(', ');
  return (
    <ul class="checks">
      <li class="good">{say('connect.check.account', { account: checked.account })}</li>
      <li class={checked.sameClock ? 'good' : 'warn'}>
        {checked.zone === ''
          ? say('connect.check.zone.none', { own: page.zone })
          : say(checked.sameClock ? 'connect.check.zone' : 'connect.check.zone.other', { zone: checked.zone, own: page.zone })}
      </li>
      <li class={kinds === '' ? 'good' : 'warn'}>
        {kinds === '' ? say('connect.check.rights') : say('connect.check.refused', { kinds })}
        {kinds !== '' && isWord(grant) && <div class="hint">{say(grant)}</div>}
      </li>
    </ul>
  );
}

export function CheckStep({ parts, crm }: Props) {
  const {
    speak: { say },
    work,
    act,
  } = parts;
  return (
    <>
      <Checks parts={parts} crm={crm} />
      <button type="button" class="main wide" disabled={work.busy} onClick={() => act({ act: 'list', crm: crm.crm })}>
        {say(work.busy ? 'connect.listing' : 'connect.list')}
      </button>
    </>
  );
}

/** The lists themselves are the tab's: what was chosen there is saved and confirmed together. */
export const MapStep = ({ crm, mapping }: Props & { readonly mapping: (crm: Crm) => ComponentChildren }) => <>{mapping(crm)}</>;

/** The webhook's address and the first event, or asking by ourselves. */
export function EventsStep({ parts: { speak, work, act }, crm }: Props) {
  const { say } = speak,
    [token, setToken] = useState(''),
    word = `connect.events.${crm.crm}${crm.crm === 'onec' && !crm.connected ? '.push' : ''}`;
  const poll = crm.connected && (
    <>
      {crm.crm !== 'onec' && <p class="hint">{say('connect.poll.note')}</p>}
      <button type="button" class={crm.crm === 'onec' ? 'main wide' : 'wide'} disabled={work.busy} onClick={() => act({ act: 'poll', crm: crm.crm })}>
        {say('connect.poll')}
      </button>
    </>
  );
  const byHand = (
    <>
      {isWord(word) && <p>{say(word)}</p>}
      {crm.crm === 'onec' && poll}
      {crm.address === '' ? <Notice kind="bad">{say('connect.events.nowhere')}</Notice> : <Address speak={speak} crm={crm.crm} address={crm.address} />}
    </>
  );
  const canArm = crm.canArm && crm.connected && crm.address !== '';
  return (
    <>
      {canArm &&
        (crm.armed ? (
          <Notice kind="good">{say('connect.armed')}</Notice>
        ) : (
          <>
            <p>{say('connect.arm.note')}</p>
            <button type="button" class="main wide" disabled={work.busy} onClick={() => act({ act: 'arm', crm: crm.crm })}>
              {say('connect.arm')}
            </button>
          </>
        ))}
      {canArm ? (
        <details class="where">
          <summary>{say('connect.by.hand')}</summary>
          {byHand}
        </details>
      ) : (
        byHand
      )}
      {crm.crm === 'bitrix24' && (
        <>
          <Field label={say('connect.sign')} hint={say(crm.signed ? 'connect.signed' : 'connect.sign.note')}>
            <input value={token} type="password" autocomplete="new-password" onInput={(e) => setToken(e.currentTarget.value)} />
          </Field>
          {token.trim() !== '' && (
            <button type="button" disabled={work.busy} onClick={() => act({ act: 'sign', crm: crm.crm, token }, () => setToken(''))}>
              {say('connect.sign.save')}
            </button>
          )}
        </>
      )}
      <div class="waiting" role="status">
        <span class="dot yellow flash" /> {say(crm.crm === 'json' || !crm.connected ? 'connect.wait.push' : 'connect.wait')}
      </div>
      {crm.connected && (
        <>
          <button type="button" class="link" disabled={work.busy} onClick={() => act({ act: 'later', crm: crm.crm })}>
            {say('connect.later')}
          </button>
          {crm.crm !== 'onec' && poll}
        </>
      )}
    </>
  );
}

/** A load or reconciliation on its way: how far, how long still, stop and go on. */
export function Pulling({ parts: { speak, work, act }, crm }: Props) {
  const { say } = speak,
    { what, entity, done, total, etaSeconds, state } = crm.pull,
    label = say(what === 'reconcile' ? 'connect.reconcile.running' : 'connect.load.running', { kind: entity ? say(`connect.kind.${entity}`) : '…' });
  if (state !== 'running' && state !== 'waiting' && state !== 'stopped') return null;
  const isStopped = state === 'stopped';
  return (
    <div class="working">
      {isStopped ? (
        <p>{say('connect.stopped', { done: speak.number(done) })}</p>
      ) : (
        <>
          <div class="row spread">
            <span>{label}</span>
            <span class="hint">
              {total === null
                ? say('connect.count', { done: speak.number(done) })
                : say('connect.count.of', { done: speak.number(done), total: speak.number(total) })}
            </span>
          </div>
          <Bar label={label} done={done} total={total ?? 0} />
          {etaSeconds !== null && <div class="hint">{say('connect.left', { time: speak.span(Math.max(60, etaSeconds)) })}</div>}
          {state === 'waiting' && <p class="hint">{say('connect.waits')}</p>}
        </>
      )}
      <div class="row">
        {isStopped || state === 'waiting' ? (
          <button type="button" class="main" disabled={work.busy} onClick={() => act({ act: what ?? 'load', crm: crm.crm })}>
            {say('connect.go.on')}
          </button>
        ) : (
          <button type="button" disabled={work.busy} onClick={() => act({ act: 'stop', crm: crm.crm })}>
            {say('connect.stop')}
          </button>
        )}
      </div>
    </div>
  );
}

export function LoadStep({ parts, crm }: Props) {
  const {
    speak: { say },
    work,
    act,
  } = parts;
  if (crm.pull.what !== null) return <Pulling parts={parts} crm={crm} />;
  return (
    <>
      <p>{say('connect.load.note')}</p>
      <button type="button" class="main wide" disabled={work.busy} onClick={() => act({ act: 'load', crm: crm.crm })}>
        {say('connect.load')}
      </button>
    </>
  );
}

export function ReconcileStep({ parts, crm }: Props) {
  const {
    speak: { say },
    work,
    act,
  } = parts;
  if (crm.pull.state !== 'done' && crm.pull.state !== 'idle') return <Pulling parts={parts} crm={crm} />;
  return (
    <>
      {crm.certificate ? <Certificate parts={parts} crm={crm} /> : <p>{say('connect.reconcile.note')}</p>}
      <button type="button" class="main wide" disabled={work.busy} onClick={() => act({ act: 'reconcile', crm: crm.crm })}>
        {say('connect.reconcile')}
      </button>
    </>
  );
}

/** What the newest certificate says. */
export function Certificate({ parts: { speak, page }, crm }: Props) {
  const { say, number } = speak,
    { certificate } = crm;
  if (!certificate) return null;
  const { good, fresh, at, checked, missing, stale, deleted, repaired, rows } = certificate;
  return (
    <Notice kind={!good ? 'bad' : fresh ? 'good' : 'ask'}>
      <b>{say(!good ? 'connect.differs' : fresh ? 'connect.equal' : 'connect.old')}</b>
      <div>
        {speak.time(at, page.now.slice(0, 10))}:{' '}
        {say('connect.certificate', {
          checked: number(checked),
          missing: number(missing),
          stale: number(stale),
          deleted: number(deleted),
          repaired: number(repaired),
        })}
      </div>
      {rows !== '' && <div>{say('connect.certificate.rows', { rows })}</div>}
      {!good && <div>{say('connect.differs.note')}</div>}
    </Notice>
  );
}
