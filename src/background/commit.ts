import { requestedAddress } from '../core/address/site';
import { now } from '../platform/clock';
import { HEARS_COMMITS, type MainFrame, mainFrame, watchCommits } from '../platform/frames';

/** When to look at what the tab shows, in ms after the answer, ever more rarely. */
const LOOKS_MS = [0, 10, 25, 60, 150, 400, 1_000, 2_500, 5_000, 10_000];

/**
 * Where commits are heard, the first looks are left out: they would show, and disturb, the page that
 * is being left. Not so where the answer itself woke us: then the commit has passed, and nothing
 * tells of it any more.
 */
const FIRST_LOOK_MS = 150;

/** When this worker started, to tell an answer that woke it from one that found it awake. */
const STARTED_AT = now();

/** What came of one candidate. `no`: not the awaited document; look on. */
export type Verdict = 'yes' | 'no';

/**
 * Waits for the document that an answer brings, which the browser shows only *after* it has told of
 * the answer: listens first, then looks. Each document of the address is offered to `visit` once,
 * until it says yes; resolves to false when none came within 10 s (the browser shows a page of its
 * own, or the answer was a download).
 *
 * @param answeredAt when the answer came, ms since the epoch
 */
export async function awaitDocument(
  tabId: number,
  address: string,
  answeredAt: number,
  visit: (frame: MainFrame) => Promise<Verdict>,
): Promise<boolean> {
  const awaited = requestedAddress(address);
  const host = new URL(awaited).hostname;
  const offered = new Set<string>();
  const wokenByIt = answeredAt <= STARTED_AT;
  const stopping: (() => void)[] = [];

  const found = new Promise<boolean>((resolve) => {
    const offer = async (frame: MainFrame | null): Promise<void> => {
      if (frame === null || offered.has(frame.documentId)) return;
      if (requestedAddress(frame.address) !== awaited) return;
      offered.add(frame.documentId);
      if ((await visit(frame)) === 'yes') resolve(true);
    };
    stopping.push(watchCommits(tabId, host, (frame) => void offer(frame)));
    for (const delay of LOOKS_MS) {
      if (HEARS_COMMITS && !wokenByIt && delay < FIRST_LOOK_MS) continue;
      const timer = setTimeout(async () => {
        await offer(await mainFrame(tabId));
        if (delay === LOOKS_MS.at(-1)) resolve(false);
      }, delay);
      stopping.push(() => clearTimeout(timer));
    }
  });
  try {
    return await found;
  } finally {
    for (const stop of stopping) stop();
  }
}
