import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Caller } from './call';
import { ImportColumns } from './import-columns';
import { readCsv, type Sheet, sheetOf } from './import-csv';
import { decoded, type Encoding, encodingOf } from './import-file';
import { ImportPreview } from './import-preview';
import { bodiesOf, takeRows } from './import-rows';
import { ImportSource } from './import-source';
import { type Column, columnsOf, isAsked, type Kind, keysOf } from './import-targets';
import type { Live } from './live';
import { Bar, Failed, Field, Notice } from './parts';
import type { Speaker } from './say';
import { useWork } from './work';

/** Bodies sent with one call. */
const TOGETHER = 4;

/** A table of somebody else's becomes deals, payments, costs or clients: bring it, say what its columns mean, see what comes of it, import. Bringing it again changes nothing. */
export function ImportTab({ speak, call, live }: { readonly speak: Speaker; readonly call: Caller; readonly live: Live }) {
  const { say } = speak,
    { busy, failure, run, forget } = useWork();
  const [from, setFrom] = useState<{ readonly tabs: readonly string[]; readonly today: string }>({ tabs: [], today: '' }),
    [kind, setKind] = useState<Kind>('deal'),
    [file, setFile] = useState<{ readonly bytes: Uint8Array; readonly encoding: Encoding } | null>(null),
    [sheet, setSheet] = useState<Sheet | null>(null),
    [columns, setColumns] = useState<readonly Column[]>([]),
    [keys, setKeys] = useState<readonly string[]>([]),
    [source, setSource] = useState(''),
    [sent, setSent] = useState<{ readonly done: number; readonly total: number; readonly kept: number } | null>(null);
  useEffect(() => run(() => call('importTabs', {}), setFrom), []);

  const show = (next: Sheet | null, as: Kind = kind): void => {
    const found = next ? columnsOf(next, as) : [];
    setSheet(next);
    setColumns(found);
    setKeys(keysOf(as, found));
    setSent(null);
    forget();
  };
  const readFile = (bytes: Uint8Array, encoding = encodingOf(bytes)): void => {
    setFile({ bytes, encoding });
    show(readCsv(decoded(bytes, encoding)));
  };
  const taken = useMemo(
    () => (sheet ? takeRows(sheet, { kind, columns, keys, source, today: from.today || '9999-12-31' }) : null),
    [sheet, kind, columns, keys, source, from.today],
  );
  const bodies = useMemo(() => (taken ? bodiesOf(taken.events, source.trim()) : []), [taken, source]);
  const open = columns.some((column) => isAsked(kind, column));
  const send = (at: number, kept: number): void => {
    setSent({ done: at, total: bodies.length, kept });
    if (at >= bodies.length) live.poke();
    else
      run(
        () => call('importRows', { bodies: bodies.slice(at, at + TOGETHER) }),
        (answer) => send(Math.min(bodies.length, at + TOGETHER), kept + answer.kept),
      );
  };
  const isDone = sent !== null && sent.done >= sent.total;

  return (
    <>
      <ImportSource
        speak={speak}
        kind={kind}
        tabs={from.tabs}
        encoding={file?.encoding ?? null}
        onKind={(next) => {
          setKind(next);
          show(sheet, next);
        }}
        onText={(text) => {
          setFile(null);
          show(text.trim() === '' ? null : readCsv(text));
        }}
        onFile={readFile}
        onEncoding={(next) => file && readFile(file.bytes, next)}
        onTab={(name) =>
          run(
            () => call('importTab', { name }),
            ({ cells }) => {
              setFile(null);
              show(sheetOf(cells));
            },
          )
        }
      />
      {failure && <Failed speak={speak} failure={failure.told} again={failure.again} />}
      {sheet && taken && (
        <>
          <p class="hint">
            {sheet.rows.length === 0 ? say('import.empty') : say('import.found', { rows: sheet.rows.length - taken.blank, columns: sheet.titles.length })}
          </p>
          <ImportColumns speak={speak} kind={kind} columns={columns} keys={keys} onColumns={setColumns} onKeys={setKeys} />
          <Field label={say('import.source')}>
            <input autocomplete="off" value={source} onInput={(e) => setSource(e.currentTarget.value)} />
          </Field>
          <ImportPreview speak={speak} taken={taken} />
          {open && <Notice kind="ask">{say('import.answer')}</Notice>}
          {sent && !isDone && <Bar label={say('import.sending')} done={sent.done} total={sent.total} />}
          {isDone ? (
            <Notice kind="good">
              {sent.kept === 0 ? say('import.again') : say('import.done', { rows: taken.events.length, left: taken.left })}
              {sent.kept > 0 && kind === 'deal' && <div>{say('import.map')}</div>}
              <button type="button" class="link" onClick={() => show(null)}>
                {say('import.next')}
              </button>
            </Notice>
          ) : (
            <button type="button" class="main wide" disabled={busy || open || taken.events.length === 0} onClick={() => send(0, 0)}>
              {say('import.start', { n: speak.number(taken.events.length) })}
            </button>
          )}
        </>
      )}
    </>
  );
}
