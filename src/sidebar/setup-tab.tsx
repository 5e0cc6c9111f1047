import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import type { Caller } from './call';
import { ConnectList } from './connect-list';
import type { Act, Crm } from './connect-parts';
import type { Live } from './live';
import type { Line, Picks } from './mapping-list';
import { lineKey } from './mapping-list';
import { type Changes, type Chosen, MappingPart, MappingStep } from './mapping-part';
import { Bar, Failed, Notice } from './parts';
import type { Speaker } from './say';
import { SetupFlow, SetupLight } from './setup-health';
import { SetupProblems } from './setup-problems';
import { useWork } from './work';

type Page = Answer<'setupPage'>;
/** Milliseconds between news and reading the page again: events may come in one after another. And between two looks while a load runs or a first event is awaited. */
const CALM = 2_000,
  LIVELY = 3_000;

const isNow = (crm: Crm, key: Crm['steps'][number]['key']): boolean => crm.steps.some((step) => step.key === key && step.state === 'now');
const isPulling = ({ pull }: Crm): boolean => pull.what !== null && (pull.state === 'running' || pull.state === 'waiting');

/** Set-up: which CRMs are connected, what has to be mapped, what went wrong. Reads itself again when events come in, never over what a person is choosing. */
export function SetupTab({
  speak,
  call,
  live,
  active,
  onImport,
}: {
  readonly speak: Speaker;
  readonly call: Caller;
  readonly live: Live;
  readonly active: boolean;
  readonly onImport: () => void;
}) {
  const { say } = speak,
    [page, setPage] = useState<Page | null>(null),
    [picks, setPicks] = useState<Picks>(new Map()),
    [names, setNames] = useState<Picks>(new Map()),
    [said, setSaid] = useState<readonly string[]>([]),
    [hits, setHits] = useState<readonly string[]>([]);
  const [all, setAll] = useState(false),
    [about, setAbout] = useState(''),
    { busy, failure, run } = useWork(),
    work = useWork();
  /** A look that began before an act knows less than the act's answer. */
  const acts = useRef(0);
  const show = (next: Page): void => {
    acts.current += 1;
    setPage(next);
  };
  const look = async (): Promise<void> => {
    const before = acts.current,
      answer = await call('setupPage', {});
    if (answer.ok && acts.current === before) setPage(answer.value);
  };
  useEffect(() => {
    if (!active) return;
    const timer = window.setTimeout(() => (page ? void look() : run(() => call('setupPage', {}), setPage)), page ? CALM : 0);
    return () => window.clearTimeout(timer);
  }, [active, live.news]);
  const isLively = page?.crms.some((crm) => isPulling(crm) || isNow(crm, 'events')) ?? false,
    isLoading = page?.crms.some(isPulling) ?? false;
  useEffect(() => {
    if (!active || !isLively) return;
    let timer = 0;
    const again = async (): Promise<void> => {
      if (!document.hidden) {
        if (isLoading) live.poke();
        await look();
      }
      timer = window.setTimeout(() => void again(), LIVELY);
    };
    timer = window.setTimeout(() => void again(), LIVELY);
    return () => window.clearTimeout(timer);
  }, [active, isLively, isLoading]);
  if (!page) return failure ? <Failed speak={speak} failure={failure.told} again={failure.again} /> : <p class="hint">{say('loading')}</p>;

  const act: Act = (args, then) => {
    setAbout(args.crm);
    setSaid([]);
    work.run(
      () => call('connectCrm', args),
      (next) => {
        show(next);
        then?.();
        live.poke();
      },
    );
  };
  const titleOf = (line: Line, value: string): string =>
    line.kind === 'manager'
      ? value
      : ((line.kind === 'stage' ? page.outcomes : page.meanings).find(({ key }) => key === value)?.title ?? (value || say('setup.choose')));
  const save = (changes: Changes, then?: () => void): void =>
    run(
      () => call('saveMapping', { changes }),
      (result) => {
        const left = new Set(result.conflicts.map(lineKey));
        setPicks(
          (now) => new Map([...now].filter(([key, value]) => left.has(key) || changes.every((change) => lineKey(change) !== key || change.value !== value))),
        );
        setNames(new Map());
        show(result.page);
        setSaid(result.saved > 0 ? [say('setup.saved', { n: result.saved })] : []);
        setHits(
          result.conflicts.map((one) => {
            const line = result.page.lines.find((known) => lineKey(known) === lineKey(one));
            return line ? say('setup.conflict', { title: line.title, theirs: titleOf(line, one.theirs) }) : '';
          }),
        );
        live.poke();
        if (result.conflicts.length === 0) then?.();
      },
    );
  const chosen: Chosen = {
    picks,
    names,
    onPicks: (next) => {
      setSaid([]);
      setPicks(next);
    },
    onNames: (next) => {
      setSaid([]);
      setNames(next);
    },
  };
  const linesOf = ({ crm }: Crm): Line[] => page.lines.filter((line) => line.crm === crm);
  const mapping = (crm: Crm) => (
    <>
      <MappingStep
        speak={speak}
        page={page}
        lines={linesOf(crm)}
        chosen={chosen}
        busy={busy || work.busy}
        onConfirm={(changes) => {
          const confirm = (): void => act({ act: 'confirm', crm: crm.crm });
          if (changes.length > 0) save(changes, confirm);
          else confirm();
        }}
      />
      {failure && <Failed speak={speak} failure={failure.told} again={failure.again} />}
    </>
  );
  /** those whose mapping is a step that is still to be done stand there */
  const inMap = (isDone: boolean): Set<string> =>
      new Set(page.crms.filter((crm) => crm.steps.some(({ key, state }) => key === 'map' && (state === 'done') === isDone)).map(({ crm }) => crm)),
    inSteps = inMap(false),
    settled = inMap(true),
    progress = live.state?.progress;
  return (
    <>
      <SetupLight speak={speak} page={page} />
      <ConnectList parts={{ speak, page, work, about, act }} mapping={mapping} onImport={onImport} />
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
      <MappingPart
        speak={speak}
        page={page}
        lines={page.lines.filter((line) => !inSteps.has(line.crm))}
        settled={settled}
        chosen={chosen}
        busy={busy}
        all={all}
        onAll={setAll}
        onSave={(changes) => save(changes)}
      />
      {failure && inSteps.size === 0 && <Failed speak={speak} failure={failure.told} again={failure.again} />}
      <SetupFlow speak={speak} page={page} />
      <SetupProblems speak={speak} page={page} />
    </>
  );
}
