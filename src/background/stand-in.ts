/**
 * Where the browser shows a page of its own for a failing address, no card can stand. A page of ours
 * takes its place: the stand-in. See `stand-in-requests.ts` for what it says.
 */

import { requestedAddress, siteOf } from '../core/address/site';
import { isLeftAlone, type Settings } from '../core/settings/settings';
import type { Spec } from '../core/storage/versioned';
import { type MainFrame, mainFrame } from '../platform/frames';
import { statusOfDocument } from '../platform/injection';
import { originOf } from '../platform/privacy';
import { readSession, removeSession, writeSession } from '../platform/session-store';
import { standInUrl } from '../platform/stand-in-page';
import { putInPlace, REPLACES_ENTRIES, tabFacts } from '../platform/tabs';
import type { SeenAnswer } from '../platform/web-requests';
import { readDocument } from './documents';
import type { FailingTab } from './failing-tab';
import { readSettings } from './settings';

/**
 * Puts the stand-in where the browser shows its own page for a failure that was just taken up. Not for
 * what a form brought, not where the visitor doesn't want it, and not where they came back to the
 * address from the stand-in: then Back leads on. Call with the tab locked.
 *
 * @param isMute no script will ever run in the page that stands there, and none is asked whether it does
 */
export async function standIn(tab: FailingTab, isMute = false): Promise<void> {
  const { tabId, incident } = tab;
  if (incident.askedBy !== 'get' || tab.dismissed || tab.standIn === 'declined') return;
  const [settings, isOwn] = await Promise.all([
    readSettings(originOf(tab.isPrivate)),
    isMute || isBrowsersOwn(tabId, incident.address),
  ]);
  if (!isOwn || !isStandInWanted(settings, incident.site)) return;
  await put(tabId, incident.address);
}

/**
 * The same for a page of the browser's that was just told of, before anything is made of its failure: ours has to be
 * loaded, and what it asks waits for the tab's lock. Whether it is on its way.
 *
 * @param shown the document that the tab has to show still
 * @param before what was known of the tab when the answer came
 */
export async function standInAhead(
  { tabId, address, method }: Pick<SeenAnswer, 'tabId' | 'address' | 'method'>,
  shown: MainFrame,
  settings: Settings,
  before: FailingTab | null,
): Promise<boolean> {
  if (method !== 'GET' || !isStandInWanted(settings, siteOf(address) ?? '')) return false;
  const failing = requestedAddress(address);
  const goesOn = before?.incident.address === failing;
  if (goesOn && (before.dismissed || standInAfter(before) === 'declined')) return false;
  // Told of in this moment, it is new and stands there; what is asked of the browser now takes it 10 ms (measured).
  if (!shown.isMute && !(await isNewThere(tabId, shown))) return false;
  await put(tabId, failing);
  return true;
}

async function put(tabId: number, failing: string): Promise<void> {
  await putInPlace(tabId, standInUrl(failing, !REPLACES_ENTRIES));
}

/** Whether a tab shows a document still, and no answer is known to have brought it. */
async function isNewThere(tabId: number, { documentId }: MainFrame): Promise<boolean> {
  const [frame, known] = await Promise.all([mainFrame(tabId), readDocument(documentId)]);
  return frame?.documentId === documentId && known === null;
}

/** Whether the visitor's settings let a page of ours stand in on a site. */
export function isStandInWanted(settings: Settings, site: string): boolean {
  const isAllowed = settings.standIn && settings.appearance !== 'badge';
  return settings.on && isAllowed && !isLeftAlone(settings, site);
}

/** Whether a tab shows an address on a page that no extension may look into. */
async function isBrowsersOwn(tabId: number, address: string): Promise<boolean> {
  const [shown, status] = await Promise.all([tabFacts(tabId), statusOfDocument(tabId)]);
  return shown !== null && requestedAddress(shown.address) === address && status === null;
}

/**
 * What becomes of the stand-in when the address fails once more: it may stand again after a try of its
 * own, or where it never stood. A visitor who left it for the failing address doesn't want it there.
 */
export function standInAfter({ standIn, trying }: FailingTab): FailingTab['standIn'] {
  if (standIn !== 'stands') return standIn;
  return trying?.how === 'reload' ? 'none' : 'declined';
}

/** The address to whose entry in the history the stand-in of a tab is going back; '' for none. */
const goingOf = (tabId: number): Spec<string> => ({
  key: `going:${tabId}`,
  version: 1,
  initial: '',
  parse: (value) => (typeof value === 'string' ? requestedAddress(value) : null),
  migrations: {},
});

export async function noteGoing(tabId: number, address: string): Promise<void> {
  await writeSession(goingOf(tabId), address);
}

export async function forgetGoing(tabId: number): Promise<void> {
  await removeSession(goingOf(tabId).key);
}

/**
 * Whether an answer from the cache is what the stand-in found when it went back: Chromium takes the old
 * failure from its cache there, without asking anyone (measured, 156). It is asked for anew, once.
 */
export async function isOldAnswer(tabId: number, address: string): Promise<boolean> {
  const going = await readSession(goingOf(tabId));
  if (going === '') return false;
  await forgetGoing(tabId);
  return going === requestedAddress(address);
}
