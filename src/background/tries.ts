import { requestedAddress } from '../core/address/site';
import { isUnanswered } from '../core/diagnosis/diagnose-proxy';
import { fold } from '../core/incidents/fold';
import { lastStatus } from '../core/incidents/incident';
import { classifyStatus } from '../core/watch/status-class';
import { now } from '../platform/clock';
import { originOf } from '../platform/privacy';
import { probe } from '../platform/probe';
import { reloadTab, tabFacts } from '../platform/tabs';
import type { CardOrder, TryOutcome } from '../protocol/card';
import { allowance, LOST_AFTER_MS, setNet, viewOf } from './conduct';
import { decide, isReachable } from './decide';
import { type FailingDocument, readDocument, writeDocument } from './documents';
import { type FailingTab, readFailingTab, writeFailingTab } from './failing-tab';
import { recordIncident } from './history';
import { wakeScout } from './scouts';
import { readSettings } from './settings';
import { settle } from './settle';
import { isWaiting } from './site-scene';
import { claimTurn } from './site-turns';
import { lockTab } from './tab-lock';
import { tellCard } from './tell-card';

/**
 * The deadline of a tab may have come: begins the try if it is due and this tab's turn, gives up one
 * that was lost, or does nothing. Call with the tab locked.
 */
export async function onDue(tab: FailingTab, document: FailingDocument): Promise<CardOrder> {
  if (tab.trying !== null) {
    if (now() - tab.trying.since < LOST_AFTER_MS) return show(tab, document);
    return await conclude(tab, document, { kind: 'silent' });
  }
  if (tab.step?.kind === 'pause') return await decideAnew(tab, document);
  if (tab.step?.kind !== 'wait') return show(tab, document);
  // The visitor's word may have changed where this worker didn't hear of it (another window's).
  const settings = await readSettings(originOf(tab.isPrivate));
  if (!settings.on) return { do: 'leave' };
  if (allowance(tab, settings) === 'yes' && isReachable(tab)) return await inTurn(tab, document);
  const decided = await decide(tab, settings);
  await writeFailingTab(decided);
  return show(decided, document);
}

/** Begins a try of ours if it is the tab's turn, and else has it wait for what it waits for now. */
async function inTurn(tab: FailingTab, document: FailingDocument): Promise<CardOrder> {
  if (tab.incident.askedBy !== 'get') return show(tab, document);
  const trying = withTry(tab, 'us');
  await setNet(tab.tabId, now() + LOST_AFTER_MS);
  const claim = await claimTurn(tab, trying);
  if (claim.kind === 'granted') return ask(trying, document);
  if (claim.kind === 'asked') {
    return { do: 'show', view: { ...viewOf(tab, document), next: { kind: 'trying', by: 'us' } } };
  }
  const after: FailingTab = { ...tab, step: claim.step };
  await writeFailingTab(after);
  await setNet(tab.tabId, claim.step.until);
  return show(after, document);
}

/** The pause of a tab may be over. Call with the tab locked. */
async function decideAnew(tab: FailingTab, document: FailingDocument | null): Promise<CardOrder> {
  const decided = await decide(tab, await readSettings(originOf(tab.isPrivate)));
  await writeFailingTab(decided);
  return show(decided, document);
}

/**
 * Begins a try that the visitor wants: at once, whosever turn it is. Only what a GET brought is ever
 * tried: the address of a form's answer may mean something else without the form, and a reload would
 * send it again.
 */
export async function begin(tab: FailingTab, document: FailingDocument): Promise<CardOrder> {
  if (tab.incident.askedBy !== 'get' || tab.trying !== null) return show(tab, document);
  const trying = withTry(tab, 'visitor');
  await setNet(tab.tabId, now() + LOST_AFTER_MS);
  await writeFailingTab(trying);
  return ask(trying, document);
}

function withTry(tab: FailingTab, by: 'us' | 'visitor'): FailingTab {
  // Where a probe was answered well and the page failed all the same, only the page itself can tell.
  const how = tab.incident.probeMisled ? 'reload' : 'probe';
  return { ...tab, trying: { how, by, number: now(), since: now(), probed: null } };
}

/** Has the try that is stored made, by whoever can make it. */
function ask(tab: FailingTab, document: FailingDocument): CardOrder {
  const { trying } = tab;
  if (trying === null) return show(tab, document);
  if (trying.how === 'reload') return { do: 'reload', view: viewOf(tab, document) };
  const { number } = trying;
  if (document.askFrom === 'background') {
    settle(askFromHere(tab.tabId, document, number));
    return show(tab, document);
  }
  return { do: 'probe', number, view: viewOf(tab, document) };
}

