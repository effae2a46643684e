import type { BrowserUnderTest } from './driver';

/** What went wrong inside the browser, each with where it came from. */
export class ConsoleErrors {
  #seen: string[] = [];

  add(source: string, text: string): void {
    this.#seen.push(`${source}: ${text}`);
  }

  list(): string[] {
    return [...this.#seen];
  }

  clear(): void {
    this.#seen = [];
  }
}

/** The errors of the extension itself, of all that are known so far. */
export function errorsOfExtension(
  under: Pick<BrowserUnderTest, 'consoleErrors' | 'extensionOrigin'>,
): string[] {
  return under
    .consoleErrors()
    .filter((error) => error.includes(under.extensionOrigin) && !isRemarkOnTheGone(error));
}

/**
 * What the browsers remark when a context goes that still waited for an answer: a background that was
 * stopped in the middle of its work, or before its script was loaded (Chromium); a page that was left
 * while its card's request was under way.
 * Neither can be prevented from inside, and nothing is lost by it.
 */
function isRemarkOnTheGone(error: string): boolean {
  return /Promise (?:resolved|rejected) (?:after context unloaded|while context is inactive)|\bNo SW\b|Failed to load the script unexpectedly/.test(
    error,
  );
}
