/**
 * Put into a failing page when its visitor wants the details copied. The clipboard's own interface is
 * missing on http pages, so this takes the old way: the browser is told to copy, and the text is put in
 * its place on the way, where the page can't look (measured in both browsers).
 */

import { OFFERED } from '../platform/injection';
import type { DetailsFailure } from '../protocol/pages';
import { reportOf } from '../ui/report/report';

/** `refused`: the page kept the event from us, or the browser wants a newer click. */
function copy(failure: DetailsFailure): 'copied' | 'refused' {
  const { text } = reportOf(failure);
  let isOurs = false;
  const put = (event: ClipboardEvent): void => {
    // The page has no say after us; what it said before goes.
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData?.clearData();
    event.clipboardData?.setData('text/plain', text);
    isOurs = event.isTrusted && event.clipboardData !== null;
  };
  addEventListener('copy', put, { capture: true });
  try {
    // Nothing is selected for it: a page could read a selection.
    return document.execCommand('copy') && isOurs ? 'copied' : 'refused';
  } catch {
    // XML documents have no such command.
    return 'refused';
  } finally {
    removeEventListener('copy', put, { capture: true });
  }
}

Reflect.set(globalThis, OFFERED, copy);
