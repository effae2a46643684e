import { requestedAddress, siteOf } from '../core/address/site';
import type { PageContent } from '../core/diagnosis/observation';
import type { Expectation } from '../core/history/expectation';
import { fold } from '../core/incidents/fold';
import { isLeftAlone, isStatusWanted } from '../core/settings/settings';
import { classifyStatus } from '../core/watch/status-class';
import { now } from '../platform/clock';
import { mainFrame } from '../platform/frames';
import type { Sender } from '../platform/messaging';
import { originOf } from '../platform/privacy';
import { standsFor } from '../platform/stand-in-page';
import { openBeside, openPageBeside, tabFacts } from '../platform/tabs';
import type { CardCommand, CardOrder, CardRequest, PageReport } from '../protocol/card';
import { hold, keepPose, letGo } from './calm';
import { forgetTurns } from './commit';
import { setNet, viewOf } from './conduct';
import { decide } from './decide';
import {
  type FailingDocument,
  readDocument,
  unseenDocument,
  writeDocument,
  writeWithDocument,
} from './documents';
import { onEmptied } from './emptied';
import {
  allFailingTabs,
  type FailingTab,
  forgetFailingTab,
  readFailingTab,
  writeFailingTab,
} from './failing-tab';
import { beginOrContinue, endIncident, keepFailingBadge } from './failures';
import { expectationFor, recordIncident } from './history';
import { diagnosing } from './on-demand';
import { circumstancesOf, noteFailed, wayOf } from './others';
import { type Begun, inTheirTurn } from './own-words';
import { carryOut } from './remedies';
import { readSettings } from './settings';
import { afterwards, settle } from './settle';
import { leaveTurns } from './site-turns';
import { lockTab } from './tab-lock';
import { begin, onDue, onTried, show } from './tries';
import { isAddressWatched, showWatched } from './watched-tabs';
import { startWatch } from './watches';

const LEAVE: CardOrder = { do: 'leave' };

/** Answers a card. What a card says counts for the document that it stands in and for no other. */
export async function onCardRequest(request: CardRequest, sender: Sender): Promise<CardOrder> {
  const { tabId, documentId } = sender;
  if (tabId === null || documentId === null || sender.frameId !== 0) return LEAVE;
  if (request.type === 'card/page') {
    const report = request.body;
    const lookedBack = lookBack(report, sender);
    const judge = (begun: Begun | null) =>
      onPage(tabId, documentId, report, sender, lookedBack, begun);
    const judged = await inTheirTurn(documentId, report, judge);
    return judged ?? (await lockTab(tabId, async () => await judge(null)));
  }
  return await lockTab(tabId, async () => {
    const tab = await readFailingTab(tabId);
    const document = await readDocument(documentId);
    const current = tab?.documentId === documentId && tab.incident.id === request.body.incidentId;
    if (tab === null || !current) return LEAVE;
    // Without its document nobody knows what may be asked. A tab that can't ask must not keep the turn of its site.
    if (document === null) return await withdraw(tabId);
    // Left alone while a try was under way: its answer must not bring the card back.
    const settings = await readSettings(originOf(tab.isPrivate));
    if (isLeftAlone(settings, tab.incident.site)) return LEAVE;
    switch (request.type) {
      case 'card/due':
        return await onDue(tab, document);
      case 'card/tried':
        return await onTried(tab, document, request.body.number, request.body.outcome);
      case 'card/hold':
        return await hold(tab, document);
      case 'card/pose':
        return await keepPose(tab, document, request.body.pose);
      case 'card/command':
        return await onCommand(tab, document, request.body.command);
    }
  });
}

/**
 * What the history says of a reporting card's site, asked for while it waits for its turn; null where the page may be
 * none of ours: asked about those, the history would be opened for nothing.
 */
function lookBack({ status }: PageReport, sender: Sender): Promise<Expectation | null> | null {
  const site = siteOf(sender.address);
  if (site === null || classifyStatus(status) !== 'watched') return null;
  return expectationFor(originOf(sender.isPrivate), site);
}

