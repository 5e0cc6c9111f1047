import { useState } from 'preact/hooks';
import type { Speaker } from './say';

interface Props {
  readonly speak: Speaker;
  readonly isNew: boolean;
  readonly busy: boolean;
  /** what deleting does */
  readonly question: string;
  readonly onDelete: () => void;
  readonly onCancel: () => void;
}

/** The buttons under the form of a row: save, cancel, and delete after a question. */
export function RowFormEnd({ speak, isNew, busy, question, onDelete, onCancel }: Props) {
  const { say } = speak,
    [sure, setSure] = useState(false);
  return sure ? (
    <div class="notice ask" role="alert">
      {question}
      <div class="row">
        <button type="button" class="danger" disabled={busy} onClick={onDelete}>
          {say('costs.delete')}
        </button>
        <button type="button" class="link" onClick={() => setSure(false)}>
          {say('cancel')}
        </button>
      </div>
    </div>
  ) : (
    <div class="row">
      <button type="submit" class="main" disabled={busy}>
        {busy ? say('saving') : say('save')}
      </button>
      <button type="button" class="link" onClick={onCancel}>
        {say('cancel')}
      </button>
      {!isNew && (
        <button type="button" class="link danger end" onClick={() => setSure(true)}>
          {say('costs.delete')}
        </button>
      )}
    </div>
  );
}