/** Takes in what a probe of a given number found. Call with the tab locked. */
export async function onTried(
  tab: FailingTab,
  document: FailingDocument,
  number: number,
  outcome: TryOutcome,
): Promise<CardOrder> {
  // An answer to a try that was given up.
  if (tab.trying?.number !== number) return show(tab, document);
  // Told once more: the order that came of it was lost.
  if (tab.trying.how === 'reload') return { do: 'reload', view: viewOf(tab, document) };
  if (tab.trying.how === 'held') return show(tab, document);
  if (outcome.kind === 'unreadable') {
    const here: FailingDocument = { ...document, askFrom: 'background' };
    await writeDocument(here);
    settle(askFromHere(tab.tabId, here, number));
    return show(tab, here);
  }
  return await conclude(tab, document, outcome);
}

/**
 * Asks from the background: with this visit's own cookies where the background has the same jar, else
 * with none. Then the card is told what to do.
 */
async function askFromHere(
  tabId: number,
  document: FailingDocument,
  number: number,
): Promise<void> {
  const outcome = await probe(document.address, document.sameJar ? 'include' : 'omit');
  const order = await lockTab(tabId, async () => {
    const tab = await readFailingTab(tabId);
    if (tab?.trying?.how !== 'probe' || tab.trying.number !== number) return null;
    // What can't be read even here is no answer at all.
    const readable: TryOutcome = outcome.kind === 'unreadable' ? { kind: 'silent' } : outcome;
    return await conclude(tab, document, readable);
  });
  if (order !== null) await tellCard({ tabId, documentId: document.documentId }, order);
}

async function conclude(
  tab: FailingTab,
  document: FailingDocument | null,
  outcome: Exclude<TryOutcome, { kind: 'unreadable' }>,
): Promise<CardOrder> {
  const { trying } = tab;
  if (trying === null) return show(tab, document);
  const status = outcome.kind === 'answered' ? outcome.status : null;
  if (status !== null && !stillFails(tab, status)) {
    const reloading: FailingTab = {
      ...tab,
      trying: { ...trying, how: 'reload', since: now(), probed: status },
    };
    await writeFailingTab(reloading);
    await setNet(tab.tabId, now() + LOST_AFTER_MS);
    return { do: 'reload', view: viewOf(reloading, document) };
  }
  const incident = fold(tab.incident, { kind: 'probed', at: now(), by: trying.by, status });
  const settings = await readSettings(originOf(tab.isPrivate));
  const after = await decide(
    { ...tab, incident: incident ?? tab.incident, trying: null },
    settings,
    'tried',
  );
  await writeFailingTab(after);
  await recordIncident(originOf(tab.isPrivate), after.incident);
  return show(after, document);
}

/** The page is loaded again only when the probe got something else than a failure. */
function stillFails(tab: FailingTab, status: number): boolean {
  // What the visitor's proxy kept back has come through: whatever it is, the page itself says it.
  if (isUnanswered(tab.diagnosis)) return false;
  return classifyStatus(status) === 'watched' || status === lastStatus(tab.incident);
}

export function show(tab: FailingTab, document: FailingDocument | null): CardOrder {
  if (tab.dismissed) return { do: 'leave' };
  return { do: 'show', view: viewOf(tab, document) };
}

/**
 * The net: an alarm rang. A try that got lost (its card or this worker was stopped, or a reload that
 * was ordered never came) is given up here. Where the tab waits, the one whose turn it is looks at the
 * clock, and asks.
 */
export async function onNet(tabId: number): Promise<void> {
  const found = await lockTab(tabId, async () => {
    const tab = await readFailingTab(tabId);
    if (tab === null) return null;
    const { documentId, trying } = tab;
    const document = documentId === null ? null : await readDocument(documentId);
    const isLost = trying !== null && now() - trying.since >= LOST_AFTER_MS;
    if (isLost) return { tab, order: await conclude(tab, document, { kind: 'silent' }) };
    if (tab.step?.kind === 'pause') return { tab, order: await decideAnew(tab, document) };
    // What is stopped from here on is taken up again.
    if (isWaiting(tab)) await setNet(tabId, now() + LOST_AFTER_MS);
    else if (trying !== null && trying.how !== 'held')
      await setNet(tabId, trying.since + LOST_AFTER_MS);
    return { tab, order: null };
  });
  if (found === null) return;
  const { tab, order } = found;
  if (isWaiting(tab)) await wakeScout(tab);
  if (order !== null) await tellCard(tab, order);
}

/**
 * "Try now" for a tab whose page no card can stand in: only what a GET brought, and only while the
 * tab shows it. Call with the tab locked.
 */
export async function tryWithoutCard(tab: FailingTab): Promise<void> {
  if (tab.incident.askedBy !== 'get' || tab.trying !== null) return;
  const shown = await tabFacts(tab.tabId);
  if (requestedAddress(shown?.address ?? '') !== tab.incident.address) return;
  const since = now();
  await writeFailingTab({
    ...tab,
    trying: { how: 'reload', by: 'visitor', number: since, since, probed: null },
  });
  await setNet(tab.tabId, since + LOST_AFTER_MS);
  await reloadTab(tab.tabId);
}