/** The card has read its page: now it can be judged, and the countdown may begin. */
async function onPage(
  tabId: number,
  documentId: string,
  report: PageReport,
  sender: Sender,
  lookedBack: Promise<Expectation | null> | null,
  begun: Begun | null,
): Promise<CardOrder> {
  const from = originOf(sender.isPrivate);
  const isPrivate = from === 'private';
  const facts = tabFacts(tabId);
  const [settings, stored, before] = await Promise.all([
    begun?.settings ?? readSettings(from),
    begun?.document ?? readDocument(documentId),
    begun?.tab ?? readFailingTab(tabId),
  ]);
  const address = requestedAddress(sender.address);
  const document =
    stored ?? unseenDocument({ tabId, documentId, address, isPrivate }, report.status);
  if (stored === null) await writeDocument(document);
  if (!settings.on) return LEAVE;
  if (!isStatusWanted(settings, document.response.status) && !document.isAskedFor) {
    return await withdraw(tabId);
  }

  const page: PageContent = { title: report.title, text: report.text, markup: report.markup };
  const isSure = classifyStatus(document.response.status) !== 'perhaps';
  const [circumstances, { diagnose }] = await Promise.all([
    begun?.tab.circumstances ?? circumstancesOf(document.address, isPrivate, wayOf(document)),
    diagnosing(),
  ]);
  const diagnosis = diagnose(document.response, page, circumstances, now());
  const notOurs = !isSure && diagnosis.author !== 'gateway';
  // Whoever asks for an explanation gets one, of whatever is to be said.
  if ((diagnosis.page === 'challenge' || notOurs) && !document.isAskedFor) {
    return await withdraw(tabId);
  }
  // The page came back from the back/forward cache, or the browser forgot what we knew.
  const tab = before?.documentId === documentId ? before : await beginOrContinue(document);
  const incident = fold(tab.incident, {
    kind: 'diagnosed',
    family: diagnosis.gateway?.family ?? null,
    cause: diagnosis.cause,
  });
  const expected = tab.expected ?? (await (lookedBack ?? expectationFor(from, tab.incident.site)));
  const judged: FailingTab = {
    ...tab,
    expected,
    diagnosis,
    circumstances,
    judged: true,
    incident: incident ?? tab.incident,
  };
  // A page that returns keeps the deadline it had: what one sees is what is stored.
  const isNew = tab.incident.lastTryAt === null;
  const goesOn = (tab.judged && tab.step !== null) || tab.trying !== null;
  // What has only just begun may not be stored yet.
  const judging = { facts, circumstances, document: begun && document };
  if (goesOn) await writeWithDocument(judged, judging.document);
  const decided = goesOn
    ? judged
    : await decide(judged, settings, isNew ? 'new' : 'tried', judging);
  // The card waits for none of these.
  const answered = afterwards();
  settle(recordIncident(from, decided.incident, answered));
  settle(
    answered.then(async () => {
      settle(keepFailingBadge(decided));
      await noteFailed(document, diagnosis.gateway?.family ?? null);
    }),
  );
  if (isLeftAlone(settings, decided.incident.site)) return LEAVE;
  return show(decided, document);
}

/** A page that turned out to be none of our business: as if nothing had been noticed. */
async function withdraw(tabId: number): Promise<CardOrder> {
  const tab = await readFailingTab(tabId);
  if (tab !== null) await endIncident(tab, 'left');
  return LEAVE;
}

/** Opens the details page beside a failing tab. */
export async function openDetails(tabId: number): Promise<void> {
  await openBeside(tabId, `src/pages/details/index.html?tab=${tabId}`);
}

/** Opens the organisation's help desk beside a failing tab: as the policy says now, not as the card was told. */
async function openHelp({ tabId, isPrivate }: FailingTab): Promise<void> {
  const { organisation } = await readSettings(originOf(isPrivate));
  if (organisation.help?.link != null) await openPageBeside(tabId, organisation.help.link);
}

