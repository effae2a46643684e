/** The page that the card stands in, as something to wait for, to ask for and to load. */
import { requestedAddress } from '../core/address/site';
import { documentAddress } from '../platform/document-status';
import { probe } from '../platform/probe';
import type { TryOutcome } from '../protocol/card';

/**
 * Resolves once the document has its root element. Firefox commits a document before it has parsed a
 * byte, and without a known encoding it waits for the first 1,024 bytes.
 */
export async function rooted(): Promise<void> {
  if (document.documentElement !== null) return;
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.documentElement === null) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document, { childList: true });
  });
}

/** Loads what failed, also where the page has rewritten its address meanwhile. */
export function loadAgain(): void {
  if (requestedAddress(location.href) === documentAddress()) location.reload();
  else location.replace(documentAddress());
}

/**
 * Asks for the page's own address from here, with the page's own cookies. Not from a sandboxed page:
 * there the request would go out without them, and its answer stay hidden.
 */
export async function askAgain(): Promise<TryOutcome> {
  if (globalThis.origin === 'null') return { kind: 'unreadable' };
  return await probe(documentAddress(), 'include');
}
