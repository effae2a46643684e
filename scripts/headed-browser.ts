/** A browser window that a person uses. */
export interface HeadedBrowser {
  /** Resolves when the person has closed it. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}
