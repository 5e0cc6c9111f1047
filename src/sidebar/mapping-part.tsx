import type { Answer, Args } from '../hosts/apps-script/api';
import type { Line, Picks } from './mapping-list';
import { lineKey, MappingList } from './mapping-list';
import type { Speaker } from './say';

type Page = Answer<'setupPage'>;
export type Changes = Args<'saveMapping'>['changes'];
const kinds = ['stage', 'field', 'manager'] as const;

/** What a person has chosen and not saved; it outlives every reading of the page. */
export interface Chosen {
  readonly picks: Picks;
  readonly names: Picks;
  readonly onPicks: (picks: Picks) => void;
  readonly onNames: (names: Picks) => void;
}
interface Props {
  readonly speak: Speaker;
  readonly page: Page;
  readonly lines: readonly Line[];
  readonly chosen: Chosen;
}

/** Chosen otherwise than the tabs have it, in the words of the server. */
export const changesIn = (lines: readonly Line[], { picks, names }: Chosen): Changes =>
  lines.flatMap((line) => {
    const value = picks.get(lineKey(line)) ?? line.value,
      name = names.get(lineKey(line))?.trim() ?? '';
    return value === line.value && name === '' ? [] : [{ kind: line.kind, key: line.key, was: line.value, value, name }];
  });
const guessesIn = (lines: readonly Line[], { picks }: Chosen): Line[] =>
  lines.filter((line) => line.value === '' && line.guess !== '' && !picks.has(lineKey(line)));
const withGuesses = ({ picks }: Chosen, guesses: readonly Line[]): Picks =>
  new Map([...picks, ...guesses.map((line): [string, string] => [lineKey(line), line.guess])]);

function List({ speak, page, lines, chosen, kind, all, folded }: Props & { readonly kind: Line['kind']; readonly all: boolean; readonly folded?: string }) {
  return (
    <MappingList
      speak={speak}
      kind={kind}
      lines={lines}
      choices={kind === 'stage' ? page.outcomes : page.meanings}
      picks={chosen.picks}
      names={chosen.names}
      all={all}
      {...(folded === undefined ? {} : { folded })}
      onName={(line, name) => chosen.onNames(new Map(chosen.names).set(lineKey(line), name))}
      onPick={(line, value) => chosen.onPicks(new Map(chosen.picks).set(lineKey(line), value))}
    />
  );
}

/** Outside the assistant: what is not mapped yet, or everything. Fields that a person has looked through (`settled`, by CRM) and that no name speaks for are among everything only. */
export function MappingPart({
  speak,
  page,
  lines,
  settled,
  chosen,
  busy,
  all,
  onAll,
  onSave,
}: Props & {
  readonly settled: ReadonlySet<string>;
  readonly busy: boolean;
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
  readonly onSave: (changes: Changes) => void;
}) {
  const { say } = speak,
    changes = changesIn(lines, chosen),
    guesses = guessesIn(lines, chosen);
  if (lines.length === 0) return null;
  const isSeen = (line: Line): boolean =>
    all || line.kind !== 'field' || line.value !== '' || line.guess !== '' || !settled.has(line.crm) || chosen.picks.has(lineKey(line));
  return (
    <>
      {kinds.map((kind) => (
        <List key={kind} speak={speak} page={page} chosen={chosen} kind={kind} all={all} lines={lines.filter((line) => line.kind === kind && isSeen(line))} />
      ))}
      <div class="row wrap">
        {guesses.length > 0 && (
          <button type="button" onClick={() => chosen.onPicks(withGuesses(chosen, guesses))}>
            {say('setup.guess', { n: guesses.length })}
          </button>
        )}
        <button type="button" class="main" disabled={busy || changes.length === 0} onClick={() => onSave(changes)}>
          {busy && changes.length > 0 ? say('saving') : say('setup.save', { n: changes.length })}
        </button>
      </div>
      <label class="radio">
        <input type="checkbox" checked={all} onChange={(e) => onAll(e.currentTarget.checked)} />
        {say('setup.all')}
      </label>
    </>
  );
}

/** A step of the assistant: all stages and fields of one CRM with their proposals, for a person to confirm. */
export function MappingStep({
  speak,
  page,
  lines,
  chosen,
  busy,
  onConfirm,
}: Props & { readonly busy: boolean; readonly onConfirm: (changes: Changes) => void }) {
  const { say } = speak,
    changes = changesIn(lines, chosen),
    guesses = guessesIn(lines, chosen),
    meantBy = (line: Line): string => chosen.picks.get(lineKey(line)) ?? line.value;
  const stages = lines.filter(({ kind }) => kind === 'stage'),
    fields = lines.filter(({ kind }) => kind === 'field'),
    told = fields.filter((line) => line.guess !== '' || line.value !== ''),
    others = fields.filter((line) => !told.includes(line)),
    people = lines.filter(({ kind, value }) => kind === 'manager' && value === '');
  const left = stages.filter((line) => meantBy(line) === '').length,
    signs = stages.some((line) => ['contract', 'done'].includes(meantBy(line)));
  const list = { speak, page, chosen, all: true };
  return (
    <>
      <p>{say(stages.length === 0 ? 'connect.map.none' : 'connect.map.note')}</p>
      {guesses.length > 0 && (
        <button type="button" class="wide" onClick={() => chosen.onPicks(withGuesses(chosen, guesses))}>
          {say('connect.map.all', { n: guesses.length })}
        </button>
      )}
      <List {...list} kind="stage" lines={stages} />
      <List {...list} kind="field" lines={told} />
      {others.length > 0 && <List {...list} kind="field" lines={others} folded={say('connect.map.others', { n: others.length })} />}
      <List {...list} kind="manager" lines={people} />
      {left > 0 && <p class="hint">{say('connect.map.left', { n: left })}</p>}
      {stages.length > 0 && !signs && <p class="bad">{say('connect.map.contract')}</p>}
      <button type="button" class="main wide" disabled={busy} onClick={() => onConfirm(changes)}>
        {say(busy ? 'saving' : 'connect.map.confirm')}
      </button>
    </>
  );
}
