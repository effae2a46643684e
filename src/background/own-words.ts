import type { Settings } from '../core/settings/settings';
import type { OwnWord } from '../platform/injection';
import type { FailingDocument } from './documents';
import type { FailingTab } from './failing-tab';

/** A failure that was just taken up, for the one who judges it. */
export interface Begun {
  readonly tab: FailingTab;
  readonly document: FailingDocument;
  readonly settings: Settings;
}

/** What a document says of itself; null where nobody can say. */
export interface Said {
  readonly word: OwnWord | null;
  /** Where its card said it: has its report judged, in the same turn of the tab's lock. Never fails. */
  readonly judge: ((begun: Begun) => Promise<void>) | null;
  /** To be called once the turn is over: a report that wasn't judged in it takes a turn of its own. */
  readonly pass: () => void;
}

/**
 * Who waits for a document's own word, by the document's id. The card in it says it too, and often sooner than the
 * browser tells what a script found. Lost with the worker, and with it whoever waited.
 */
const waiting = new Map<string, (said: Said) => void>();

/**
 * A document's own word, from whoever says it first. Call with the tab locked, or about to be.
 *
 * @param asked what the browser will tell; null where no script can look
 */
export async function firstWord(documentId: string, asked: Promise<OwnWord | null>): Promise<Said> {
  const byCard = new Promise<Said>((resolve) => waiting.set(documentId, resolve));
  const byBrowser = asked.then((word): Said => ({ word, judge: null, pass: () => undefined }));
  try {
    return await Promise.race([byCard, byBrowser]);
  } finally {
    waiting.delete(documentId);
  }
}

/**
 * A card has reported. Where its word is waited for, the report is judged by whoever took the failure up, in the same
 * turn of the tab's lock; null where that didn't happen, and it needs a turn of its own. Rejects where `judge` does.
 */
export async function inTheirTurn<T>(
  documentId: string,
  word: OwnWord,
  judge: (begun: Begun) => Promise<T>,
): Promise<T | null> {
  const say = waiting.get(documentId);
  if (say === undefined) return null;
  waiting.delete(documentId);
  return await new Promise<T | null>((resolve, reject) => {
    say({
      word,
      judge: async (begun) => await judge(begun).then(resolve, reject),
      pass: () => resolve(null),
    });
  });
}

/**
 * How long a document may be silent, in ms, before it is asked whether it broke off; then twice as long, and again.
 * Chromium runs no script in a page that broke off before its first element, and shows nothing for it (measured, 156):
 * it will never say a word. Longer than a page's own scripts keep it busy, as a rule.
 */
const SILENT_MS = 3_000;
const LONGEST_SILENCE_MS = 12_000;

/** What a document says, however long it takes; null where it will never say anything. */
export async function saidOrMute<T>(
  word: Promise<T>,
  isBrokenOff: () => Promise<boolean>,
): Promise<T | null> {
  for (let ms = SILENT_MS; ms <= LONGEST_SILENCE_MS; ms *= 2) {
    const silence = new Promise<null>((resolve) => setTimeout(resolve, ms, null));
    const said = await Promise.race([word, silence]);
    if (said !== null) return said;
    if (await isBrokenOff()) return null;
  }
  return await word;
}
