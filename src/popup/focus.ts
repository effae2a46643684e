/** Keeps the keyboard where it was, though what it was on may be gone. */

export interface FocusPlace {
  readonly element: Element | null;
  /** Which of the list's lines it is in; -1 for none. */
  readonly line: number;
}

const ENTRIES = '.entry';

export function whereFocusIs(): FocusPlace {
  const element = document.activeElement;
  const entry = element?.closest(ENTRIES) ?? null;
  const line = entry === null ? -1 : [...document.querySelectorAll(ENTRIES)].indexOf(entry);
  return { element, line };
}

/**
 * After drawing: where `wanted`, a line by its key's text, is there, it gets the focus. Else whoever
 * was in a line that is gone goes on in the one that took its place, and who pressed a button that is
 * gone goes on from the top, not from nowhere.
 */
export function keepFocus(mount: Element, before: FocusPlace, wanted: string | null): void {
  const entries = [...mount.querySelectorAll<HTMLElement>(ENTRIES)];
  const named = wanted === null ? undefined : entries.find(({ dataset }) => dataset.key === wanted);
  if (named !== undefined) lineOf(named)?.focus();
  else if (before.element?.isConnected === false) follower(mount, entries, before.line)?.focus();
}

function follower(mount: Element, entries: readonly HTMLElement[], line: number) {
  const top = mount.querySelector<HTMLElement>('main');
  if (line < 0) return top;
  const next = entries[Math.min(line, entries.length - 1)];
  return lineOf(next) ?? mount.querySelector<HTMLElement>('#search') ?? top;
}

function lineOf(entry: HTMLElement | undefined): HTMLElement | null {
  return entry?.querySelector<HTMLElement>('.line') ?? null;
}
