import type { Cost, Costs } from './cost-form';
import type { Speaker } from './say';

interface Props {
  readonly speak: Speaker;
  readonly page: Costs;
  readonly theirs: Cost | null;
  readonly mine: Cost | null;
  readonly busy: boolean;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Somebody changed or deleted the row meanwhile: both are shown side by side, differing lines stand out. `mine` null: I wanted to delete it. */
export function CostConflict({ speak, page, theirs, mine, busy, onMine, onTheirs }: Props) {
  const { say } = speak,
    gone = theirs === null;
  const text = (cost: Cost, key: keyof Cost): string => {
    if (key === 'amount') return cost.amount === null ? say('empty.blank') : speak.money(cost.amount, page.currency);
    if (key === 'day') return cost.day === '' ? say('empty.blank') : speak.day(cost.day);
    const list = key === 'every' ? page.every : key === 'basis' ? page.basis : [];
    return list.find((one) => one.key === cost[key])?.title ?? (cost[key] || say('empty.blank'));
  };
  const labels: readonly (readonly [keyof Cost, string])[] = [
    ['day', say('costs.day')],
    ['article', say('costs.article')],
    ['amount', say('costs.amount', { currency: page.currency })],
    ['every', say('costs.every')],
    ['from', say('costs.from')],
    ['to', say('costs.to')],
    ['basis', say('costs.basis')],
    ['note', say('costs.note')],
  ];
  const title = gone ? say('costs.gone') : say('costs.changed');
  return (
    <section class="notice ask" role="alertdialog" aria-label={title}>
      <b>{title}</b>
      {theirs && (
        <>
          <p>{say('costs.changed.text')}</p>
          <table class="compare">
            <thead>
              <tr>
                <th />
                <th scope="col">{say('costs.in.sheet')}</th>
                {mine && <th scope="col">{say('costs.mine')}</th>}
              </tr>
            </thead>
            <tbody>
              {labels
                .filter(([key]) => !mine || text(theirs, key) !== text(mine, key))
                .map(([key, label]) => (
                  <tr key={key}>
                    <th scope="row">{label}</th>
                    <td>{text(theirs, key)}</td>
                    {mine && <td>{text(mine, key)}</td>}
                  </tr>
                ))}
            </tbody>
          </table>
        </>
      )}
      <div class="row wrap">
        {(theirs || mine) && (
          <button type="button" class="main" disabled={busy} onClick={onMine}>
            {gone ? say('costs.gone.add') : mine ? say('costs.changed.mine') : say('costs.changed.delete')}
          </button>
        )}
        <button type="button" disabled={busy} onClick={onTheirs}>
          {gone ? (mine ? say('costs.gone.drop') : say('cancel')) : say('costs.changed.theirs')}
        </button>
      </div>
    </section>
  );
}
