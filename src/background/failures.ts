import { requestedAddress, siteOf } from '../core/address/site';
import type { Diagnosis } from '../core/diagnosis/diagnosis';
import type { ObservedResponse } from '../core/diagnosis/observation';
import { isChallenge } from '../core/diagnosis/page-kind';
import { fold, type IncidentEvent } from '../core/incidents/fold';
import { type AskedBy, type Incident, incidentId } from '../core/incidents/incident';
import type { Circumstances } from '../core/others/comparison';
import { afterFailing } from '../core/remedies/outcome';
import { isLeftAlone, isStatusWanted, type Settings } from '../core/settings/settings';
import { classifyStatus } from '../core/watch/status-class';
import { now } from '../platform/clock';
import { type MainFrame, mainFrame } from '../platform/frames';
import { injectCard, lookInto, type OwnWord } from '../platform/injection';
import { originOf } from '../platform/privacy';
import { reloadTab, tabFacts } from '../platform/tabs';
import type { SeenAnswer } from '../platform/web-requests';
import { keepBadge, showBadge } from './badges';
import { awaitDocument, type Turn, takeTurn, type Verdict, wasAwake } from './commit';
import { setNet } from './conduct';
import {
  type FailingDocument,
  pruneDocuments,
  readDocument,
  writeDocument,
  writeWithDocument,
} from './documents';
import { tabOfDownload } from './failed-downloads';
import {
  allFailingTabs,
  type FailingTab,
  forgetFailingTab,
  REDIRECTED,
  readFailingTab,
  readFailingTabAnd,
  writeFailingTab,
} from './failing-tab';
import { recordIncident } from './history';
import { firstLookOf, lookOf } from './look';
import { card, deciding, diagnosing, keeping } from './on-demand';
import { circumstancesOf, noteFailed, noteWell, OTHERS } from './others';
import { firstWord, type Said, saidOrMute } from './own-words';
import { readSettings } from './settings';
import { inAdvance, settle } from './settle';
import { bringOthersBack, leaveTurns } from './site-turns';
import { isOldAnswer, standIn, standInAfter, standInAhead } from './stand-in';
import { lockTab } from './tab-lock';
import { isAddressWatched } from './watched-tabs';
import { onTabRecovered } from './watches';

/** Takes in one main-frame answer. The seam: whatever notices failures calls this. */
export async function onAnswerSeen(seen: SeenAnswer): Promise<void> {
  if (siteOf(seen.address) === null) return;
  const turn = takeTurn(seen.tabId, seen.requestId);
  if (classifyStatus(seen.status) === 'other' || isChallenge(seen.headers))
    await onNoFailure(seen, turn);
  else await onFailure(seen, turn);
}

/**
 * An answer that is no failure. Almost always the tab had none before, and this ends after one look
 * into session storage. Otherwise the incident ends, once the document is really there: a download
 * leaves the failing page where it is.
 */
async function onNoFailure(seen: SeenAnswer, turn: Turn): Promise<void> {
  const [before, others] = await readFailingTabAnd(seen.tabId, OTHERS);
  const noted = noteWell(seen, others);
  if (before !== null) await endAnswered(seen, before, turn);
  await noted;
}

async function endAnswered(seen: SeenAnswer, before: FailingTab, turn: Turn): Promise<void> {
  const conclude = async (documentId: string | null): Promise<void> => {
    await lockTab(seen.tabId, async () => {
      const tab = await readFailingTab(seen.tabId);
      if (tab?.incident.id !== before.incident.id || tab.documentId === documentId) return;
      const back = isAnsweredBy(seen.address, tab) && !isChallenge(seen.headers);
      // Overtaken by the next answer, this one can only have been the good news.
      if (documentId !== null || back) await endIncident(tab, back ? 'recovered' : 'left');
    });
  };
  const visit = async (frame: MainFrame): Promise<Verdict> => {
    if (frame.documentId === before.documentId) return 'no';
    await conclude(frame.documentId);
    return 'yes';
  };
  const left = before.documentId;
  const arrival = await awaitDocument(seen.tabId, seen.address, seen.at, turn, visit, left);
  if (arrival === 'superseded' && before.documentId !== null) await conclude(null);
}

