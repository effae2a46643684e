/**
 * The remedies that Backsoon carries out itself, each on the visitor's own click. What is stored says
 * what was done before anything is loaded for it, so that the next document can tell. Call all of this
 * with the tab locked, but `onRemedy`, `clearDataState` and `clearDataOf`, which lock it.
 */
import { requestedAddress } from '../core/address/site';
import { domainOf } from '../core/others/domain';
import { type Act, archiveAddress, mayLoadAgain } from '../core/remedies/actions';
import type { Outcome, Went } from '../core/remedies/outcome';
import { now } from '../platform/clock';
import { callInDocument } from '../platform/injection';
import {
  CLEARS_FILES_OF_ONE,
  COOKIES_REACH,
  clearData,
  clearFiles,
  mayClear,
} from '../platform/site-data';
import { openBeside, openPageBeside, reloadPastCache, tabFacts } from '../platform/tabs';
import type { CardCommand, CardOrder } from '../protocol/card';
import type { ClearDataState, RemedyCommand } from '../protocol/pages';
import { LOST_AFTER_MS, setNet, viewOf } from './conduct';
import { COPY_FILE } from './copy-file';
import { detailsState } from './details-state';
import { type FailingDocument, readDocument } from './documents';
import { type FailingTab, readFailingTab, writeFailingTab } from './failing-tab';
import { lockTab } from './tab-lock';
import { tellCard } from './tell-card';
import { show } from './tries';

export type Carried = RemedyCommand | Extract<CardCommand, 'copy'>;

/** Carries out a remedy that a page of the extension asks for. Does nothing where nothing fails. */
export async function onRemedy(tabId: number, command: RemedyCommand): Promise<void> {
  await lockTab(tabId, async () => {
    const tab = await readFailingTab(tabId);
    if (tab === null) return;
    await tellCard(tab, await carryOut(tab, await documentOf(tab), command));
  });
}

export async function carryOut(
  tab: FailingTab,
  document: FailingDocument | null,
  command: Carried,
): Promise<CardOrder> {
  switch (command) {
    case 'past-cache':
      return await load(tab, document, 'K31', 'done');
    case 'clear-files':
      return await clearCachedFiles(tab, document);
    case 'clear-data':
      await openBeside(tab.tabId, `src/pages/clear-data/index.html?tab=${tab.tabId}`);
      return show(tab, document);
    case 'archive':
      return await openArchive(tab, document);
    case 'copy':
      return await copyDetails(tab, document);
  }
}

/**
 * Loads the page again past the browser's cache, as a try of the visitor's. `ifFails`: what is to be said
 * if it fails again. Where it may not be loaded, or the tab shows something else, nothing is.
 */
async function load(
  tab: FailingTab,
  document: FailingDocument | null,
  remedy: Act,
  ifFails: Went,
): Promise<CardOrder> {
  if (!mayLoadAgain(tab.incident)) return await note(tab, document, remedy, 'not-loaded');
  if (tab.trying?.how === 'reload') return show(tab, document);
  const stands = tab.standIn === 'stands';
  const shown = await tabFacts(tab.tabId);
  if (!stands && requestedAddress(shown?.address ?? '') !== tab.incident.address) {
    return await note(tab, document, remedy, remedy === 'K31' ? 'refused' : ifFails);
  }
  const since = now();
  const loading: FailingTab = {
    ...tab,
    trying: { how: 'reload', by: 'visitor', number: since, since, probed: null },
    outcome: { remedy, went: 'loading', ifFails, at: since },
  };
  await setNet(tab.tabId, since + LOST_AFTER_MS);
  await writeFailingTab(loading);
  if (stands) return await loadFromStandIn(loading, document);
  await reloadPastCache(tab.tabId);
  return show(loading, document);
}

/** No page of ours is loaded again in its place: that one goes to the address, and nothing stored may meet it. */
async function loadFromStandIn(
  loading: FailingTab,
  document: FailingDocument | null,
): Promise<CardOrder> {
  if (CLEARS_FILES_OF_ONE) await clearFiles(loading.incident.address).catch(() => undefined);
  return { do: 'reload', view: viewOf(loading, document) };
}

/** Where the browser can't clear one site's alone, the page is loaded past them all the same. */
async function clearCachedFiles(
  tab: FailingTab,
  document: FailingDocument | null,
): Promise<CardOrder> {
  if (!CLEARS_FILES_OF_ONE) return await load(tab, document, 'K37', 'instead');
  try {
    await clearFiles(tab.incident.address);
  } catch {
    return await note(tab, document, 'K37', 'refused');
  }
  return await load(tab, document, 'K37', 'done');
}

async function openArchive(tab: FailingTab, document: FailingDocument | null): Promise<CardOrder> {
  const address = archiveOf(tab);
  if (address === null) return show(tab, document);
  await openPageBeside(tab.tabId, address);
  return await note(tab, document, 'K47', 'done');
}

/** Where an archived copy would be; null where none is to be offered. */
function archiveOf({ incident, isPrivate, circumstances }: FailingTab): string | null {
  const { serverAddress } = circumstances;
  return archiveAddress({ address: incident.address, isPrivate, serverAddress });
}

/** The page itself has to do it, right after the click: the background has no clipboard. */
async function copyDetails(tab: FailingTab, document: FailingDocument | null): Promise<CardOrder> {
  if (tab.documentId === null) return await note(tab, document, 'copy', 'refused');
  const { failure } = await detailsState(tab.tabId);
  const went = await callInDocument(tab.tabId, tab.documentId, COPY_FILE, failure);
  return await note(tab, document, 'copy', went === 'copied' ? 'done' : 'refused');
}

async function note(
  tab: FailingTab,
  document: FailingDocument | null,
  remedy: Outcome['remedy'],
  went: Went,
): Promise<CardOrder> {
  const noted: FailingTab = { ...tab, outcome: { remedy, went, ifFails: went, at: now() } };
  await writeFailingTab(noted);
  return show(noted, document);
}

/** What the page that asks before clearing says of a tab. */
export async function clearDataState(
  tabId: number,
  went: ClearDataState['went'] = null,
): Promise<ClearDataState> {
  const tab = await readFailingTab(tabId);
  const allowed = await mayClear();
  if (tab === null) return { failure: null, allowed, went };
  const { id: incidentId, site } = tab.incident;
  return {
    failure: {
      incidentId,
      site,
      domain: COOKIES_REACH === 'domain' ? domainOf(site) : null,
      loads: mayLoadAgain(tab.incident),
      isPrivate: tab.isPrivate,
    },
    allowed,
    went,
  };
}

/** The visitor said yes: clears what was asked about, if that still fails there. */
export async function clearDataOf(tabId: number, incidentId: string): Promise<ClearDataState> {
  const before = await clearDataState(tabId);
  const went = await lockTab(tabId, async () => {
    const tab = await readFailingTab(tabId);
    if (tab?.incident.id !== incidentId) return null;
    try {
      await clearData(tab.incident.address, tabId);
    } catch {
      return 'refused';
    }
    await tellCard(tab, await load(tab, await documentOf(tab), 'K38', 'done'));
    return 'cleared';
  });
  // The page may be well by now: what is said is what was asked about.
  return { ...before, went };
}

async function documentOf({ documentId }: FailingTab): Promise<FailingDocument | null> {
  return documentId === null ? null : await readDocument(documentId);
}
