import { requestedAddress, siteOf } from '../core/address/site';
import {
  autoRetryOn,
  isLeftAlone,
  isLeftAloneByOrganisation,
  type Settings,
  withSite,
} from '../core/settings/settings';
import { classifyStatus } from '../core/watch/status-class';
import { hasSiteAccess } from '../platform/access';
import { type MainFrame, mainFrame } from '../platform/frames';
import { injectCard, statusOfDocument } from '../platform/injection';
import { mayNotify } from '../platform/notifications';
import { type Origin, originOf } from '../platform/privacy';
import { standsFor } from '../platform/stand-in-page';
import { loadIn, type TabFacts, tabFacts } from '../platform/tabs';
import {
  type PageRequest,
  type PopupState,
  REMEDY_COMMANDS,
  type RemedyCommand,
  type TabCommand,
} from '../protocol/pages';
import { onCommand, openDetails } from './card-requests';
import { viewOf } from './conduct';
import { readDocument, unseenDocument, writeDocument } from './documents';
import { type FailingTab, readFailingTab, writeFailingTab } from './failing-tab';
import { endIncident } from './failures';
import { firstLookOf } from './look';
import { card } from './on-demand';
import { reconsiderAll } from './reconsider';
import { onRemedy } from './remedies';
import { changeSettings, readSettings } from './settings';
import { lockTab } from './tab-lock';
import { tellCard } from './tell-card';
import { tryWithoutCard } from './tries';
import { updatedTo, updateSeen } from './updated';
import { watchLines } from './watch-lines';
import { showWatched } from './watched-tabs';
import { newsSeen, openWatch, stopWatch } from './watches';

/** Requests of the popup. Each changes something, or nothing, and is answered with the state then. */
export type PopupRequest = Exclude<
  Extract<PageRequest, { type: `popup/${string}` }>,
  { type: 'popup/check-page' }
>;

/** Answers the popup; null where the tab that a change is about does not exist. */
export async function onPopupRequest(request: PopupRequest): Promise<PopupState | null> {
  const { tabId } = request.body;
  const facts = await tabFacts(tabId);
  // Without the tab nobody knows whether the wish came from a private window: then nothing is stored.
  if (facts === null && request.type !== 'popup/state') return null;
  const from = originOf(facts?.isPrivate ?? false);
  await act(request, from);
  // The list is before the visitor's eyes.
  if (from === 'ordinary') await newsSeen();
  return await popupState(tabId, facts, from);
}

async function act(request: PopupRequest, from: Origin): Promise<void> {
  switch (request.type) {
    case 'popup/state':
      return;
    case 'popup/tab':
      return await onTabCommand(request.body.tabId, request.body.command);
    case 'popup/switch':
      await changeSettings(from, (settings) => ({ ...settings, on: request.body.on }));
      return await reconsiderAll();
    case 'popup/auto-retry': {
      const { site, on } = request.body;
      await changeSettings(from, (settings) =>
        site === null
          ? { ...settings, autoRetry: on }
          : withSite(settings, site, { autoRetry: on }),
      );
      return await reconsiderAll();
    }
    case 'popup/stand-in':
      await changeSettings(from, (settings) => ({ ...settings, standIn: request.body.on }));
      return await reconsiderAll();
    case 'popup/leave-alone': {
      const { site, on } = request.body;
      await changeSettings(from, (settings) => withSite(settings, site, { leftAlone: on }));
      return await reconsiderAll();
    }
    case 'popup/watch':
      return await onWatchCommand(request.body, from);
    case 'popup/update-seen':
      return await updateSeen(from);
  }
}

/** Private windows see no watches, so nothing there can be about one. */
async function onWatchCommand(
  { watchId, command }: Extract<PopupRequest, { type: 'popup/watch' }>['body'],
  from: Origin,
): Promise<void> {
  if (from === 'private') return;
  if (command === 'open') await openWatch(watchId);
  else await stopWatch(watchId);
  await showWatched();
}

/** What the visitor wants of a tab, in the popup or by keys. */
export async function onTabCommand(tabId: number, command: TabCommand): Promise<void> {
  if (command === 'explain') return await explain(tabId);
  if (isRemedy(command)) return await onRemedy(tabId, command);
  await lockTab(tabId, async () => {
    const tab = await readFailingTab(tabId);
    if (tab === null) return;
    if (command === 'details') {
      return await openDetails(tabId);
    }
    if (command === 'open') return await loadIn(tabId, tab.incident.address);
    const document = tab.documentId === null ? null : await readDocument(tab.documentId);
    const settings = await readSettings(originOf(tab.isPrivate));
    // Where no card stands, asking it would bring it back uninvited, or ask nobody.
    if (command === 'try-now' && !hasCard(tab, settings)) return await tryWithoutCard(tab);
    const order = await onCommand(tab, document, command);
    if (tab.documentId === null) return;
    const heard = await tellCard(tab, order);
    if (heard === 'unheard' && (order.do === 'probe' || order.do === 'reload')) {
      await tryWithoutCard(tab);
    }
  });
}

