/** One request as the gateway saw it. */
export interface LogEntry {
  readonly time: Date;
  readonly method: string;
  readonly path: string;
  /** What the visitor was answered; `null` when the visitor left before there was an answer. */
  readonly status: number | null;
  /** `Sec-Fetch-Dest`: "document" is a visit, "empty" a check by a script; '' when the client does not say. */
  readonly destination: string;
  /** What the gateway met upstream, when it had to answer by itself; otherwise ''. */
  readonly upstreamFault: string;
}

/** Keeps the newest requests, newest first. */
export class RequestLog {
  /** More than anyone scrolls through; without a bound a forgotten tab would fill the memory. */
  static readonly capacity = 200;

  #entries: LogEntry[] = [];

  add(entry: LogEntry): void {
    this.#entries = [entry, ...this.#entries].slice(0, RequestLog.capacity);
  }

  entries(): readonly LogEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }
}
