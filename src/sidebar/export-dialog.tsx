import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Answer, Bootstrap } from '../hosts/apps-script/api';
import { caller } from './call';
import { ExportDone, type Finished } from './export-done';
import { download, type FileChoice, makeFile } from './export-file';
import { exportSay } from './export-say';
import { Failed, Field } from './parts';
import { speaker } from './say';
import { useWork } from './work';

/** Choose what, for which month and how; the file is made here of typed rows and handed to the browser. */
export function ExportDialog({ lang }: Pick<Bootstrap, 'lang'>) {
  const speak = useMemo(() => speaker(lang), [lang]),
    say = useMemo(() => exportSay(lang), [lang]),
    call = useMemo(() => caller(speak), [speak]),
    { busy, failure, run } = useWork();
  const [page, setPage] = useState<Answer<'exportsPage'> | null>(null),
    [key, setKey] = useState(''),
    [wished, setMonth] = useState(''),
    [choice, setChoice] = useState<FileChoice>({ format: 'csv', encoding: 'windows-1251', header: true, control: true }),
    [done, setDone] = useState<Finished | null>(null);
  const look = (): void => run(() => call('exportsPage', {}), setPage);
  useEffect(look, []);

  const one = page?.exports.find((each) => each.key === key) ?? page?.exports[0];
  if (!page || !one) return <main>{failure ? <Failed speak={speak} failure={failure.told} again={failure.again} /> : <p>{speak.say('loading')}</p>}</main>;
  const month = one.months === null ? '' : (one.months.find((each) => each === wished) ?? one.months[0] ?? '');
  const choose = (more: Partial<FileChoice>): void => {
    setChoice({ ...choice, ...more });
    setDone(null);
  };
  const take = (isStale: boolean): void =>
    run(
      () => call('makeExport', { key: one.key, month }),
      (exported) => {
        void makeFile(exported, choice, say).then((made) => {
          download(made);
          setDone({ exported, made, isStale });
          look();
        });
      },
    );
  // what has come and is not counted yet is counted first, so that the file holds what the tab will show
  const start = (): void => {
    setDone(null);
    run(
      () => call('tick', {}),
      ({ pending, progress }) => take(pending > 0 || progress !== null),
    );
  };

  return (
    <main>
      <Field label={say('what')}>
        <select
          value={one.key}
          onChange={(e) => {
            setKey(e.currentTarget.value);
            setDone(null);
          }}
        >
          {page.exports.map((each) => (
            <option key={each.key} value={each.key}>
              {each.title}
            </option>
          ))}
        </select>
      </Field>
      {one.months === null ? (
        <p class="hint">{say('asToday', { day: speak.day(page.today) })}</p>
      ) : one.months.length === 0 ? (
        <p class="hint">{say('month.none')}</p>
      ) : (
        <Field label={say('month')}>
          <select
            value={month}
            onChange={(e) => {
              setMonth(e.currentTarget.value);
              setDone(null);
            }}
          >
            {one.months.map((each) => (
              <option key={each} value={each}>
                {speak.month(each)}
              </option>
            ))}
          </select>
        </Field>
      )}
      <fieldset class="segments" aria-label={say('format')}>
        {(['csv', 'xlsx'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={choice.format === each} onClick={() => choose({ format: each })}>
            {say(`format.${each}`)}
          </button>
        ))}
      </fieldset>
      {choice.format === 'csv' && (
        <>
          <Field label={say('encoding')}>
            <select value={choice.encoding} onChange={(e) => choose({ encoding: e.currentTarget.value as FileChoice['encoding'] })}>
              <option value="windows-1251">windows-1251</option>
              <option value="utf-8">UTF-8 (BOM)</option>
            </select>
          </Field>
          {(['header', 'control'] as const).map((each) => (
            <label key={each} class="radio">
              <input type="checkbox" checked={choice[each]} onChange={(e) => choose({ [each]: e.currentTarget.checked })} />
              {say(each)}
            </label>
          ))}
        </>
      )}
      <p>
        <button type="button" class="main wide" disabled={busy || (one.months !== null && month === '')} onClick={start}>
          {busy ? say('working') : say('download')}
        </button>
      </p>
      {failure && <Failed speak={speak} failure={failure.told} again={failure.again} />}
      {done && <ExportDone say={say} speak={speak} choice={choice} {...done} />}
      {page.done.length > 0 && (
        <details>
          <summary>{say('done')}</summary>
          <ul>
            {page.done.map((each) => (
              <li key={each.file}>
                {each.file} · {speak.time(each.at, page.today)} · {each.author}
              </li>
            ))}
          </ul>
        </details>
      )}
    </main>
  );
}
