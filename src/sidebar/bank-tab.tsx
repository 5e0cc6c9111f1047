import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import { decodedExchange, isExchange, readExchange } from './bank-1c';
import { type Choice, choices as choicesOf, isWhole, type Take } from './bank-choice';
import { readBankCsv } from './bank-csv';
import { BankItem } from './bank-item';
import type { Operation, Statement } from './bank-operation';
import { bankSay } from './bank-say';
import type { Caller } from './call';
import { decoded, encodingOf } from './import-file';
import type { Live } from './live';
import { Failed, Field, Notice } from './parts';
import type { Speaker } from './say';
import { useWork } from './work';

/** Operations and remarks shown at once: a person sorts them from the top, and what is sorted goes. */
const SHOWN = 50,
  MOST = 20;

const readFile = (bytes: Uint8Array): Statement => (isExchange(bytes) ? readExchange(decodedExchange(bytes)) : readBankCsv(decoded(bytes, encodingOf(bytes))));

/** A statement of the bank: each operation with a proposal and its reasons; a person confirms, and only then something is written. */
export function BankTab({ speak, call, live }: { readonly speak: Speaker; readonly call: Caller; readonly live: Live }) {
  const say = useMemo(() => bankSay(speak.lang), [speak.lang]),
    { busy, failure, run } = useWork();
  const [page, setPage] = useState<Answer<'bankPage'> | null>(null),
    [statement, setStatement] = useState<Statement | null>(null),
    [takes, setTakes] = useState<Readonly<Record<string, Take>>>({}),
    [done, setDone] = useState<Answer<'bankTake'> | null>(null);
  useEffect(() => run(() => call('bankPage', {}), setPage), []);

  const sorted = useMemo(() => new Set(page?.sorted ?? []), [page]);
  const choices = useMemo((): readonly Choice[] => {
    if (!page) return [];
    const all = new Map<string, Operation>([...page.open, ...(statement?.operations ?? [])].map((one) => [one.key, one]));
    return choicesOf(
      [...all.values()].filter(({ key }) => !sorted.has(key)),
      page,
    );
  }, [page, statement, sorted]);
  const shown = choices.slice(0, SHOWN).map((choice) => ({ ...choice, take: takes[choice.operation.key] ?? choice.take })),
    faults = statement?.faults ?? [];
  const open = (file: File): void => {
    void file.arrayBuffer().then((buffer) => {
      setStatement(readFile(new Uint8Array(buffer)));
      setTakes({});
      setDone(null);
    });
  };
  const save = (): void =>
    run(
      // what is not shown is kept with the rest: nothing of a statement is lost when the panel is closed
      () =>
        call('bankTake', {
          operations: [...shown, ...choices.slice(SHOWN).map((one) => ({ ...one, take: { as: 'open' as const } }))].map(({ operation, take }) => ({
            operation,
            take,
          })),
        }),
      (answer) => {
        setDone(answer);
        setPage(answer.page);
        setStatement(null);
        setTakes({});
        live.poke();
      },
    );

  return (
    <>
      <Field label={say('file')}>
        <input
          type="file"
          accept=".txt,.csv,text/plain,text/csv"
          onChange={(e) => {
            const file = e.currentTarget.files?.[0];
            if (file) open(file);
          }}
        />
      </Field>
      {failure && <Failed speak={speak} failure={failure.told} again={failure.again} />}
      {statement && page && (
        <p class="hint">{say('found', { n: statement.operations.length, sorted: statement.operations.filter(({ key }) => sorted.has(key)).length })}</p>
      )}
      {page && page.open.length > 0 && !statement && <p class="hint">{say('waiting', { n: page.open.length })}</p>}
      {faults.length > 0 && (
        <Notice kind="ask">
          <details open={faults.length <= 5}>
            <summary>{say('faults', { n: faults.length })}</summary>
            <ul>
              {faults.slice(0, MOST).map(({ line, why, value }) => (
                <li key={`${line} ${why} ${value}`}>{say(`fault.${why}`, { line, value })}</li>
              ))}
            </ul>
            {faults.length > MOST && <p>{say('more', { n: faults.length - MOST })}</p>}
          </details>
        </Notice>
      )}
      {done && (
        <Notice kind="good">{say('saved', { payments: done.payments, expenses: done.expenses, known: done.known, open: done.page.open.length })}</Notice>
      )}
      {statement && page && statement.operations.length > 0 && choices.length === 0 && <Notice kind="note">{say('nothing')}</Notice>}
      {page &&
        shown.map((choice) => (
          <BankItem
            key={choice.operation.key}
            say={say}
            speak={speak}
            page={page}
            choice={choice}
            onTake={(take) => setTakes({ ...takes, [choice.operation.key]: take })}
          />
        ))}
      {choices.length > SHOWN && <p class="hint">{say('more', { n: choices.length - SHOWN })}</p>}
      {shown.length > 0 && (
        <button type="button" class="main wide" disabled={busy || shown.some(({ take }) => !isWhole(take))} onClick={save}>
          {say('save', { n: speak.number(shown.filter(({ take }) => take.as !== 'open').length) })}
        </button>
      )}
    </>
  );
}
