import type { Speaker } from './say';

interface Props {
  readonly speak: Speaker;
  /** what happened, in the words of the section */
  readonly title: string;
  /** a line for each field: what it is called, what stands in the sheet, what I wanted; the last is null when I wanted to delete */
  readonly lines: readonly { readonly key: string; readonly label: string; readonly theirs: string; readonly mine: string | null }[];
  readonly isGone: boolean;
  readonly isDeletion: boolean;
  readonly busy: boolean;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Somebody changed or deleted the row meanwhile: both are shown side by side, only what differs. */
export function RowConflict({ speak, title, lines, isGone, isDeletion, busy, onMine, onTheirs }: Props) {
  const { say } = speak;
  return (
    <section class="notice ask" role="alertdialog" aria-label={title}>
      <b>{title}</b>
      {!isGone && (
        <>
          <p>{say('costs.changed.text')}</p>
          <table class="compare">
            <thead>
              <tr>
                <th />
                <th scope="col">{say('costs.in.sheet')}</th>
                {!isDeletion && <th scope="col">{say('costs.mine')}</th>}
              </tr>
            </thead>
            <tbody>
              {lines
                .filter(({ theirs, mine }) => theirs !== mine)
                .map(({ key, label, theirs, mine }) => (
                  <tr key={key}>
                    <th scope="row">{label}</th>
                    <td>{theirs}</td>
                    {!isDeletion && <td>{mine}</td>}
                  </tr>
                ))}
            </tbody>
          </table>
        </>
      )}
      <div class="row wrap">
        {!(isGone && isDeletion) && (
          <button type="button" class="main" disabled={busy} onClick={onMine}>
            {isGone ? say('costs.gone.add') : isDeletion ? say('costs.changed.delete') : say('costs.changed.mine')}
          </button>
        )}
        <button type="button" disabled={busy} onClick={onTheirs}>
          {isGone ? (isDeletion ? say('cancel') : say('costs.gone.drop')) : say('costs.changed.theirs')}
        </button>
      </div>
    </section>
  );
}
