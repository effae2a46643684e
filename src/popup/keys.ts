/** The keyboard in the popup: all of it can be had with Tab and Enter too, this is the quicker way. */

import { keyText } from '../core/history/record';
import type { HistoryLine } from '../protocol/history';
import type { HistoryActions, HistoryShown } from './History';

/** What the arrow keys go through, in the order of the document. */
const STOPS = '.line, #search';

export function onKey(event: KeyboardEvent, shown: HistoryShown, actions: HistoryActions): void {
  const target = event.target instanceof HTMLElement ? event.target : document.body;
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const isDone =
    event.ctrlKey || event.metaKey
      ? undoes(event, target, shown, actions)
      : moves(event, target) ||
        forgets(event, target, shown, actions) ||
        leaves(event, target, shown, actions) ||
        searches(event, target);
  if (isDone) event.preventDefault();
}

function undoes(
  event: KeyboardEvent,
  target: HTMLElement,
  { undo, query }: HistoryShown,
  actions: HistoryActions,
): boolean {
  // In a field with text, it undoes the typing.
  const isTyping = target instanceof HTMLInputElement && target.id === 'search' && query !== '';
  if (event.key.toLowerCase() !== 'z' || event.shiftKey || undo === null || isTyping) return false;
  actions.onUndo();
  return true;
}

function moves({ key }: KeyboardEvent, target: HTMLElement): boolean {
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)];
  const own =
    target.id === 'search' ? target : entryOf(target)?.querySelector<HTMLElement>('.line');
  const at = own == null ? -1 : stops.indexOf(own);
  if (at < 0) return false;
  const isField = target.id === 'search';
  const to =
    key === 'ArrowDown'
      ? at + 1
      : key === 'ArrowUp'
        ? at - 1
        : key === 'Home' && !isField
          ? 0
          : key === 'End' && !isField
            ? stops.length - 1
            : null;
  if (to === null) return false;
  stops[to]?.focus();
  return true;
}

function forgets(
  { key }: KeyboardEvent,
  target: HTMLElement,
  shown: HistoryShown,
  actions: HistoryActions,
): boolean {
  const entry = entryOf(target);
  const line = entry === null ? undefined : lineOf(entry, shown);
  if (key !== 'Delete' || line === undefined) return false;
  actions.onForget(line);
  return true;
}

/** Escape closes what is open, then clears the search; what is left of it is the browser's. */
function leaves(
  { key }: KeyboardEvent,
  target: HTMLElement,
  { menu, query }: HistoryShown,
  actions: HistoryActions,
): boolean {
  if (key !== 'Escape' || (menu === null && query === '')) return false;
  if (menu === null) {
    actions.onSearch('');
    document.getElementById('search')?.focus();
    return true;
  }
  const opener = entryOf(target)?.querySelector<HTMLElement>('.more[aria-expanded=true]');
  actions.onMenu(null);
  opener?.focus();
  return true;
}

/**
 * What is typed on a line, or on nothing, is searched for: nowhere else, where a key may mean something
 * (WCAG 2.1.4). `/` only goes to the field, as on many pages.
 */
function searches({ key }: KeyboardEvent, target: HTMLElement): boolean {
  const isOnNothing = target === document.body || target.localName === 'main';
  if (!isOnNothing && !target.matches('.line')) return false;
  if (key !== '/' && !/^[\p{L}\p{N}.-]$/u.test(key)) return false;
  const field = document.getElementById('search');
  field?.focus();
  // The field has the focus before the browser types: the character lands in it.
  return key === '/' && field !== null;
}

function entryOf(target: HTMLElement): HTMLElement | null {
  return target.closest<HTMLElement>('.entry');
}

function lineOf(entry: HTMLElement, { view }: HistoryShown): HistoryLine | undefined {
  return [...(view?.failing ?? []), ...(view?.lines ?? [])].find(
    ({ key }) => keyText(key) === entry.dataset.key,
  );
}
