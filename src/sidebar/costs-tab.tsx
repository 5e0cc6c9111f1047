import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import type { Caller } from './call';
import { CostConflict } from './cost-conflict';
import type { Cost, CostItem, Costs, Draft } from './cost-form';
import { CostForm, draftOf } from './cost-form';
import { CostList } from './cost-list';
import type { Live } from './live';
import { Failed, MonthPicker, Notice, Unread } from './parts';
import type { Speaker } from './say';
import type { Work } from './work';
import { useWork } from './work';

type Result = Answer<'saveCost'>;
/** The row behind the open form; null for a new one. */
interface Open {
  readonly item: CostItem | null;
  readonly draft: Draft;
}
interface Hit {
  readonly theirs: CostItem | null;
  readonly mine: Cost | null;
}

/** Costs: what the month carries, and its rows to add, change, delete. */
export function CostsTab({ speak, call, live }: { readonly speak: Speaker; readonly call: Caller; readonly live: Live }) {
  const { say } = speak,
    [page, setPage] = useState<Costs | null>(null),
    [open, setOpen] = useState<Open | null>(null),
    [hit, setHit] = useState<Hit | null>(null),
    work = useWork();
  const [said, setSaid] = useState('');
  const { busy, failure } = work,
    asked = useRef('');
  const run: Work['run'] = (job, done) => {
    setSaid('');
    work.run(job, done);
  };
  const load = (month: string): void => {
    asked.current = month;
    run(
      () => call('costsPage', { month }),
      (next) => {
        if (asked.current === month) setPage(next);
      },
    );
  }; // answers may overtake each other
  useEffect(() => load(''), []);
  if (!page) return failure ? <Failed speak={speak} failure={failure.told} again={failure.again} /> : <p class="hint">{say('loading')}</p>;

  const took =
    (mine: Cost | null) =>
    (result: Result): void => {
      setPage(result.page);
      if (result.state !== 'saved') {
        setHit({ theirs: result.state === 'changed' ? result.theirs : null, mine });
        return;
      }
      setOpen(null);
      setHit(null);
      setSaid(mine ? say('costs.saved') : say('costs.deleted'));
      live.poke();
    };
  const seen = (item: CostItem | null) => ({ month: page.month, version: item?.version ?? '', at: item?.at ?? 0, was: item?.cost ?? null });
  const save = (item: CostItem | null, cost: Cost): void => run(() => call('saveCost', { ...seen(item), cost }), took(cost));
  const remove = (item: CostItem): void => run(() => call('deleteCost', seen(item)), took(null));
  const blank = (): Draft => ({
    day: page.month === page.today.slice(0, 7) ? page.today : `${page.month}-01`,
    article: '',
    amount: '',
    every: 'once',
    from: '',
    to: '',
    basis: 'cash',
    note: '',
  });
  const close = (): void => {
    setOpen(null);
    setHit(null);
    work.forget();
  };

  return (
    <>
      <MonthPicker speak={speak} today={page.today} month={page.month} onPick={load} />
      {hit ? (
        <CostConflict
          speak={speak}
          page={page}
          theirs={hit.theirs?.cost ?? null}
          mine={hit.mine}
          busy={busy}
          onTheirs={close}
          onMine={() => {
            if (hit.mine) save(hit.theirs, hit.mine);
            else if (hit.theirs) remove(hit.theirs);
          }}
        />
      ) : (
        open && (
          <CostForm
            speak={speak}
            page={page}
            draft={open.draft}
            isNew={open.item === null}
            busy={busy}
            onDraft={(draft) => setOpen({ ...open, draft })}
            onSave={(cost) => save(open.item, cost)}
            onDelete={() => {
              if (open.item) remove(open.item);
            }}
            onCancel={close}
          />
        )
      )}
      {failure && <Failed speak={speak} failure={failure.told} again={failure.again} />}
      {said !== '' && <Notice kind="good">{said}</Notice>}
      {!open && !hit && (
        <button
          type="button"
          class="main wide"
          onClick={() => {
            setSaid('');
            setOpen({ item: null, draft: blank() });
          }}
        >
          {say('costs.add')}
        </button>
      )}
      <CostList
        speak={speak}
        page={page}
        onOpen={(item) => {
          setSaid('');
          setHit(null);
          setOpen({ item, draft: draftOf(item.cost, speak) });
          document.querySelector('main:not([hidden])')?.scrollIntoView();
        }}
      />
      <Unread speak={speak} notes={page.notes} />
    </>
  );
}
