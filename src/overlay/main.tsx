/**
 * Put into a failing page by the background, and into no other. First it looks whether this document
 * really failed: the browser may have moved on between the order and its execution.
 */
import { classifyStatus } from '../core/watch/status-class';
import { documentStatus } from '../platform/document-status';
import { Presence } from './presence';

declare global {
  /** Marks the extension's own world in a page that has its card. The page can't see it. */
  var backsoonPresence: Presence | undefined;
}

const kind = classifyStatus(documentStatus());
if (kind !== 'other') {
  globalThis.backsoonPresence ??= new Presence(kind === 'perhaps');
  void globalThis.backsoonPresence.report();
}