/**
 * Whether a healthy answer is the failing address's own: the same address, or where our reload was
 * redirected to, within the site, or beyond it if the probe before was redirected already (a login).
 */
function isAnsweredBy(address: string, tab: FailingTab): boolean {
  if (requestedAddress(address) === tab.incident.address) return true;
  if (tab.trying?.how !== 'reload') return false;
  return siteOf(address) === tab.incident.site || tab.trying.probed === REDIRECTED;
}

/**
 * A worker that was stopped while it took in a healthy answer, or ended an incident, left the tab as
 * failing behind a page that is well. Ends that, by the page's own word. A page that fails, and one that
 * can't be looked into, is for its own answer to judge. Call with the tab locked.
 */
export async function endIfWell(tab: FailingTab): Promise<void> {
  const frame = tab.documentId === null ? null : await mainFrame(tab.tabId);
  if (frame === null || frame.documentId === tab.documentId) return;
  const word = await lookInto(tab.tabId, frame.documentId);
  if (word === null || word.status === 0 || classifyStatus(word.status) !== 'other') return;
  // A refusal may be a bot check's: the headers would say so, and nobody has them any more.
  const isBack = word.status < 400 && isAnsweredBy(word.address, tab);
  await endIncident(tab, isBack ? 'recovered' : 'left');
}

/**
 * An answer that is, or may be, a failure. Nothing may be awaited before `awaitDocument`: the commit
 * follows within milliseconds, and only a listener that is there by then hears of it.
 */
async function onFailure(seen: SeenAnswer, turn: Turn): Promise<void> {
  const quiet = classifyStatus(seen.status) === 'perhaps';
  const isPrivate = originOf(seen.isPrivate) === 'private';
  // Asked for while the document is on its way: what is put into it then waits for nothing.
  const known = inAdvance(
    Promise.all([readSettings(originOf(seen.isPrivate)), readFailingTab(seen.tabId)]),
  );
  const elsewhere = quiet ? null : onFailedDownload(seen, isPrivate);
  const arriving = awaitDocument(seen.tabId, seen.address, seen.at, turn, async (frame) => {
    const [[settings, before], { script }] = await Promise.all([known, card()]);
    if (!isWanted(seen, settings)) return await onUnwanted(seen, frame);
    const closed = await asClosed(seen.tabId, frame);
    if (closed !== null) return await onErrorPage(seen, closed, settings, before);
    // The lock is asked for before the card is put into the page: what that one says waits for its end.
    const verdict = lockTab(seen.tabId, async () => {
      // Nothing is asked meanwhile: on a small machine it would only keep the browser from bringing the card.
      const said = await saidOrMute(word, () => isBrokenOff(seen.tabId, frame));
      return said && (await onCandidate(seen, frame, said).finally(said.pass));
    });
    const asked = isCardWanted(seen, settings, before)
      ? injectCard(seen.tabId, frame.documentId, script, firstLookOf(settings))
      : lookInto(seen.tabId, frame.documentId);
    const word = firstWord(frame.documentId, asked);
    readAhead(quiet);
    return (await verdict) ?? (await onErrorPage(seen, muted(frame), settings, before));
  });
  settle(card());
  const arrival = await arriving;
  const isElsewhere = (await elsewhere) === true;
  if (arrival === 'none' && !quiet && !isElsewhere && isWanted(seen, (await known)[0])) {
    await lockTab(seen.tabId, async () => await beginWithoutDocument(seen, isPrivate));
  }
  // After the card that waits for the same lock, if one does.
  await lockTab(seen.tabId, async () => await pruneDocuments(standingDocuments));
}

async function standingDocuments(): Promise<ReadonlySet<string>> {
  const standing = (await allFailingTabs()).map(({ documentId }) => documentId);
  return new Set(standing.filter((id) => id !== null));
}

/**
 * A document as one into which nothing can be put; null where it can. A page that was cut off counts as an error, too,
 * and can be looked into as far as it came.
 */
