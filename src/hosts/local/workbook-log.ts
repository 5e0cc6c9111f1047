import type { EngineCommand, Revision } from './workbook-engine-types';

/** Anything that a model sends to its session: a revision, or where somebody's cursor is. */
export interface SessionMessage {
  readonly type: string;
  readonly clientId?: string;
  readonly client?: { readonly id: string };
  readonly [key: string]: unknown;
}

/** What happened to a revision that a browser sent: taken; late (the browser will send it again, rebased); or beyond undoing. */
export type Offered = 'taken' | 'late' | 'unknown';

/**
 * The one order of all revisions. The server's model is the master: what it does counts at once, what a browser sends counts when it was made on top of
 * the newest revision. It is the transport service of the server's model, and keeps what the store has not yet written down.
 */
export class RevisionLog {
  private deliver: (message: unknown) => void = () => {};
  private pending: unknown[] = [];
  /** revisions that the model can undo */
  private known = new Set<string>();
  /** revisions that the store can replay after the whole state it has */
  private stored = new Set<string>();
  private readonly stores = new Set<() => void>();
  private readonly listeners = new Set<(revision: Revision) => void>();
  head: string;

  constructor(
    head: string,
    private readonly wholeState: () => unknown,
  ) {
    this.head = head;
  }

  /** The engine's side: the server's model says what it did. */
  readonly transport = {
    onNewMessage: (_id: string, deliver: (message: unknown) => void) => {
      this.deliver = deliver;
    },
    sendMessage: async (message: SessionMessage) => {
      if ('nextRevisionId' in message) this.take(message as unknown as Revision);
    },
    leave: () => {},
  };

  /** A browser's side. Throws nothing; `before` runs when the revision counts, on the state before it. */
  offer(revision: Revision, before: () => void): Offered {
    if (revision.serverRevisionId !== this.head) return 'late';
    const undone = revision.undoneRevisionId ?? revision.redoneRevisionId;
    if (undone !== undefined && !this.known.has(undone)) return 'unknown';
    before();
    this.take(revision);
    return 'taken';
  }

  /** Called first of all after each revision: what it writes down is safe before anybody hears of the revision. */
  onStore(listener: () => void): void {
    this.stores.add(listener);
  }

  onRevision(listener: (revision: Revision) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  takeChanges(): readonly unknown[] {
    const taken = this.pending;
    this.pending = [];
    return taken;
  }

  /** The store holds a whole state now: nothing before it can be replayed one by one. */
  rebased(): void {
    this.stored = new Set();
    this.pending = [];
  }

  /** The model forgot its older revisions, so none of them can be undone any more. */
  forget(): void {
    this.known = new Set();
  }

  /** A workbook that was made just now: the store has nothing yet, so the first change is the whole of it. */
  born(): void {
    this.pending = [{ type: 'STATE', state: this.wholeState() }];
  }

  /** Revisions that the store can replay, read at the start. */
  replayed(revisions: readonly Revision[]): void {
    for (const { nextRevisionId } of revisions) {
      this.known.add(nextRevisionId);
      this.stored.add(nextRevisionId);
    }
  }

  private take(revision: Revision): void {
    this.head = revision.nextRevisionId;
    this.deliver(revision);
    this.known.add(revision.nextRevisionId);
    const undone = revision.undoneRevisionId ?? revision.redoneRevisionId;
    if (undone !== undefined && !this.stored.has(undone)) {
      this.pending = [{ type: 'STATE', state: this.wholeState() }];
      this.stored = new Set();
    } else {
      this.pending.push(revision);
      this.stored.add(revision.nextRevisionId);
    }
    for (const store of this.stores) store();
    for (const listener of this.listeners) listener(revision);
  }
}

/** A whole state in place of changes: written when something was undone that lies before the stored state. */
export interface StateChange {
  readonly type: 'STATE';
  readonly state: unknown;
}

/** Splits what the store kept into the newest whole state and the revisions after it. */
export function fromStore(snapshot: unknown, changes: readonly unknown[]): { readonly state: unknown; readonly revisions: readonly Revision[] } {
  let state = snapshot;
  let revisions: Revision[] = [];
  for (const change of changes) {
    if ((change as StateChange).type === 'STATE') {
      state = (change as StateChange).state;
      revisions = [];
    } else revisions.push(change as Revision);
  }
  return { state, revisions };
}

/** The commands of a revision as the engine runs them. */
export const commandsOf = (revision: Revision): readonly EngineCommand[] => revision.commands ?? [];
