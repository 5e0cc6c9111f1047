import { Fragment } from 'preact';
import type { Answer } from '../hosts/apps-script/api';
import type { Speaker } from './say';

type Page = Answer<'setupPage'>;

/** The traffic light with its reasons. */
export function SetupLight({ speak, page: { light } }: { readonly speak: Speaker; readonly page: Page }) {
  const { say } = speak;
  return (
    <section class={`light ${light.colour}`} role="status" aria-label={say(`setup.light.${light.colour}`)}>
      <span class={`dot ${light.colour}`} />
      <div>
        <b>{say(`setup.light.${light.colour}`)}</b>
        {light.reasons.map(({ code, n, crm }) => (
          <div key={`${code} ${crm}`}>{say(`setup.reason.${code}`, { n: speak.number(n), crm })}</div>
        ))}
      </div>
    </section>
  );
}

/** How fast events come in. */
export function SetupFlow({ speak, page }: { readonly speak: Speaker; readonly page: Page }) {
  const { say } = speak,
    { journal, lag } = page;
  return (
    <>
      <h2>{say('setup.flow')}</h2>
      <dl>
        <dt>{say('setup.last')}</dt>
        <dd>{page.lastEvent === '' ? say('setup.never') : speak.time(page.lastEvent, page.now.slice(0, 10))}</dd>
        {lag &&
          (['p50', 'p95'] as const).map((which) => (
            <Fragment key={which}>
              <dt title={say('setup.lag.note', { n: lag.n })}>{say(`setup.lag.${which}`)}</dt>
              <dd>{lag[which] < 1 ? say('setup.lag.none') : say('setup.lag.value', { time: speak.span(lag[which]) })}</dd>
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
