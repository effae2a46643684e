/**
 * Put into a failing page by the background, and into no other. First it looks whether this document
 * really failed: the browser may have moved on between the order and its execution.
 */
import { classifyStatus } from '../core/watch/status-class';
import { documentStatus } from '../platform/document-status';
import { Presence, SUCCESSOR } from '../presence/presence';
import { HOST_ATTRIBUTE } from './host';
import { InPage } from './in-page';

declare global {
  /** Marks the extension's own world in a page that has its card. The page can't see it. */
  var backsoonPresence: Presence | undefined;
}

const kind = classifyStatus(documentStatus());
if (kind !== 'other') {
  if (globalThis.backsoonPresence === undefined) clearPredecessors();
  globalThis.backsoonPresence ??= new Presence(new InPage(), kind === 'perhaps');
  void globalThis.backsoonPresence.report();
}

/**
 * The extension was updated or installed anew while its card stood here. In Chromium the old script
 * lives on, in a world of its own, and is asked to go; in Firefox only its picture is left.
 */
function clearPredecessors(): void {
  document.dispatchEvent(new Event(SUCCESSOR));
  for (const host of document.querySelectorAll(`[${HOST_ATTRIBUTE}]`)) host.remove();
}
