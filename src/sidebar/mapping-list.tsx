import type { Answer } from '../hosts/apps-script/api';
import type { Speaker } from './say';

type Page = Answer<'setupPage'>;
export type Line = Page['lines'][number];
/** What a person chose and has not saved, by `lineKey`. */
export type Picks = ReadonlyMap<string, string>;
export const lineKey = (line: { readonly kind: string; readonly key: string }): string => `${line.kind} ${line.key}`;

const words = {
  stage: ['setup.stages', 'setup.stages.note', 'setup.choose'],
  field: ['setup.fields', 'setup.fields.note', 'setup.unused'],
  manager: ['setup.managers', 'setup.managers.note', 'setup.choose'],
} as const;

interface Props {
  readonly speak: Speaker;
  readonly kind: Line['kind'];
  readonly lines: readonly Line[];
  readonly choices: Page['outcomes'];
  readonly picks: Picks;
  /** names typed for stages of which only the id is known */
  readonly names: Picks;
  readonly all: boolean;
  /** instead of the list's own title; the list is then folded */
  readonly folded?: string;
  readonly onPick: (line: Line, value: string) => void;
  readonly onName: (line: Line, name: string) => void;
}

/** Stages, fields or managers that wait for a meaning: those not mapped, or all of them. What the name suggests is offered, never taken by itself. */
export function MappingList({ speak, kind, lines, choices, picks, names, all, folded, onPick, onName }: Props) {
  const { say } = speak,
    [title, note, none] = words[kind],
    open = lines.filter((line) => line.value === '');
  const seen = all ? lines : lines.filter((line) => line.value === '' || picks.has(lineKey(line)) || names.has(lineKey(line)));
  if (lines.length === 0) return null;
  const control = (line: Line, value: string) =>
    kind === 'manager' ? (
      <input aria-label={line.title} value={value} autocomplete="off" onInput={(e) => onPick(line, e.currentTarget.value)} />
    ) : (
      <select aria-label={line.title} value={value} onChange={(e) => onPick(line, e.currentTarget.value)}>
        <option value="">{say(none)}</option>
        {choices.map((one) => (
          <option key={one.key} value={one.key}>
            {one.title}
            {one.key === line.guess && line.value === '' ? ' ?' : ''}
          </option>
        ))}
      </select>
    );
  return (
    <details class="mapping" open={folded === undefined && (open.length > 0 || all)}>
      <summary>
        <h2>{folded ?? say(title)}</h2>
        {folded === undefined && open.length > 0 && <span class={kind === 'field' ? 'chip' : 'chip warn'}>{say('setup.unmapped', { n: open.length })}</span>}
      </summary>
      <p class="hint">{seen.length === 0 ? say('setup.all.mapped') : say(note)}</p>
      {[...new Set(seen.map((line) => line.group))].map((group) => (
        <div key={group}>
          {kind === 'stage' && (
            <div class="group clip" title={group}>
              {group}
            </div>
          )}
          {seen
            .filter((line) => line.group === group)
            .map((line) => {
              const value = picks.get(lineKey(line)) ?? line.value,
                changed = value !== line.value || names.has(lineKey(line)),
                { example } = line;
              return (
                <div key={line.key} class={changed ? 'map edited' : 'map'}>
                  {line.nameless ? (
                    <input
                      aria-label={say('setup.name', { id: line.title })}
                      placeholder={line.title}
                      title={line.key}
                      value={names.get(lineKey(line)) ?? ''}
                      onInput={(e) => onName(line, e.currentTarget.value)}
                    />
                  ) : (
                    <span title={`${line.title} · ${line.key}`}>{line.title}</span>
                  )}
                  {control(line, value)}
                  {example && (
                    <div class="example hint">
                      {say('setup.example')}{' '}
                      {example.link === '' ? (
                        example.title
                      ) : (
                        <a href={example.link} target="_blank" rel="noreferrer">
                          {example.title}
                        </a>
                      )}
                    </div>
                  )}
                </div>
              );
            })}
        </div>
      ))}
    </details>
  );
}
