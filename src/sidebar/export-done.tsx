import { differencesFile, download, type FileChoice, type MadeFile } from './export-file';
import type { ExportSay } from './export-say';
import { type Exported, moneyText } from './export-text';
import { Notice } from './parts';
import type { Speaker } from './say';

export interface Finished {
  readonly exported: Exported;
  readonly made: MadeFile;
  /** events still waited while the file was made */
  readonly isStale: boolean;
}
interface Props extends Finished {
  readonly say: ExportSay;
  readonly speak: Speaker;
  readonly choice: FileChoice;
}

/** Differences and lost signs shown; the rest is counted. */
const SHOWN = 20;

/** What was downloaded, by which totals it can be checked, and all that a person should know of it. */
export function ExportDone({ say, speak, choice, exported, made, isStale }: Props) {
  const { previous, sums, sum, hash, rows } = exported,
    { differences, lost } = made;
  return (
    <>
      <Notice kind="good">
        <b>{say('made', { file: made.name })}</b>
        {exported.isSame && <div>{say('same', { version: exported.version, at: `${speak.day(exported.at.slice(0, 10))}, ${exported.at.slice(11, 16)}` })}</div>}
        <div>{say('totals', { rows: rows.length, sum: moneyText(sums[sum] ?? 0), hash })}</div>
      </Notice>
      {isStale && <Notice kind="note">{say('stale')}</Notice>}
      {exported.notes.length > 0 && (
        <Notice kind="ask">
          {speak.say('notes.title', { n: exported.notes.length })}
          <ul>
            {exported.notes.slice(0, SHOWN).map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Notice>
      )}
      {lost.length > 0 && (
        <Notice kind="ask">
          <b>{say('lost', { n: lost.reduce((n, { times }) => n + times, 0) })}</b>
          <ul>
            {lost.slice(0, SHOWN).map((one) => (
              <li key={one.sign}>{say('lost.one', { ...one })}</li>
            ))}
          </ul>
          {lost.length > SHOWN && <div>{say('more', { n: lost.length - SHOWN })}</div>}
          <div>{say('lost.mend')}</div>
        </Notice>
      )}
      {previous?.kept && (
        <Notice kind="note">
          <b>{say('differences', { version: previous.version, n: differences.length })}</b>
          <ul>
            {differences.slice(0, SHOWN).map((one, i) => (
              <li key={`${i} ${one.row}`}>
                {say(one.kind)}: {one.row}
                {one.column !== '' && ` — ${one.column}: ${one.was || '…'} → ${one.now || '…'}`}
              </li>
            ))}
          </ul>
          {differences.length > SHOWN && <div>{say('more', { n: differences.length - SHOWN })}</div>}
          <button type="button" class="link" onClick={() => download(differencesFile(exported, differences, choice, say))}>
            {say('differences.download')}
          </button>
        </Notice>
      )}
      {previous && !previous.kept && (
        <Notice kind="note">{say('differences.unkept', { version: previous.version, rows: previous.rows, sum: moneyText(previous.sum) })}</Notice>
      )}
    </>
  );
}
