/**
 * Put into a failing page by the background, and into no other. First it looks whether this document
 * really failed: the browser may have moved on between the order and its execution.
 */
import { classifyStatus } from '../core/watch/status-class';
import { documentStatus } from '../platform/document-status';
import type { FirstLook } from '../platform/injection';
import { Presence, SUCCESSOR } from '../presence/presence';
import { HOST_ATTRIBUTE } from './host';
import { InPage } from './in-page';

declare global {
  /** Marks the extension's own world in a page that has its card. The page can't see it. */
  var backsoonPresence: Presence | undefined;
  /** What the background said beforehand; the name is `FIRST_LOOK`. */
  var backsoonLook: FirstLook | undefined;
}

const kind = classifyStatus(documentStatus());
if (kind !== 'other') {
  if (globalThis.backsoonPresence === undefined) clearPredecessors();
  const isQuiet = kind === 'perhaps' || globalThis.backsoonLook?.isHidden === true;
  const theme = globalThis.backsoonLook?.theme ?? 'system';
  globalThis.backsoonPresence ??= new Presence(new InPage(theme), isQuiet);
  void globalThis.backsoonPresence.report();
}

/**
 * The extension was updated or installed anew while its card stood here. In Chromium the old script
 * lives on, in a world of its own, and is asked to go; in Firefox only its picture is left.
 */
function clearPredecessors(): void {
  document.dispatchEvent(new Event(SUCCESSOR));
  for (const host of document.querySelectorAll(`[${HOST_ATTRIBUTE}]`)) {
    // A host of ours is empty to the page. What isn't is the page's own, maybe all of it, under our name.
    if (host === document.documentElement || host.hasChildNodes())
      host.removeAttribute(HOST_ATTRIBUTE);
    else host.remove();
  }
}
