import { useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import { editKey } from './plans-edits';
import type { Speaker } from './say';

type Conflict = Answer<'savePlans'>['conflicts'][number];
interface Props {
  readonly speak: Speaker;
  readonly conflicts: readonly Conflict[];
  readonly titles: ReadonlyMap<string, string>;
  readonly today: string;
  readonly busy: boolean;
  readonly onChosen: (mine: readonly Conflict[]) => void;
}

/** Cells that somebody else saved meanwhile: each shows both values, nothing is written until a person chose. */
export function PlanConflicts({ speak, conflicts, titles, today, busy, onChosen }: Props) {
  const { say } = speak,
    [chosen, setChosen] = useState<ReadonlyMap<string, 'mine' | 'theirs'>>(new Map());
  const all = (choice: 'mine' | 'theirs'): void => setChosen(new Map(conflicts.map((one) => [editKey(one), choice])));
  const text = (value: number | null): string => (value === null ? say('empty.blank') : speak.number(value));
  return (
    <section class="notice ask" role="alertdialog" aria-label={say('conflict.title')}>
      <b>{say('conflict.title')}</b>
      <p>{say('conflict.text')}</p>
      {conflicts.map((one) => {
        const key = editKey(one),
          title = `${one.level === 'company' ? say('plans.company') : one.name}, ${titles.get(one.metric) ?? one.metric}`;
        const radio = (choice: 'mine' | 'theirs', label: string) => (
          <label class="radio">
            <input type="radio" name={key} checked={chosen.get(key) === choice} onChange={() => setChosen(new Map(chosen).set(key, choice))} />
            {label}
          </label>
        );
        return (
          <fieldset key={key}>
            <legend>{title}</legend>
            {radio('theirs', say('conflict.theirs', { value: text(one.theirs) }))}
            {one.at !== '' && <div class="hint inset">{say('conflict.by', { who: one.by || say('somebody'), when: speak.time(one.at, today) })}</div>}
            {radio('mine', say('conflict.mine', { value: text(one.mine) }))}
          </fieldset>
        );
      })}
      {conflicts.length > 1 && (
        <div class="row">
          <button type="button" class="link" onClick={() => all('theirs')}>
            {say('conflict.all.theirs')}
          </button>
          <button type="button" class="link" onClick={() => all('mine')}>
            {say('conflict.all.mine')}
          </button>
        </div>
      )}
      <button
        type="button"
        class="main"
        disabled={busy || conflicts.some((one) => !chosen.has(editKey(one)))}
        onClick={() => onChosen(conflicts.filter((one) => chosen.get(editKey(one)) === 'mine'))}
      >
        {say('conflict.apply')}
      </button>
    </section>
  );
}