async function asClosed(tabId: number, frame: MainFrame): Promise<MainFrame | null> {
  if (frame.isMute) return frame;
  if (frame.isErrorPage !== true) return null;
  const looked = lookInto(tabId, frame.documentId).then((word) => ({ word }));
  const said = await saidOrMute(looked, () => isBrokenOff(tabId, frame));
  if (said === null) return muted(frame);
  return said.word === null ? frame : null;
}

/** Whether a tab shows a document still that came no further than it is. Only Chromium tells. */
async function isBrokenOff(tabId: number, { documentId }: MainFrame): Promise<boolean> {
  const shown = await mainFrame(tabId);
  return shown?.documentId === documentId && shown.isErrorPage === true;
}

function muted(frame: MainFrame): MainFrame {
  return { ...frame, isErrorPage: true, isMute: true };
}

/** Reads what its report will need while a card is on its way. */
function readAhead(quiet: boolean): void {
  settle(diagnosing());
  if (quiet) return;
  settle(keeping());
  settle(deciding());
}

/**
 * The browser's own page, into which nothing can be put, or one of which nothing came. Ours is on its way in its place
 * before anything is made of the failure, and asks about it once that is done.
 */
async function onErrorPage(
  seen: SeenAnswer,
  frame: MainFrame,
  settings: Settings,
  before: FailingTab | null,
): Promise<Verdict> {
  const quiet = classifyStatus(seen.status) === 'perhaps';
  const ahead = async (): Promise<boolean> => {
    // Where the answer woke us, what the tab shows may be the page that is being left.
    if (quiet || !wasAwake(seen.at)) return false;
    // What the cache may have brought is asked for anew at first.
    if (seen.fromCache || !isBroughtBy(seen, frame, null)) return false;
    return await standInAhead(seen, frame, settings, before);
  };
  // The tab may be gone: what comes then finds that out.
  const standing = ahead().catch(() => false);
  readAhead(quiet);
  return await lockTab(seen.tabId, async () => {
    const isComing = await standing;
    return await onCandidate(seen, frame, { word: null, judge: null }, isComing);
  });
}

/**
 * A document that may be what an answer brought, and its own word. `isComing`: our page is on its way to take its
 * place. Call with the tab locked.
 */
async function onCandidate(
  seen: SeenAnswer,
  frame: MainFrame,
  { word, judge }: Pick<Said, 'word' | 'judge'>,
  isComing = false,
): Promise<Verdict> {
  const quiet = classifyStatus(seen.status) === 'perhaps';
  const document = documentOf(seen, frame.documentId, originOf(seen.isPrivate) === 'private');
  const around = quiet ? null : inAdvance(lookAround(document));
  const known = await readDocument(frame.documentId);
  // The page that is being left failed at the same address: not the one that this answer brings.
  if (known !== null && known.requestId !== seen.requestId) return 'no';
  // Every page but the browser's own can be looked into in Chromium, only not always at once.
  if (word === null && frame.isErrorPage === false) return 'unready';
  if (!isBroughtBy(seen, frame, word)) return 'no';
  if (word === null) return await onClosedDocument(seen, frame, quiet, isComing);
  if (around === null) await writeDocument(document);
  // Where the card has reported, what is made of that follows at once, and is told then.
  else if (judge !== null) await beginAndJudge(document, await around, judge);
  else await beginOrContinue(document, await around);
  return 'yes';
}

function isWanted({ status }: SeenAnswer, settings: Settings): boolean {
  return settings.on && isStatusWanted(settings, status);
}

/**
 * A failure that is to be left as it is. What failed in the tab before is left behind with it: the
 * address doesn't answer well, so it isn't back.
 */
async function onUnwanted({ tabId }: SeenAnswer, { documentId }: MainFrame): Promise<Verdict> {
  return await lockTab(tabId, async () => {
    const before = await readFailingTab(tabId);
    if (before?.documentId === documentId) return 'no';
    if (before !== null) await endIncident(before, 'left');
    return 'yes';
  });
}

