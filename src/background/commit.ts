import { parseWebAddress, requestedAddress } from '../core/address/site';
import { now } from '../platform/clock';
import { HEARS_COMMITS, type MainFrame, mainFrame, watchCommits } from '../platform/frames';
import { lookInto } from '../platform/injection';

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

/** Whether an answer found this worker awake. `answeredAt` in ms since the epoch. */
export function wasAwake(answeredAt: number): boolean {
  return answeredAt > STARTED_AT;
}

/** From here on even the page that stood there at first is offered: the commit may have been missed. */
const LATE_LOOK_MS = 1_000;

/** What came of one candidate. `no`: not the awaited document; look on. `unready`: it can't be told yet. */
export type Verdict = 'yes' | 'no' | 'unready';

/** What came of the waiting. `superseded`: the tab got a newer answer, so this one is history. */
export type Arrival = 'there' | 'none' | 'superseded';

/** Which answer a tab got, counted in the order in which the browser tells of them. */
export type Turn = number;

/** The newest turn of each tab, and how to end the wait that it began. They live and die with the worker. */
const newest = new Map<
  number,
  { readonly turn: Turn; readonly request: number; end: () => void }
>();
let turns = 0;

/**
 * The tab got an answer: what is still awaited of an earlier one won't be what it shows. To be called
 * at once when the answer comes, before anything is awaited. Where a worker is just starting, Chromium
 * may tell of a later answer first; the earlier one then gets a turn that is over.
 *
 * @param requestId the browser's own, which both browsers count upwards; clocks may be set back
 */
export function takeTurn(tabId: number, requestId: string): Turn {
  const request = Number(requestId);
  const last = newest.get(tabId);
  turns += 1;
  if (last !== undefined && request < last.request) return turns;
  last?.end();
  newest.set(tabId, { turn: turns, request, end: () => undefined });
  return turns;
}

/** Forgets the turns of a closed tab. */
export function forgetTurns(tabId: number): void {
  newest.get(tabId)?.end();
  newest.delete(tabId);
}

/**
 * Waits for the document that an answer brings, which the browser shows only *after* it has told of
 * the answer: listens first, then looks. Each document of the address's origin is offered to `visit`
 * once, until it says yes: a page may have rewritten its address before anyone could look, so only
 * the document itself can tell for sure. `none`: nothing came within 10 s (the browser shows a page
 * of its own, or the answer was a download).
 *
 * @param answeredAt when the answer came, ms since the epoch
 * @param turn the answer's, by `takeTurn`; one that is not the newest is superseded from the start
 * @param left the document that is being left, where that is known; null: the one that the tab shows now. Whoever
 * awaits something first has to know it: what the tab shows then may be the awaited document already.
 */
export async function awaitDocument(
  tabId: number,
  address: string,
  answeredAt: number,
  turn: Turn,
  visit: (frame: MainFrame) => Promise<Verdict>,
  left: string | null = null,
): Promise<Arrival> {
  const awaited = requestedAddress(address);
  const { hostname, origin } = new URL(awaited);
  const offered = new Set<string>();
  const awakeBefore = HEARS_COMMITS && wasAwake(answeredAt);
  const stopping: (() => void)[] = [];
  const mine = newest.get(tabId);
  if (mine?.turn !== turn) return 'superseded';

  const arrival = new Promise<Arrival>((resolve) => {
    mine.end = () => resolve('superseded');
    const visits: Promise<void>[] = [];
    const offer = (frame: MainFrame | null): Promise<void> => {
      const visited = offerOnce(frame);
      visits.push(visited);
      return visited;
    };
    const offerOnce = async (frame: MainFrame | null): Promise<void> => {
      if (frame === null || offered.has(frame.documentId)) return;
      if (originOfAddress(frame.address) !== origin) return;
      offered.add(frame.documentId);
      try {
        const verdict = await visit(frame);
        if (verdict === 'yes') resolve('there');
        if (verdict === 'unready') offered.delete(frame.documentId);
      } catch (error) {
        console.warn('Backsoon could not take up a document', error);
      }
    };
    stopping.push(watchCommits(tabId, hostname, (frame) => void offer(frame)));

    // Awake, what stands there now is the page that is being left.
    const leaving = left ?? (awakeBefore ? mainFrame(tabId).then(idOf) : null);
    const look = async (delay: number): Promise<void> => {
      const frame = await mainFrame(tabId);
      const isLeaving = frame !== null && frame.documentId === (await leaving);
      // A commit that was told late is what seemed to be left, and a page may have rewritten its address.
      const isLate = delay >= LATE_LOOK_MS && (await isOf(tabId, frame, awaited));
      if (!isLeaving || isLate) await offer(frame);
      if (delay !== LOOKS_MS.at(-1)) return;
      // Where many pages fail at once, a visit outlasts the looks: what it finds is no page of the browser's.
      await Promise.all(visits);
      resolve('none');
    };
    for (const delay of LOOKS_MS) {
      if (awakeBefore && delay < FIRST_LOOK_MS) continue;
      if (delay === 0) {
        // At once: somebody waits, and a timer takes its time where a worker is just starting.
        void look(delay);
        continue;
      }
      const timer = setTimeout(() => void look(delay), delay);
      stopping.push(() => clearTimeout(timer));
    }
  });
  try {
    return await arrival;
  } finally {
    // Chromium would go on waking us for a commit listener that was left in place.
    for (const stop of stopping) stop();
  }
}

/** Whether a document was asked for at an address, by what the tab shows or by its own word. */
async function isOf(tabId: number, frame: MainFrame | null, awaited: string): Promise<boolean> {
  if (frame === null) return false;
  if (requestedAddress(frame.address) === awaited) return true;
  const word = await lookInto(tabId, frame.documentId);
  return requestedAddress(word?.address ?? '') === awaited;
}

function idOf(frame: MainFrame | null): string | null {
  return frame?.documentId ?? null;
}

function originOfAddress(address: string): string | null {
  return parseWebAddress(address)?.origin ?? null;
}
