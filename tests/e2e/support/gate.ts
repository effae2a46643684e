export interface Gate {
  /** Settles once {@link open} was called. */
  readonly opened: Promise<void>;
  open(): void;
}

/** Lets a test decide when the rest of an answer may go out. */
export function gate(): Gate {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
