import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import type { Caller } from './call';
import type { Live } from './live';
import { Failed, MonthPicker, Notice, Unread } from './parts';
import { PlanConflicts } from './plan-conflicts';
import type { Edits, Grid, PlanChange } from './plans-edits';
import { afterSave, changesOf, copied, editKey, readPlan } from './plans-edits';
import { PlansGrid } from './plans-grid';
import type { Speaker } from './say';
import type { Work } from './work';
import { useWork } from './work';

const sets = { leads: ['leads', 'calls'], funnel: ['measurements', 'quotes', 'contracts'], money: ['turnover', 'receipts', 'margin'] } as const;
type SetName = keyof typeof sets;
type Conflict = Answer<'savePlans'>['conflicts'][number];
type Said = { readonly kind: 'good' | 'note' | 'bad'; readonly text: string };

/** Plans: a month, managers × metrics. What is typed stays until it is saved, also when another month is looked at. */
export function PlansTab({ speak, call, live }: { readonly speak: Speaker; readonly call: Caller; readonly live: Live }) {
  const { say } = speak,
    [grid, setGrid] = useState<Grid | null>(null),
    [edits, setEdits] = useState<Edits>(new Map()),
    [set, setSet] = useState<SetName>('money'),
    work = useWork();
  const [said, setSaid] = useState<Said | null>(null),
    [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const [ask, setAsk] = useState<{ readonly n: number; readonly token: string } | null>(null);
  const { changes, wrong } = changesOf(edits);

  const { busy, failure } = work,
    asked = useRef('');
  const run: Work['run'] = (job, done) => {
    setSaid(null);
    setAsk(null);
    work.run(job, done);
  };
  const load = (month: string): void => {
    asked.current = month;
    run(
      () => call('plansGrid', { month }),
      (next) => {
        if (asked.current === month) setGrid(next);
      },
    );
  }; // answers may overtake each other
  useEffect(() => load(''), []);
  // a manager that the CRM has just named gets his row; not while somebody types, and not over what was loaded meanwhile
  useEffect(() => {
    if (live.news > 0 && grid !== null && edits.size === 0)
      void call('plansGrid', { month: grid.month }).then((answer) => {
        if (answer.ok) setGrid((now) => (now === grid ? answer.value : now));
      });
  }, [live.news]);

  const send = (list: readonly PlanChange[], sent: Edits, then?: () => void): void => {
    if (!grid) return;
    run(
      () => call('savePlans', { month: grid.month, changes: list }),
      (result) => {
        const hit = new Set(result.conflicts.map(editKey));
        setEdits((now) => afterSave(now, sent, result.grid, hit));
        setGrid(result.grid);
        setConflicts(result.conflicts);
        setSaid({ kind: 'good', text: say('plans.saved', { n: result.saved }) });
        live.poke();
        if (result.conflicts.length === 0) then?.();
      },
    );
  };
  const save = (then?: () => void): void => {
    if (wrong > 0) {
      setSaid({ kind: 'bad', text: say('plans.wrong', { n: wrong }) });
      document.querySelector<HTMLElement>('.grid [aria-invalid="true"]')?.focus();
    } else send(changes, edits, then);
  };
  const chosen = (mine: readonly Conflict[]): void => {
    const rest = new Map(edits),
      wanted = new Set(mine.map(editKey));
    for (const one of conflicts) if (!wanted.has(editKey(one))) rest.delete(editKey(one));
    setEdits(rest);
    setConflicts([]);
    const list = mine.map(({ period, level, name, metric, mine: value, version }) => ({ period, level, name, metric, value, version }));
    if (list.length > 0) send(list, new Map([...rest].filter(([key]) => wanted.has(key))));
  };
  if (!grid) return failure ? <Failed speak={speak} failure={failure.told} again={failure.again} /> : <p class="hint">{say('loading')}</p>;

  const columns = grid.metrics.flatMap(({ key }, i) => (sets[set].some((one) => one === key) ? [i] : []));
  const copy = (): void => {
    const result = copied(grid, columns, edits, speak.typed);
    setEdits(result.edits);
    setSaid({ kind: 'note', text: result.filled > 0 ? say('plans.copied', { n: result.filled }) : say('plans.copied.none') });
  };
  const spread = (over: string): void =>
    run(
      () => call('spreadPlans', { month: grid.month, metrics: columns.map((at) => grid.metrics[at]?.key ?? ''), over }),
      (result) => {
        if (result.state === 'exists') {
          setAsk({ n: result.days, token: result.token });
          return;
        }
        setSaid({
          kind: result.days > 0 ? 'good' : 'note',
          text: result.days > 0 ? say('plans.spread.done', { days: result.days, written: result.written }) : say('plans.spread.nothing'),
        });
        live.poke();
      },
    );
  return (
    <>
      <MonthPicker speak={speak} today={grid.today} month={grid.month} onPick={load} />
      <fieldset class="segments" aria-label={say('plans.set')}>
        {(Object.keys(sets) as SetName[]).map((one) => (
          <button type="button" key={one} aria-pressed={one === set} onClick={() => setSet(one)}>
            {say(`plans.set.${one}`)}
          </button>
        ))}
      </fieldset>
      {conflicts.length > 0 && (
        <PlanConflicts
          speak={speak}
          conflicts={conflicts}
          titles={new Map(grid.metrics.map(({ key, title }) => [key, title]))}
          today={grid.today}
          busy={busy}
          onChosen={chosen}
        />
      )}
      <PlansGrid
        speak={speak}
        grid={grid}
        columns={columns}
        edits={edits}
        onEdit={(next) => {
          setEdits(next);
          setSaid(null);
        }}
      />
      {grid.rows.length === 1 && <p class="hint">{say('plans.none')}</p>}
      {wrong > 0 && <Wrong speak={speak} edits={edits} />}
      {failure && <Failed speak={speak} failure={failure.told} again={failure.again} />}
      {said && <Notice kind={said.kind}>{said.text}</Notice>}
      {ask && (
        <Notice kind="ask">
          {say('plans.spread.exists', { n: ask.n })}
          <div class="row">
            <button type="button" onClick={() => spread(ask.token)}>
              {say('plans.spread.replace')}
            </button>
            <button type="button" class="link" onClick={() => setAsk(null)}>
              {say('cancel')}
            </button>
          </div>
        </Notice>
      )}
      <div class="row">
        <button type="button" class="main" disabled={busy || edits.size === 0 || conflicts.length > 0} onClick={() => save()}>
          {busy ? say('saving') : edits.size > 0 ? say('plans.save', { n: edits.size }) : say('save')}
        </button>
        {edits.size > 0 && (
          <button
            type="button"
            class="link end"
            onClick={() => {
              setEdits(new Map());
              setConflicts([]);
              setSaid(null);
            }}
          >
            {say('plans.reset')}
          </button>
        )}
      </div>
      <div class="row even">
        <button type="button" disabled={busy} title={say('plans.copy.note')} onClick={copy}>
          {say('plans.copy')}
        </button>
        <button
          type="button"
          disabled={busy}
          title={say('plans.spread.note', { n: grid.workingDays })}
          onClick={() => (edits.size > 0 ? save(() => spread('')) : spread(''))}
        >
          {say('plans.spread')}
        </button>
      </div>
      <p class="hint">{say('plans.keys')}</p>
      <Unread speak={speak} notes={grid.notes} />
    </>
  );
}

/** The first wrong cell, in words. */
function Wrong({ speak, edits }: { readonly speak: Speaker; readonly edits: Edits }) {
  for (const { text, money, period, name } of edits.values()) {
    const typed = readPlan(text, money);
    if ('wrong' in typed)
      return <Notice kind="bad">{`${speak.month(period)}${name === '' ? '' : `, ${name}`}: ${speak.say(typed.wrong, { value: text })}`}</Notice>;
  }
  return null;
}
