import type { EngineCommand } from './workbook-engine-types';

interface Branch {
  getLastOperationId(): string | undefined;
}

/** The engine's log of revisions: what was done, and how to take it back. */
export interface History {
  readonly applyOperation: (revision: unknown) => void;
  readonly revertOperation: unknown;
  readonly buildEmpty: unknown;
  readonly buildTransformation: unknown;
  readonly HEAD_BRANCH: Branch;
  readonly tree: { getLastBranch(): Branch };
  append(id: string, revision: unknown): void;
  insert(id: string, revision: unknown, after: string): void;
}

/** The engine's session, as far as we steer it. */
export interface Session {
  revisions: History;
  serverRevisionId: string;
  commandSquisher: unknown;
  readonly processedRevisions: Set<string>;
  readonly pendingMessages: readonly { readonly type: string }[];
  trigger(event: 'snapshot'): void;
}

/**
 * A revision after the newest one is simply done and appended. The engine walks through its whole log for it each time, so thousands of revisions
 * took seconds, and minutes when they were replayed at the start.
 */
export function quickInsert(history: History): void {
  const slow = history.insert;
  history.insert = function (this: History, id, revision, after) {
    const last = this.tree.getLastBranch();
    if (this.HEAD_BRANCH !== last || last.getLastOperationId() !== after) return slow.call(this, id, revision, after);
    this.append(id, revision);
    this.applyOperation(revision);
  };
}

/** Forgets all revisions before now: nothing of them can be undone any more, and their memory is free. */
export function forgetHistory(session: Session): void {
  const old = session.revisions;
  const Log = old.constructor as new (args: object) => History;
  session.revisions = new Log({
    initialOperationId: session.serverRevisionId,
    applyOperation: old.applyOperation,
    revertOperation: old.revertOperation,
    buildEmpty: old.buildEmpty,
    buildTransformation: old.buildTransformation,
  });
  session.processedRevisions.clear();
  session.trigger('snapshot'); // the engine empties its lists of what can be undone and redone
}

/** Takes the place of the engine's squisher in both models: our writes are compact already, and squished edits of people would hide from us what they typed. */
export const unsquished = { squish: (commands: readonly EngineCommand[]) => commands, unsquish: (commands: readonly EngineCommand[]) => commands };
