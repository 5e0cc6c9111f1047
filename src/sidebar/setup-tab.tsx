import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import type { Caller } from './call';
import type { Live } from './live';
import type { Line, Picks } from './mapping-list';
import { lineKey, MappingList } from './mapping-list';
import { Bar, Failed, Notice } from './parts';
import type { Speaker } from './say';
import { SetupHealth } from './setup-health';
import { useWork } from './work';

type Page = Answer<'setupPage'>;
/** Milliseconds between news and reading the page again: events may come in one after another. */
const CALM = 2_000;
const kinds = ['stage', 'field', 'manager'] as const;

/** Set-up: is the CRM connected, what has to be mapped, what went wrong. Reads itself again when events come in, never over what a person is choosing. */
export function SetupTab({ speak, call, live, active }: { readonly speak: Speaker; readonly call: Caller; readonly live: Live; readonly active: boolean }) {
  const { say } = speak,
    [page, setPage] = useState<Page | null>(null),
    [picks, setPicks] = useState<Picks>(new Map()),
    [names, setNames] = useState<Picks>(new Map()),
    [said, setSaid] = useState<readonly string[]>([]),
    [hits, setHits] = useState<readonly string[]>([]);
  const [all, setAll] = useState(false),
    { busy, failure, run } = useWork();
  useEffect(() => {
    if (!active) return;
    const timer = window.setTimeout(() => run(() => call('setupPage', {}), setPage), page ? CALM : 0);
    return () => window.clearTimeout(timer);
  }, [active, live.news]);
  if (!page) return failure ? <Failed speak={speak} failure={failure.told} again={failure.again} /> : <p class="hint">{say('loading')}</p>;

  const titleOf = (line: Line, value: string): string =>
    line.kind === 'manager'
      ? value
      : ((line.kind === 'stage' ? page.outcomes : page.meanings).find(({ key }) => key === value)?.title ?? (value || say('setup.choose')));
  const wanted = () =>
    page.lines.flatMap((line) => {
      const value = picks.get(lineKey(line)) ?? line.value,
        name = names.get(lineKey(line))?.trim() ?? '';
      return value === line.value && name === '' ? [] : [{ kind: line.kind, key: line.key, was: line.value, value, name }];
    });
  const save = (): void => {
    const changes = wanted();
    run(
      () => call('saveMapping', { changes }),
      (result) => {
        const left = new Set(result.conflicts.map(lineKey));
        setPicks(
          (now) => new Map([...now].filter(([key, value]) => left.has(key) || changes.every((change) => lineKey(change) !== key || change.value !== value))),
        );
        setNames(new Map());
        setPage(result.page);
        setSaid(result.saved > 0 ? [say('setup.saved', { n: result.saved })] : []);
        setHits(
          result.conflicts.map((one) => {
            const line = result.page.lines.find((known) => lineKey(known) === lineKey(one));
            return line ? say('setup.conflict', { title: line.title, theirs: titleOf(line, one.theirs) }) : '';
          }),
        );
        live.poke();
      },
    );
  };
  const changed = wanted().length;
  const guesses = page.lines.filter((line) => line.value === '' && line.guess !== '' && !picks.has(lineKey(line)));
  const progress = live.state?.progress;
  return (
    <>
      <SetupHealth speak={speak} page={page} />
      {kinds.map((kind) => (
        <MappingList
          key={kind}
          speak={speak}
          kind={kind}
          lines={page.lines.filter((line) => line.kind === kind)}
          choices={kind === 'stage' ? page.outcomes : page.meanings}
          picks={picks}
          names={names}
          all={all}
          onName={(line, name) => {
            setSaid([]);
            setNames(new Map(names).set(lineKey(line), name));
          }}
          onPick={(line, value) => {
            setSaid([]);
            setPicks(new Map(picks).set(lineKey(line), value));
          }}
        />
      ))}
      <div class="row wrap">
        {guesses.length > 0 && (
          <button type="button" onClick={() => setPicks(new Map([...picks, ...guesses.map((line): [string, string] => [lineKey(line), line.guess])]))}>
            {say('setup.guess', { n: guesses.length })}
          </button>
        )}
        <button type="button" class="main" disabled={busy || changed === 0} onClick={save}>
          {busy && changed > 0 ? say('saving') : say('setup.save', { n: changed })}
        </button>
      </div>
      <label class="radio">
        <input type="checkbox" checked={all} onChange={(e) => setAll(e.currentTarget.checked)} />
        {say('setup.all')}
      </label>
      {said.map((text) => (
        <Notice key={text} kind="good">
          {text}
        </Notice>
      ))}
      {progress?.what === 'reread' && (
        <div class="working">
          <div class="row spread">
            <span>{say('refresh.progress.reread')}</span>
            <span>{progress.total > 0 && say('refresh.progress.count', { done: progress.done, total: progress.total })}</span>
          </div>
          <Bar label={say('refresh.progress.reread')} done={progress.done} total={progress.total} />
        </div>
      )}
      {hits
        .filter((text) => text !== '')
        .map((text) => (
          <Notice key={text} kind="ask">
            {text}
          </Notice>
        ))}
      {failure && <Failed speak={speak} failure={failure.told} again={failure.again} />}
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
