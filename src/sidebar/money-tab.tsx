import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import type { Caller } from './call';
import type { Live } from './live';
import type { Draft, Form, Kind, Money, MoneyItem } from './money-form';
import { choicesOf, draftOf, fieldsOf, labelOf, MoneyForm } from './money-form';
import { MoneyList } from './money-list';
import { Failed, MonthPicker, Notice, Unread } from './parts';
import { RowConflict } from './row-conflict';
import type { Speaker } from './say';
import type { Work } from './work';
import { useWork } from './work';

/** The row behind the open form; null for a new one. */
interface Open {
  readonly of: Kind;
  readonly item: MoneyItem | null;
  readonly draft: Draft;
}
interface Hit {
  readonly theirs: MoneyItem | null;
  readonly mine: Form | null;
}
const blank: Draft = {
  day: '',
  amount: '',
  deal_id: '',
  kind: 'balance',
  note: '',
  direction: 'out',
  article: '',
  counterparty: '',
  priority: '',
  state: 'planned',
};

/** Payments: what came for deals, and what is planned to come and go; rows to add, change, delete. */
export function MoneyTab({ speak, call, live }: { readonly speak: Speaker; readonly call: Caller; readonly live: Live }) {
  const { say } = speak,
    [page, setPage] = useState<Money | null>(null),
    [open, setOpen] = useState<Open | null>(null),
    [hit, setHit] = useState<Hit | null>(null),
    [said, setSaid] = useState(''),
    asked = useRef(''),
    work = useWork();
  const { busy, failure } = work;
  const run: Work['run'] = (job, done) => {
    setSaid('');
    work.run(job, done);
  };
  const load = (month: string): void => {
    asked.current = month;
    run(
      () => call('moneyPage', { month }),
      (next) => {
        if (asked.current === month) setPage(next); // answers may overtake each other
      },
    );
  };
  useEffect(() => load(''), []);
  if (!page) return failure ? <Failed speak={speak} failure={failure.told} again={failure.again} /> : <p class="hint">{say('loading')}</p>;

  const close = (): void => {
    setOpen(null);
    setHit(null);
    work.forget();
  };
  const took =
    (mine: Form | null) =>
    (result: Answer<'saveMoney'>): void => {
      setPage(result.page);
      if (result.state !== 'saved') {
        setHit({ theirs: result.state === 'changed' ? result.theirs : null, mine });
        return;
      }
      close();
      setSaid(mine ? say('money.saved') : say('money.deleted'));
      live.poke();
    };
  const seen = (of: Kind, item: MoneyItem | null) => ({ of, month: page.month, version: item?.version ?? '', at: item?.at ?? 0, was: item?.form ?? null });
  const save = (of: Kind, item: MoneyItem | null, form: Form): void => run(() => call('saveMoney', { ...seen(of, item), form }), took(form));
  const remove = (of: Kind, item: MoneyItem): void => run(() => call('deleteMoney', seen(of, item)), took(null));
  const text = (form: Form, key: keyof Form): string => {
    if (key === 'amount') return form.amount === null ? say('empty.blank') : speak.money(form.amount, page.currency);
    if (key === 'day') return form.day === '' ? say('empty.blank') : speak.day(form.day);
    return choicesOf(page, key)?.find((one) => one.key === form[key])?.title ?? (form[key] || say('empty.blank'));
  };
  const start = (of: Kind, item: MoneyItem | null): void => {
    setSaid('');
    setHit(null);
    setOpen({ of, item, draft: item ? draftOf(item.form, speak) : { ...blank, day: of === 'payment' ? page.today : '' } });
    document.querySelector('main:not([hidden])')?.scrollIntoView();
  };
  return (
    <>
      <MonthPicker speak={speak} today={page.today} month={page.month} onPick={load} />
      {open && hit && (
        <RowConflict
          speak={speak}
          title={hit.theirs ? say('money.changed') : say('money.gone')}
          lines={fieldsOf(open.of).flatMap((key) =>
            hit.theirs ? [{ key, label: labelOf(key, speak, page), theirs: text(hit.theirs.form, key), mine: hit.mine && text(hit.mine, key) }] : [],
          )}
          isGone={hit.theirs === null}
          isDeletion={hit.mine === null}
          busy={busy}
          onTheirs={close}
          onMine={() => {
            if (hit.mine) save(open.of, hit.theirs, hit.mine);
            else if (hit.theirs) remove(open.of, hit.theirs);
          }}
        />
      )}
      {open && !hit && (
        <MoneyForm
          key={`${open.of} ${open.item?.version ?? ''}`}
          speak={speak}
          call={call}
          page={page}
          of={open.of}
          draft={open.draft}
          isNew={open.item === null}
          busy={busy}
          onDraft={(draft) => setOpen({ ...open, draft })}
          onSave={(form) => save(open.of, open.item, form)}
          onDelete={() => {
            if (open.item) remove(open.of, open.item);
          }}
          onCancel={close}
        />
      )}
      {failure && <Failed speak={speak} failure={failure.told} again={failure.again} />}
      {said !== '' && <Notice kind="good">{said}</Notice>}
      {!open && (
        <div class="two">
          <button type="button" class="main" onClick={() => start('payment', null)}>
            {say('money.payment.add')}
          </button>
          <button type="button" class="main" onClick={() => start('planned', null)}>
            {say('money.planned.add')}
          </button>
        </div>
      )}
      {(['planned', 'payment'] as const).map((of) => (
        <MoneyList key={of} speak={speak} page={page} of={of} onOpen={(item) => start(of, item)} />
      ))}
      <Unread speak={speak} notes={page.notes} />
    </>
  );
}
