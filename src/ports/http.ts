/** One request to a CRM. `body` is sent as it stands, under `type`. */
export interface HttpRequest {
  readonly url: string;
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly type?: string;
}
/** What came back; names of headers in small letters. `code` 0: nothing came, and `text` says why, in the service's own words. */
export interface HttpReply {
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The way out: the only door through which the product asks anybody anything. */
export interface Http {
  /** All at the same time; one that fails costs none of the others. Never throws. */
  readonly send: (requests: readonly HttpRequest[]) => readonly HttpReply[];
  /** Sleeps, in milliseconds. */
  readonly pause: (ms: number) => void;
  /** the instant now: pacing measures, nothing is dated by it */
  readonly clock: () => number;
}