/** Takes up a failed download in the tab that Firefox opened for its own page. Whether it did. */
async function onFailedDownload(seen: SeenAnswer, isPrivate: boolean): Promise<boolean> {
  const tabId = await tabOfDownload(seen);
  if (tabId === null) return false;
  if (!isWanted(seen, await readSettings(originOf(seen.isPrivate)))) return true;
  await lockTab(tabId, async () => await beginWithoutDocument({ ...seen, tabId }, isPrivate));
  return true;
}

/**
 * A failing document that no extension may look into: the browser's own page, or a viewer's. Call with
 * the tab locked.
 */
async function onClosedDocument(
  seen: SeenAnswer,
  frame: MainFrame,
  quiet: boolean,
  isComing: boolean,
): Promise<Verdict> {
  const { tabId, address } = seen;
  // Firefox shows nothing at first where nothing comes, and its own page then.
  const shown = isComing ? null : await mainFrame(tabId);
  if (shown !== null && shown.documentId !== frame.documentId) return 'no';
  if (seen.fromCache && (await isOldAnswer(tabId, address))) {
    await reloadTab(tabId);
    return 'yes';
  }
  const document = documentOf(seen, frame.documentId, originOf(seen.isPrivate) === 'private');
  // Without its page nobody can tell whether what is no gateway's status is a gateway's doing.
  if (quiet) await writeDocument(document);
  else if (isComing) await beginOrContinue(document);
  else await standIn(await beginOrContinue(document), frame.isMute);
  return 'yes';
}

/**
 * Whether an answer brought this document: by its own word, and where no script may look (a viewer),
 * by the address that the tab shows.
 */
function isBroughtBy(seen: SeenAnswer, frame: MainFrame, word: OwnWord | null): boolean {
  const address = requestedAddress(word?.address ?? '') || requestedAddress(frame.address);
  const status = word === null || word.status === 0 ? seen.status : word.status;
  return address === requestedAddress(seen.address) && status === seen.status;
}

function documentOf(seen: SeenAnswer, documentId: string, isPrivate: boolean): FailingDocument {
  return {
    documentId,
    tabId: seen.tabId,
    requestId: seen.requestId,
    address: requestedAddress(seen.address),
    seenAt: seen.at,
    isPrivate,
    response: responseOf(seen),
    proxy: seen.proxy,
    sameJar: seen.sameJar,
    askFrom: 'card',
    isAskedFor: false,
  };
}

/** No card where the site is left alone, or where the visitor closed it for this very incident. */
function isCardWanted(seen: SeenAnswer, settings: Settings, tab: FailingTab | null): boolean {
  if (isLeftAlone(settings, siteOf(seen.address) ?? '')) return false;
  return !(tab?.dismissed === true && tab.incident.address === requestedAddress(seen.address));
}

function responseOf(seen: SeenAnswer): ObservedResponse {
  const { status, reason, headers, method, fromCache, serverAddress } = seen;
  return { status, reason, headers, method, fromCache, serverAddress };
}

export function askedBy(method: string | null): AskedBy {
  if (method === null) return 'unseen';
  return method === 'GET' ? 'get' : 'form';
}

/**
 * Begins an incident for a failing document, or goes on with the one that the tab has, and stores the document with
 * it. Call with the tab locked.
 */
export async function beginOrContinue(
  document: FailingDocument,
  around?: Around,
): Promise<FailingTab> {
  return await takeUp({ ...document, document }, failedBy(document), around);
}

function failedBy(document: FailingDocument): Failed {
  return {
    kind: 'failed',
    at: document.seenAt,
    id: incidentId(document.requestId, document.documentId),
    address: document.address,
    askedBy: askedBy(document.response.method),
    status: document.response.status,
    triedBy: null,
  };
}

/**
 * The same where the browser shows a page of its own, in which no card can stand. A failed download
 * is none of it: there the tab still shows the page that it came from.
 */
