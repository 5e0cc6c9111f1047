import { useState } from 'preact/hooks';
import { ConnectCard } from './connect-card';
import type { Crm, Page, Parts } from './connect-parts';
import { Failed } from './parts';
import { isWord } from './say';

/** Which CRMs feed this workbook, each with its steps or its state; where there is none yet, the choice comes first. */
export function ConnectList({
  parts,
  mapping,
  onImport,
}: {
  readonly parts: Parts;
  readonly mapping: (crm: Crm) => preact.ComponentChildren;
  readonly onImport: () => void;
}) {
  const {
      page,
      speak: { say },
    } = parts,
    [adding, setAdding] = useState(false);
  const isFirst = page.crms.length === 0 && !page.imports,
    free = page.offered.filter(({ crm }) => !page.crms.some((one) => one.crm === crm) && !(crm === 'import' && page.imports));
  return (
    <section aria-label={say('connect.title')}>
      {!isFirst && <h2>{say('connect.title')}</h2>}
      {page.crms.map((crm) => (
        <ConnectCard key={crm.crm} parts={parts} crm={crm} mapping={mapping} />
      ))}
      {page.imports && page.crms.length === 0 && (
        <p>
          {say('connect.import')}{' '}
          <button type="button" class="link" onClick={onImport}>
            {say('tab.import')}
          </button>
        </p>
      )}
      {isFirst || adding ? (
        <Choice parts={parts} free={free} isFirst={isFirst} onImport={onImport} onDone={() => setAdding(false)} />
      ) : (
        free.length > 0 && (
          <button type="button" class="link" onClick={() => setAdding(true)}>
            + {say('connect.add')}
          </button>
        )
      )}
      {parts.work.failure && !page.crms.some(({ crm }) => crm === parts.about) && (
        <Failed speak={parts.speak} failure={parts.work.failure.told} again={parts.work.failure.again} />
      )}
    </section>
  );
}

function Choice({
  parts: { speak, work, act },
  free,
  isFirst,
  onImport,
  onDone,
}: {
  readonly parts: Parts;
  readonly free: Page['offered'];
  readonly isFirst: boolean;
  readonly onImport: () => void;
  readonly onDone: () => void;
}) {
  const { say } = speak;
  const word = (key: string, fallback: string): string => (isWord(key) ? say(key) : fallback);
  return (
    <div class="card">
      <h2>{say(isFirst ? 'connect.first' : 'connect.add')}</h2>
      {isFirst && <p class="hint">{say('connect.first.note')}</p>}
      <div class="choices">
        {free.map(({ crm, title }) => (
          <button
            type="button"
            key={crm}
            disabled={work.busy}
            onClick={() =>
              act({ act: 'choose', crm }, () => {
                onDone();
                if (crm === 'import') onImport();
              })
            }
          >
            <b>{word(`connect.choose.${crm}`, title)}</b>
            <span class="hint">{word(`connect.choose.${crm}.note`, '')}</span>
          </button>
        ))}
      </div>
      {!isFirst && (
        <button type="button" class="link" onClick={onDone}>
          {say('cancel')}
        </button>
      )}
    </div>
  );
}
