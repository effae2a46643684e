/** What a day of browsing brought to light. */
export interface Seen {
  readonly rounds: number;
  readonly scenes: readonly SceneCount[];
  readonly addresses: readonly AskedAddress[];
  /** Pages that failed in front of the visitor. */
  readonly failures: number;
  /** Of the extension, in any console. */
  readonly errors: readonly string[];
  /** After each round, with all tabs closed. */
  readonly rests: readonly Rest[];
  /** What the worker held after each round, in bytes; a list for each time that it ran without being stopped. */
  readonly heaps: readonly (readonly number[])[];
  readonly watch: WatchSeen;
}

export interface SceneCount {
  readonly name: string;
  readonly played: number;
  /** What went wrong, each in one line. */
  readonly troubles: readonly string[];
}

/** An address that failed, and who asked for it. */
export interface AskedAddress {
  readonly path: string;
  /** Whether it was the answer to a form, failed all the time, or came back. */
  readonly fate: 'form' | 'fails' | 'recovers';
  /** Documents that the visitor asked for. */
  readonly visits: number;
  /** When no tab of it was open any more, ms since the epoch. */
  readonly closedAt: number;
  readonly requests: readonly Asked[];
}

interface Asked {
  /** ms since the epoch */
  readonly at: number;
  /** A page, and not a probe. */
  readonly isDocument: boolean;
}

/** What is stored while nothing fails in any tab. */
export interface Rest {
  readonly incidents: number;
  /** In characters of JSON. */
  readonly local: number;
  readonly session: number;
  /** How many keys of each kind the session's storage has: `tab`, `document`, `site`. */
  readonly keys: Readonly<Record<string, number>>;
}

export interface WatchSeen {
  readonly looks: number;
  readonly end: string | null;
}