async function beginWithoutDocument(seen: SeenAnswer, isPrivate: boolean): Promise<void> {
  const shown = await tabFacts(seen.tabId);
  if (shown === null || requestedAddress(shown.address) !== requestedAddress(seen.address)) return;
  const { tabId, proxy } = seen;
  const address = requestedAddress(seen.address);
  const response = responseOf(seen);
  const tab = await takeUp(
    { tabId, isPrivate, documentId: null, response, proxy },
    {
      kind: 'failed',
      at: seen.at,
      id: incidentId(seen.requestId, null),
      address,
      askedBy: askedBy(seen.method),
      status: seen.status,
      triedBy: null,
    },
  );
  // No page of this one will ever be read: what its headers told is all there is.
  const family = tab.diagnosis.gateway?.family ?? null;
  await noteFailed({ address, seenAt: seen.at, isPrivate, response }, family);
  await standIn(tab);
}

/** What brought a failure: its document is null where the browser shows a page of its own. */
type Brought = Pick<FailingDocument, 'tabId' | 'isPrivate' | 'proxy'> & {
  readonly documentId: string | null;
  readonly response: Diagnosed;
  /** Stored together with what is known of the tab. */
  readonly document?: FailingDocument;
};

/** What is known of a failing address and its tab before anything is made of its failure. */
interface Around {
  readonly before: FailingTab | null;
  readonly circumstances: Circumstances;
  readonly settings: Settings;
  readonly watched: boolean;
}

/** Call with the tab locked. */
async function lookAround({
  tabId,
  address,
  isPrivate,
  response,
  proxy,
}: Brought & { readonly address: string }): Promise<Around> {
  const [before, circumstances, settings, watched] = await Promise.all([
    readFailingTab(tabId),
    circumstancesOf(address, isPrivate, { serverAddress: addressKindOf(response), proxy }),
    readSettings(originOf(isPrivate)),
    isAddressWatched(address, isPrivate),
  ]);
  return { before, circumstances, settings, watched };
}

type Failed = Extract<IncidentEvent, { kind: 'failed' }>;

/** An answer that is to be diagnosed; or what there is to say already, where none came. */
type Diagnosed = ObservedResponse | { readonly diagnosis: Diagnosis };

/**
 * Makes an incident of a failure, or folds it into the one that the tab has; of one at another address
 * nothing more is seen. Call with the tab locked.
 */
export async function takeUp(
  brought: Brought,
  failed: Failed,
  around?: Around,
): Promise<FailingTab> {
  const tab = await store(brought, failed, around);
  const { tabId, incident } = tab;
  // Nobody waits for these: the card is on its way, and says soon what it is.
  settle(setNet(tabId, null));
  settle(keepFailingBadge(tab));
  settle(recordIncident(originOf(tab.isPrivate), incident));
  return tab;
}

/** Shows on a tab's button that its address fails, for as long as this very document stands there. */
export async function keepFailingBadge(tab: FailingTab): Promise<void> {
  const { tabId, documentId, incident, diagnosis } = tab;
  await keepBadge(tabId, diagnosis.status ?? 'unanswered', incident.site, async () => {
    return (await readFailingTab(tabId))?.documentId === documentId;
  });
}

/** Takes up a document whose card has reported: what is made of that follows at once, and tells it then. */
async function beginAndJudge(
  document: FailingDocument,
  around: Around,
  judge: NonNullable<Said['judge']>,
): Promise<void> {
  const failed = failedBy(document);
  const { before, settings } = around;
  if (before !== null && before.incident.address !== failed.address) {
    const tab = await store({ ...document, document }, failed, around);
    return await judge({ tab, document, settings });
  }
  const tab = await begun(document, failed, around);
  // Stored for a background that is stopped now. Who judges stores both again, and waits for that.
  settle(writeWithDocument(tab, document));
  await judge({ tab, document, settings });
}

/** Stores a failure and says nothing of it yet: that is the rest of {@link takeUp}. */
async function store(brought: Brought, failed: Failed, around?: Around): Promise<FailingTab> {
  const known = around ?? (await lookAround({ ...brought, address: failed.address }));
  const { before } = known;
  const goesOn = before?.incident.address === failed.address;
  if (before !== null && !goesOn) await keep(before, fold(before.incident, ended('left')));
  const tab = await begun(brought, failed, known);
  const { document } = brought;
  await (document === undefined ? writeFailingTab(tab) : writeWithDocument(tab, document));
  if (before !== null && !goesOn) await leaveTurns(before);
  return tab;
}