function isRemedy(command: TabCommand): command is RemedyCommand {
  return (REMEDY_COMMANDS as readonly TabCommand[]).includes(command);
}

/** Whether a card stands in the tab's page, as far as the background knows. */
function hasCard(tab: FailingTab, settings: Settings): boolean {
  const wanted = !tab.dismissed && !isLeftAlone(settings, tab.incident.site);
  // A page that never reports has none: no extension may look into it (Firefox's JSON viewer).
  return wanted && tab.documentId !== null && tab.judged;
}

/**
 * The visitor wants a page explained that nobody noticed (it was there before Backsoon, or a service
 * worker of the page's own answered it), or whose card they had closed.
 */
export async function explain(tabId: number): Promise<void> {
  const facts = await tabFacts(tabId);
  const frame = await mainFrame(tabId);
  const status = await statusOfDocument(tabId);
  if (facts === null || frame === null || status === null) return;
  if (classifyStatus(status) === 'other') return;
  await lockTab(tabId, async () => {
    const isPrivate = originOf(facts.isPrivate) === 'private';
    const { documentId } = frame;
    const address = requestedAddress(frame.address);
    const known = await readDocument(documentId);
    const document = known ?? unseenDocument({ tabId, documentId, address, isPrivate }, status);
    await writeDocument({ ...document, isAskedFor: true });
    const tab = await readFailingTab(tabId);
    if (tab?.dismissed === true) await writeFailingTab({ ...tab, dismissed: false });
    const settings = await readSettings(originOf(facts.isPrivate));
    const { script } = await card();
    await injectCard(tabId, frame.documentId, script, firstLookOf(settings));
  });
}

async function popupState(
  tabId: number,
  facts: TabFacts | null,
  from: Origin,
): Promise<PopupState> {
  const [settings, access, known, frame] = await Promise.all([
    readSettings(from),
    hasSiteAccess(),
    readFailingTab(tabId),
    mainFrame(tabId),
  ]);
  const address = facts?.address ?? '';
  const site = siteOf(standsFor(address) ?? address);
  const tab = known !== null && isShown(known, facts, frame) ? known : null;
  // Nobody told us that the tab moved on: site access was withheld, or no card stood there to say so.
  if (known !== null && tab === null) await endUnseen(known);
  const document = tab?.documentId == null ? null : await readDocument(tab.documentId);
  const failure =
    settings.on && tab !== null
      ? { view: viewOf(tab, document), hasCard: hasCard(tab, settings) }
      : null;
  // The popup is open: only now, and only where the card is missing, is the page itself looked at.
  const cardMissing = failure === null || tab?.dismissed === true;
  const status = cardMissing && settings.on && site !== null ? await lookOnce(tabId, frame) : null;
  const watched = status !== null && classifyStatus(status) === 'watched';
  return {
    on: settings.on,
    autoRetry: settings.autoRetry,
    standIn: settings.standIn,
    access,
    isPrivate: from === 'private',
    tab: {
      site,
      siteAutoRetry: site === null || autoRetryOn(settings, site),
      leftAlone: site !== null && isLeftAlone(settings, site),
      leftAloneByOrganisation: site !== null && isLeftAloneByOrganisation(settings, site),
      failure,
      unexplained: watched ? status : null,
      document: frame?.documentId ?? null,
    },
    watches: from === 'private' ? [] : await watchLines(settings, access),
    mayNotify: await mayNotify(),
    updatedTo: await updatedTo(from),
  };
}

/** Whether the failing document still stands in its tab. The browser's own pages have no name. */
function isShown(tab: FailingTab, facts: TabFacts | null, frame: MainFrame | null): boolean {
  const address = facts?.address ?? '';
  const stoodFor = standsFor(address);
  // A stand-in on its way to the tab, or back to the address, is told of a moment later.
  if (tab.documentId === null || tab.standIn === 'stands' || stoodFor !== null) {
    return (stoodFor ?? requestedAddress(address)) === tab.incident.address;
  }
  return frame === null || frame.documentId === tab.documentId;
}

async function endUnseen({ tabId, documentId }: FailingTab): Promise<void> {
  await lockTab(tabId, async () => {
    const tab = await readFailingTab(tabId);
    if (tab?.documentId === documentId && tab.trying === null) await endIncident(tab, 'left');
  });
}

/** The last look into a page: the open popup asks every second, and the answer can't change. */
let lastLook: { readonly documentId: string; readonly status: number | null } | null = null;

async function lookOnce(tabId: number, frame: MainFrame | null): Promise<number | null> {
  if (frame === null) return null;
  if (lastLook?.documentId !== frame.documentId) {
    lastLook = { documentId: frame.documentId, status: await statusOfDocument(tabId) };
  }
  return lastLook.status;
}
