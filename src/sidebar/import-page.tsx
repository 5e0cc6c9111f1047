import { useMemo, useState } from 'preact/hooks';
import { bankSay } from './bank-say';
import { BankTab } from './bank-tab';
import type { Caller } from './call';
import { ImportTab } from './import-tab';
import type { Live } from './live';
import type { Speaker } from './say';

const sources = ['table', 'bank'] as const;

/** What can be brought in: a table of somebody else's, or a statement of the bank. */
export function ImportPage(props: { readonly speak: Speaker; readonly call: Caller; readonly live: Live }) {
  const [source, setSource] = useState<(typeof sources)[number]>('table'),
    say = useMemo(() => bankSay(props.speak.lang), [props.speak.lang]);
  return (
    <>
      <fieldset class="segments" aria-label={say('source')}>
        {sources.map((one) => (
          <button key={one} type="button" aria-pressed={one === source} onClick={() => setSource(one)}>
            {say(one)}
          </button>
        ))}
      </fieldset>
      {source === 'table' ? <ImportTab {...props} /> : <BankTab {...props} />}
    </>
  );
}
