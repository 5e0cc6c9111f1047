import type { Cost, Costs } from './cost-form';
import { RowConflict } from './row-conflict';
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
  return (
    <RowConflict
      speak={speak}
      title={gone ? say('costs.gone') : say('costs.changed')}
      lines={theirs ? labels.map(([key, label]) => ({ key, label, theirs: text(theirs, key), mine: mine && text(mine, key) })) : []}
      isGone={gone}
      isDeletion={mine === null}
      busy={busy}
      onMine={onMine}
      onTheirs={onTheirs}
    />
  );
}