/** What there is to be known of a tab whose failure has begun, or goes on. */
async function begun(
  brought: Brought,
  failed: Failed,
  { before, circumstances, settings, watched }: Around,
): Promise<FailingTab> {
  const { tabId, isPrivate, documentId, response } = brought;
  const goesOn = before !== null && before.incident.address === failed.address;
  const triedBy = goesOn ? whoTried(before, documentId) : null;
  const folded = fold(before?.incident ?? null, { ...failed, triedBy });
  if (folded === null) throw new Error('a failure always makes an incident');
  const misled =
    goesOn && before.trying?.how === 'reload' && before.trying.probed !== null
      ? fold(folded, { kind: 'misled' })
      : folded;
  const incident = misled ?? folded;
  return {
    tabId,
    isPrivate,
    incident,
    documentId,
    diagnosis: await diagnosisOf(response, circumstances),
    circumstances,
    judged: false,
    step: null,
    trying: null,
    stopped: goesOn && before.stopped,
    dismissed: goesOn && before.dismissed,
    standIn: goesOn ? standInAfter(before) : 'none',
    watched,
    expected: goesOn ? before.expected : null,
    pose: goesOn ? before.pose : null,
    outcome: goesOn ? outcomeOf(before, documentId) : null,
    look: lookOf(settings),
  };
}

async function diagnosisOf(response: Diagnosed, circumstances: Circumstances): Promise<Diagnosis> {
  if ('diagnosis' in response) return response.diagnosis;
  const { diagnose } = await diagnosing();
  return diagnose(response, null, circumstances, now());
}

/** What is still to be said of the remedy that the visitor had carried out. */
function outcomeOf({ outcome, documentId: shown, trying }: FailingTab, documentId: string | null) {
  return shown === documentId ? outcome : afterFailing(outcome, trying?.how === 'reload');
}

function addressKindOf(response: Diagnosed): ObservedResponse['serverAddress'] {
  return 'diagnosis' in response ? 'unknown' : response.serverAddress;
}

/** Whose try brought this document: a reload that we asked for, the page's own refresh, the visitor. */
function whoTried(before: FailingTab, documentId: string | null): 'us' | 'visitor' | null {
  if (before.trying?.how === 'reload') return before.trying.by;
  // The page came back from the back/forward cache, or its own refresh loaded it.
  if (before.documentId === documentId || before.diagnosis.selfRefreshing) return null;
  return 'visitor';
}

function ended(how: 'recovered' | 'left'): IncidentEvent {
  return { kind: 'ended', end: { how, at: now() } };
}

/** Ends the incident of a tab and forgets the tab. Call with the tab locked. */
export async function endIncident(tab: FailingTab, how: 'recovered' | 'left'): Promise<void> {
  // The history first: a worker that is stopped in between ends the incident once more, and no line stays open.
  await keep(tab, fold(tab.incident, ended(how)));
  // The net after the tab: until that is forgotten, something rings for it.
  await forgetFailingTab(tab.tabId);
  await setNet(tab.tabId, null);
  if (how === 'recovered') await onTabRecovered(tab);
  await (how === 'recovered' ? bringOthersBack(tab) : leaveTurns(tab));
  const facts = await tabFacts(tab.tabId);
  if (facts === null) return;
  if (how === 'left' || facts.active) {
    await showBadge(tab.tabId, null, tab.incident.site);
    return;
  }
  settle(
    keepBadge(tab.tabId, 'back', tab.incident.site, async () => {
      const isSeen = (await tabFacts(tab.tabId))?.active ?? true;
      return !isSeen && (await readFailingTab(tab.tabId)) === null;
    }),
  );
}

async function keep(tab: FailingTab, incident: Incident | null): Promise<void> {
  if (incident !== null) await recordIncident(originOf(tab.isPrivate), incident);
}
