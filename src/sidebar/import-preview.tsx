import type { SidebarWord } from '../i18n/sidebar-words';
import type { Taken } from './import-rows';
import { Notice } from './parts';
import type { Speaker } from './say';

/** Rows and remarks shown: the rest is counted. */
const SHOWN = 3,
  MOST = 50;

/** The first rows as they would be taken, and all that would be left out, row by row. */
export function ImportPreview({ speak, taken }: { readonly speak: Speaker; readonly taken: Taken }) {
  const { say } = speak,
    { events, faults } = taken;
  const pairs = (entity: Readonly<Record<string, unknown>>): [string, string][] =>
    Object.entries(entity).flatMap(([key, value]): [string, string][] => {
      if (key === 'history' || value === '') return [];
      return key === 'fields'
        ? Object.entries(value as Record<string, string>).filter(([, text]) => text !== '')
        : [[say(`import.to.${key}` as SidebarWord), String(value)]];
    });
  return (
    <>
      {events.length > 0 && <h2>{say('import.preview')}</h2>}
      {events.slice(0, SHOWN).map(({ entity }) => (
        <dl class="card" key={String(entity.ref)}>
          {pairs(entity).map(([name, value]) => (
            <>
              <dt key={name}>{name}</dt>
              <dd class="clip">{value}</dd>
            </>
          ))}
        </dl>
      ))}
      {faults.length > 0 && (
        <Notice kind="ask">
          <details open={faults.length <= 5}>
            <summary>{say('import.faults', { n: faults.length })}</summary>
            <ul>
              {faults.slice(0, MOST).map(({ row, column, value, why }, i) => (
                <li key={`${i} ${row}`}>{say(`import.fault.${why}`, { row, column, value })}</li>
              ))}
            </ul>
            {faults.length > MOST && <p>{say('import.more', { n: faults.length - MOST })}</p>}
          </details>
        </Notice>
      )}
    </>
  );
}
