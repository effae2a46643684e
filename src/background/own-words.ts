import type { OwnWord } from '../platform/injection';

/** What a document says of itself; null where nobody can say. `byCard`: its card waits for an answer. */
export interface Said {
  readonly word: OwnWord | null;
  readonly byCard: boolean;
}

/**
 * Who waits for a document's own word, by the document's id. The card in it says it too, and often sooner than the
 * browser tells what a script found. Lost with the worker, and with it whoever waited.
 */
const waiting = new Map<string, (said: Said) => void>();

/**
 * A document's own word, from whoever says it first.
 *
 * @param asked what the browser will tell; null where no script can look
 */
export async function firstWord(documentId: string, asked: Promise<OwnWord | null>): Promise<Said> {
  const byCard = new Promise<Said>((resolve) => waiting.set(documentId, resolve));
  const byBrowser = asked.then((word) => ({ word, byCard: false }));
  try {
    return await Promise.race([byCard, byBrowser]);
  } finally {
    waiting.delete(documentId);
  }
}

/** A card has reported: to be called at once, before the tab's lock is asked for. */
export function noteWord(documentId: string, word: OwnWord): void {
  waiting.get(documentId)?.({ word, byCard: true });
}
