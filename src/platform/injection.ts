import { browser } from './browser';

/** What a document says of itself, read inside it. */
export interface OwnWord {
  /** The status that it was answered with; 0 where the browser doesn't tell. */
  readonly status: number;
  /** The address that it was asked for at, whatever the page made of it since. */
  readonly address: string;
}

/**
 * The status of the document that a tab shows, from the document itself; null where no extension may
 * look (a page of the browser, a viewer, an error page).
 */
export async function statusOfDocument(tabId: number): Promise<number | null> {
  return (await ownWord({ tabId, frameIds: [0] }, null))?.status ?? null;
}

/** The same for one document, named by its id. */
export async function lookInto(tabId: number, documentId: string): Promise<OwnWord | null> {
  return await ownWord(targetOf(tabId, documentId), documentId);
}

/**
 * Puts the card's script into one document, named by its id, so that it can't land in the page that
 * is being left; at once, while the body still streams. Resolves to what the document says of itself,
 * null where no script can be put.
 *
 * The script looks at the document's own status too, and does nothing in a page that is well.
 */
export async function injectCard(
  tabId: number,
  documentId: string,
  script: Script,
  look: FirstLook | null = null,
): Promise<OwnWord | null> {
  const target = targetOf(tabId, documentId);
  // None is awaited: all are carried out in the order in which they were asked for.
  if (look !== null) void tellLook(target, look);
  browser.scripting
    .executeScript({ target, ...script, injectImmediately: true })
    // The page is gone, or is none of ours to touch: its word says so.
    .catch(() => undefined);
  return await ownWord(target, documentId);
}

/** A script as it is given to the browser: the name of its file, or the script itself as a function. */
export type Script = { readonly files: string[] } | { readonly func: () => void };

/** What the card's script has to know before it draws anything, where it isn't as usual. */
export interface FirstLook {
  /** Nothing is to be seen in the page. */
  readonly isHidden: boolean;
  readonly theme: 'system' | 'light' | 'dark';
}

/** The name under which the card's script finds that, in the extension's own world of the page. */
const FIRST_LOOK = 'backsoonLook';

async function tellLook(target: Target, look: FirstLook): Promise<void> {
  try {
    await browser.scripting.executeScript({
      target,
      injectImmediately: true,
      func: (name: string, told: unknown) => {
        (globalThis as unknown as Record<string, unknown>)[name] = told;
      },
      args: [FIRST_LOOK, look],
    });
  } catch {
    // The page is gone, or none of ours to touch: the card's script says so.
  }
}

interface Target {
  tabId: number;
  frameIds?: number[];
}

/** `documentIds` is in both browsers and not yet in the types. */
function targetOf(tabId: number, documentId: string): Target {
  return { tabId, documentIds: [documentId] } as Target;
}

async function ownWord(target: Target, documentId: string | null): Promise<OwnWord | null> {
  try {
    const [result] = await browser.scripting.executeScript({
      target,
      injectImmediately: true,
      func: () => {
        const entry = performance.getEntriesByType('navigation')[0] as
          | PerformanceNavigationTiming
          | undefined;
        return { status: entry?.responseStatus ?? 0, address: entry?.name ?? '' };
      },
    });
    // Chromium runs a script that is meant for a document in the back/forward cache in the document
    // that the tab shows instead (measured, 156): what ran elsewhere is no answer.
    const { documentId: ranIn } = (result ?? {}) as { documentId?: string };
    if (documentId !== null && ranIn !== undefined && ranIn !== documentId) return null;
    return (result?.result as OwnWord | undefined) ?? null;
  } catch {
    return null;
  }
}

/** The name under which a script that was put into a document offers something to call there. */
export const OFFERED = 'backsoonOffered';

/**
 * Puts a script of ours into one document, and calls what it offers with a value that travels as JSON.
 * null where no script can be put.
 */
export async function callInDocument(
  tabId: number,
  documentId: string,
  file: string,
  value: unknown,
): Promise<unknown> {
  const target = targetOf(tabId, documentId);
  try {
    await browser.scripting.executeScript({ target, files: [file], injectImmediately: true });
    const [result] = await browser.scripting.executeScript({
      target,
      injectImmediately: true,
      func: (name: string, given: string) =>
        (globalThis as unknown as Record<string, (given: unknown) => unknown>)[name]?.(
          JSON.parse(given),
        ),
      // As text: Chromium leaves out what is null in an argument (measured, 156).
      args: [OFFERED, JSON.stringify(value)],
    });
    return result?.result ?? null;
  } catch {
    return null;
  }
}