/** What the visitor asked for, on the card or in the popup. Call with the tab locked. */
export async function onCommand(
  before: FailingTab,
  document: FailingDocument | null,
  command: CardCommand,
): Promise<CardOrder> {
  // What became of a remedy was read by whoever does something else now.
  const tab: FailingTab = { ...before, outcome: null };
  switch (command) {
    case 'past-cache':
    case 'clear-files':
    case 'copy':
      return await carryOut(tab, document, command);
    case 'try-now':
      if (tab.trying?.how === 'held') return await letGo(tab, document);
      return document === null ? LEAVE : await begin(tab, document);
    case 'tell-me':
      return await tellMe(tab, document);
    case 'stop':
      return await stopOrResume(tab, document, true);
    case 'resume':
      return await stopOrResume(tab, document, false);
    case 'details':
      await openDetails(tab.tabId);
      return show(tab, document);
    case 'help':
      await openHelp(tab);
      return show(tab, document);
    case 'open':
      return { do: 'open', view: viewOf(tab, document) };
    case 'dismiss':
      await writeFailingTab({
        ...tab,
        dismissed: true,
        stopped: true,
        trying: null,
        // What was counted down to doesn't come any more: nobody is left to ask.
        step: { kind: 'stop', why: 'stopped' },
      });
      await setNet(tab.tabId, null);
      await leaveTurns(tab);
      return LEAVE;
  }
}

/** Asked for twice it is one watch. */
async function tellMe(tab: FailingTab, document: FailingDocument | null): Promise<CardOrder> {
  await startWatch(tab);
  const watched = await isAddressWatched(tab.incident.address, tab.isPrivate);
  const after = { ...tab, watched };
  await writeFailingTab(after);
  // Other tabs of the same address say so too; this one is locked.
  settle(showWatched());
  return show(after, document);
}

async function stopOrResume(
  tab: FailingTab,
  document: FailingDocument | null,
  stopped: boolean,
): Promise<CardOrder> {
  const settings = await readSettings(originOf(tab.isPrivate));
  const decided = await decide({ ...tab, stopped, trying: null }, settings);
  await writeFailingTab(decided);
  return show(decided, document);
}

/** How often, and how far apart in ms, the tab is looked at for what took the page's place. */
const LOOKS = 4;
const LOOK_EVERY_MS = 250;

/** What came from the same site has an answer of its own, which judges; it gets this long, in ms. */
const ANSWERED_BY_MS = 3_000;

/**
 * A failing page is being left. What comes in its place tells how: a page of the same site is for its
 * answer to judge, unless none comes (the back/forward cache); anything else means that the visitor
 * left.
 */
export async function onGone({ tabId, documentId }: Sender): Promise<void> {
  // Not its frame: of a page of ours that is left Chromium says another than the main one (measured, 156).
  if (tabId === null || documentId === null) return;
  for (let look = 0; look < LOOKS; look += 1) {
    const frame = await mainFrame(tabId);
    if (frame !== null && frame.documentId !== documentId) {
      if (await onEmptied(tabId, documentId, frame)) return;
      const site = (await readFailingTab(tabId))?.incident.site;
      // A stand-in that is loaded again says so itself.
      const place = standsFor(frame.address) ?? frame.address;
      if (siteOf(place) === site) await pause(ANSWERED_BY_MS);
      await lockTab(tabId, async () => {
        const tab = await readFailingTab(tabId);
        const isJudged = tab?.documentId !== documentId || tab.trying?.how === 'reload';
        if (tab !== null && !isJudged) await endIncident(tab, 'left');
      });
      return;
    }
    await pause(LOOK_EVERY_MS);
  }
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Forgets a tab that was closed, and any other whose closing was missed because the worker was
 * stopped in the middle of it.
 */
export async function onTabGone(closed: number): Promise<void> {
  forgetTurns(closed);
  await forgetTab(closed);
  for (const { tabId } of await allFailingTabs()) {
    if ((await tabFacts(tabId)) === null) await forgetTab(tabId);
  }
}

async function forgetTab(tabId: number): Promise<void> {
  await lockTab(tabId, async () => {
    const tab = await readFailingTab(tabId);
    if (tab !== null) await endIncident(tab, 'left');
    else await forgetFailingTab(tabId);
  });
}
