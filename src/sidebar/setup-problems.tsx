import type { Answer } from '../hosts/apps-script/api';
import type { Speaker } from './say';

/** What is not understood, where it is and what to do; newest first. */
export function SetupProblems({ speak, page }: { readonly speak: Speaker; readonly page: Answer<'setupPage'> }) {
  const { say } = speak;
  return (
    <>
      <h2>{say('setup.problems')}</h2>
      {page.problems.length === 0 && <p class="hint">{say('setup.problems.none')}</p>}
      <ul class="problems" aria-label={say('setup.problems')}>
        {page.problems.map((one, i) => (
          <li key={`${i} ${one.what}`}>
            <div class="row spread">
              <b>{one.what}</b>
              {one.times > 1 && <span class="chip">{say('setup.times', { n: one.times })}</span>}
            </div>
            {one.mend !== '' && <div>{one.mend}</div>}
            <div class="hint">
              {[
                one.tab === '' ? '' : one.row === '' ? say('setup.where.tab', { tab: one.tab }) : say('setup.where', { tab: one.tab, row: one.row }),
                one.at === '' ? '' : speak.time(one.at, page.now.slice(0, 10)),
              ]
                .filter((text) => text !== '')
                .join(' · ')}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
