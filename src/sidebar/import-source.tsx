import { type Encoding, encodings } from './import-file';
import { type Kind, kinds } from './import-targets';
import { Field } from './parts';
import type { Speaker } from './say';

interface Props {
  readonly speak: Speaker;
  readonly kind: Kind;
  readonly tabs: readonly string[];
  /** of the file that was chosen; null without one */
  readonly encoding: Encoding | null;
  readonly onKind: (kind: Kind) => void;
  readonly onText: (text: string) => void;
  readonly onFile: (bytes: Uint8Array) => void;
  readonly onEncoding: (encoding: Encoding) => void;
  readonly onTab: (name: string) => void;
}

/** Where the table comes from, and what its rows are. */
export function ImportSource({ speak, kind, tabs, encoding, onKind, onText, onFile, onEncoding, onTab }: Props) {
  const { say } = speak;
  return (
    <>
      <p>{say('import.what')}</p>
      <fieldset class="segments" aria-label={say('import.what')}>
        {kinds.map((one) => (
          <button key={one} type="button" aria-pressed={one === kind} onClick={() => onKind(one)}>
            {say(`import.${one}`)}
          </button>
        ))}
      </fieldset>
      <Field label={say('import.file')}>
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          onChange={(e) => {
            const file = e.currentTarget.files?.[0];
            if (file) void file.arrayBuffer().then((buffer) => onFile(new Uint8Array(buffer)));
          }}
        />
      </Field>
      {encoding && (
        <Field label={say('import.encoding')}>
          <select value={encoding} onChange={(e) => onEncoding(e.currentTarget.value as Encoding)}>
            {encodings.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field label={say('import.paste')}>
        <textarea rows={3} onInput={(e) => onText(e.currentTarget.value)} />
      </Field>
      {tabs.length > 0 && (
        <Field label={say('import.tab')}>
          <select onChange={(e) => e.currentTarget.value !== '' && onTab(e.currentTarget.value)}>
            <option value="">{say('import.choose')}</option>
            {tabs.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </Field>
      )}
    </>
  );
}
