import { useState } from 'preact/hooks';
import { ConnectKey } from './connect-key';
import type { Crm, Parts } from './connect-parts';
import { ConnectState } from './connect-state';
import { CheckStep, EventsStep, LoadStep, MapStep, ReconcileStep } from './connect-steps';
import { Failed, Notice } from './parts';
import { isWord } from './say';

type StepKey = Crm['steps'][number]['key'];

/** One CRM: its steps while it is being set up, its state afterwards. */
export function ConnectCard({ parts, crm, mapping }: { readonly parts: Parts; readonly crm: Crm; readonly mapping: (crm: Crm) => preact.ComponentChildren }) {
  const {
      speak: { say },
      act,
      work,
    } = parts,
    [sure, setSure] = useState(false),
    [keying, setKeying] = useState(false);
  const at = crm.steps.findIndex(({ state }) => state === 'now'),
    now = crm.steps[at]?.key;
  return (
    <section class="card crm" aria-label={crm.title}>
      <div class="row spread">
        <span class={`dot ${crm.colour}`} />
        <b class="grow">{crm.title}</b>
        {now && <span class="chip">{say('connect.progress', { n: at + 1, all: crm.steps.length })}</span>}
      </div>
      {crm.checked && at !== 1 && <div class="hint account">{crm.checked.account}</div>}
      {crm.told.map(({ code, what, mend }) => (
        <Notice key={code} kind={crm.colour === 'red' ? 'bad' : 'ask'}>
          <b>{what}</b>
          <div>{mend}</div>
        </Notice>
      ))}
      {now ? (
        <ol class="steps">
          {crm.steps.map(({ key, state }, i) => (
            <li key={key} class={state} aria-current={state === 'now' ? 'step' : undefined}>
              <div class="row spread">
                <span class="mark">{state === 'done' ? '✓' : i + 1}</span>
                <span class="grow">{say(`connect.step.${key}`)}</span>
                {state === 'done' && key === 'key' && !keying && (
                  <button type="button" class="link" onClick={() => setKeying(true)}>
                    {say('connect.again')}
                  </button>
                )}
              </div>
              {state === 'done' && key === 'key' && keying && <ConnectKey parts={parts} crm={crm} onDone={() => setKeying(false)} />}
              {state === 'done' && key === 'events' && <div class="hint">{cameAt(parts, crm)}</div>}
              {state === 'now' && <Failure parts={parts} crm={crm} />}
              {state === 'now' && <Body parts={parts} crm={crm} step={key} mapping={mapping} />}
            </li>
          ))}
        </ol>
      ) : (
        <>
          <Failure parts={parts} crm={crm} />
          <ConnectState parts={parts} crm={crm} keying={keying} onKey={setKeying} />
        </>
      )}
      {sure ? (
        <Notice kind="ask">
          <div>{say('connect.off.sure', { crm: crm.title })}</div>
          <div class="row">
            <button type="button" class="danger" disabled={work.busy} onClick={() => act({ act: 'disconnect', crm: crm.crm }, () => setSure(false))}>
              {say('connect.off')}
            </button>
            <button type="button" onClick={() => setSure(false)}>
              {say('cancel')}
            </button>
          </div>
        </Notice>
      ) : crm.connected ? (
        <button type="button" class="link danger" onClick={() => setSure(true)}>
          {say('connect.off')}
        </button>
      ) : (
        now && (
          <button type="button" class="link" disabled={work.busy} onClick={() => act({ act: 'drop', crm: crm.crm })}>
            {say('connect.drop')}
          </button>
        )
      )}
    </section>
  );
}

/** The last act failed: what, what to do, and what usually is the cause with this CRM. */
function Failure({ parts: { speak, work, about }, crm: { crm } }: { readonly parts: Parts; readonly crm: Crm }) {
  const failed = work.failure,
    hint = `connect.hint.${crm}.${failed?.told.code ?? ''}`;
  if (!failed || about !== crm) return null;
  return (
    <>
      <Failed speak={speak} failure={failed.told} again={failed.again} />
      {isWord(hint) && <p>{speak.say(hint)}</p>}
    </>
  );
}

const cameAt = ({ speak, page }: Parts, crm: Crm): string =>
  crm.lastEvent !== '' ? speak.say('connect.arrived', { time: speak.time(crm.lastEvent, page.now.slice(0, 10)) }) : crm.polls ? speak.say('connect.polls') : '';

function Body({
  parts,
  crm,
  step,
  mapping,
}: {
  readonly parts: Parts;
  readonly crm: Crm;
  readonly step: StepKey;
  readonly mapping: (crm: Crm) => preact.ComponentChildren;
}) {
  switch (step) {
    case 'key':
      return <ConnectKey parts={parts} crm={crm} />;
    case 'check':
      return <CheckStep parts={parts} crm={crm} />;
    case 'map':
      return <MapStep parts={parts} crm={crm} mapping={mapping} />;
    case 'events':
      return <EventsStep parts={parts} crm={crm} />;
    case 'load':
      return <LoadStep parts={parts} crm={crm} />;
    default:
      return <ReconcileStep parts={parts} crm={crm} />;
  }
}
