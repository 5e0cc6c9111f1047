import type { Answer } from '../hosts/apps-script/api';
import type { Speaker } from './say';

/** What came for closed months since they were closed, and who closed and opened which month. */
export function ClosingActs({ speak, page }: { readonly speak: Speaker; readonly page: Answer<'closingPage'> }) {
  const { say } = speak;
  return (
    <>
      {page.through !== '' && (
        <>
          <h2>{say('closing.corrections')}</h2>
          {page.corrections.length === 0 && <p class="hint">{say('closing.corrections.none')}</p>}
          {page.corrections.map(({ tab, column, amount }) => (
            <div key={`${tab} ${column}`} class="row spread">
              <span class="clip" title={`${tab}: ${column}`}>
                {tab === column ? tab : `${tab}: ${column}`}
              </span>
              <span>{speak.money(amount, page.currency)}</span>
            </div>
          ))}
        </>
      )}
      <h2>{say('closing.acts')}</h2>
      {page.acts.length === 0 && <p class="hint">{say('closing.acts.none')}</p>}
      <ol class="log">
        {page.acts.map((act, i) => (
          <li key={page.acts.length - i}>
            <div class="row spread">
              <b>
                {speak.month(act.month)} {say(act.action === 'close' ? 'closing.act.close' : 'closing.act.reopen')}
              </b>
              <span class="hint">{speak.time(act.at, page.today)}</span>
            </div>
            <div class="hint">{[act.author, act.hash].filter((text) => text !== '').join(' · ')}</div>
          </li>
        ))}
      </ol>
    </>
  );
}
