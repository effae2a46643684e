import { siteOf } from '../core/address/site';
import { lastStatus } from '../core/incidents/incident';
import { isStatusWanted, type Settings } from '../core/settings/settings';
import { classifyStatus } from '../core/watch/status-class';
import type { Sender } from '../platform/messaging';
import { originOf } from '../platform/privacy';
import { standsFor } from '../platform/stand-in-page';
import type { CardView } from '../protocol/card';
import type { StandInAnswer, StandInRequest } from '../protocol/stand-in';
import { viewOf } from './conduct';
import { decide } from './decide';
import { type FailingDocument, readDocument, unseenDocument, writeDocument } from './documents';
import { type FailingTab, readFailingTab, writeFailingTab } from './failing-tab';
import { beginOrContinue, endIncident, keepFailingBadge } from './failures';
import { noteFailed } from './others';
import { readSettings } from './settings';
import { settle } from './settle';
import { forgetGoing, isStandInWanted, noteGoing } from './stand-in';
import { lockTab } from './tab-lock';
import { isUnwanted } from './unwanted';

const GO: StandInAnswer = { do: 'go' };

/** A stand-in, and what it stands in for. */
interface Stand {
  readonly tabId: number;
  readonly documentId: string;
  readonly address: string;
  readonly isPrivate: boolean;
}

/** Whether a message comes from a stand-in that is a tab's own page. */
export function isStandIn(sender: Sender): boolean {
  return standOf(sender) !== null;
}

function standOf({ ownPage, tabId, frameId, documentId, ...sender }: Sender): Stand | null {
  const address = ownPage && frameId === 0 ? standsFor(sender.address) : null;
  if (address === null || tabId === null || documentId === null) return null;
  const isPrivate = originOf(sender.isPrivate) === 'private';
  return { tabId, documentId, address, isPrivate };
}

/** Answers a stand-in; null where it is none. */
export async function onStandInRequest(
  request: StandInRequest,
  sender: Sender,
): Promise<StandInAnswer | null> {
  const stand = standOf(sender);
  if (stand === null) return null;
  return await lockTab(stand.tabId, async () => {
    switch (request.type) {
      case 'stand-in/hello':
        return await onHello(stand);
      case 'stand-in/found':
        return await onFound(stand, request.body);
      case 'stand-in/going':
        await noteGoing(stand.tabId, stand.address);
        return GO;
    }
  });
}

/** The page stands there: put there by us, or reached by Back, Forward, a reload or a restart. */
async function onHello(stand: Stand): Promise<StandInAnswer> {
  const { tabId, address, isPrivate } = stand;
  await forgetGoing(tabId);
  const settings = await readSettings(originOf(isPrivate));
  const known = await readFailingTab(tabId);
  const isSame = known?.incident.address === address && known.incident.askedBy === 'get';
  const wanted =
    isStandInWanted(settings, siteOf(address) ?? '') &&
    !(isSame && (await isUnwanted(settings, known)));
  if (!wanted || (isSame && known.dismissed)) return GO;
  if (isSame) return { do: 'show', view: await takePlace(known, stand, settings) };
  if (known !== null) await endIncident(known, 'left');
  return { do: 'look' };
}

/** What the address answered a page that was there before its failure. Anything but a failure: make way. */
async function onFound(
  stand: Stand,
  { outcome, headers }: Extract<StandInRequest, { type: 'stand-in/found' }>['body'],
): Promise<StandInAnswer> {
  if (outcome.kind !== 'answered' || classifyStatus(outcome.status) !== 'watched') return GO;
  const settings = await readSettings(originOf(stand.isPrivate));
  if (!isStatusWanted(settings, outcome.status)) return GO;
  const unseen = unseenDocument(stand, outcome.status, 'GET');
  const document = { ...unseen, response: { ...unseen.response, headers } };
  // Over what this very page stood for before.
  const tab = await beginOrContinue(document);
  return { do: 'show', view: await takePlace(tab, stand, settings) };
}

/** Makes the stand-in the document that the tab's incident is about: from here on it speaks as a card. */
async function takePlace(tab: FailingTab, stand: Stand, settings: Settings): Promise<CardView> {
  const { incident, diagnosis } = tab;
  const before = tab.documentId === null ? null : await readDocument(tab.documentId);
  const document: FailingDocument = {
    ...(before ?? unseenDocument(stand, lastStatus(incident) ?? 0, 'GET')),
    documentId: stand.documentId,
    askFrom: 'card',
  };
  await writeDocument(document);
  if (!tab.judged) await noteFailed(document, diagnosis.gateway?.family ?? null);
  // A page that returns keeps the deadline it had: what one sees is what is stored.
  const returns = tab.judged && tab.trying === null && tab.step !== null;
  const placed: FailingTab = {
    ...tab,
    documentId: stand.documentId,
    judged: true,
    standIn: 'stands',
    // What an earlier page asked, nobody will tell any more.
    trying: null,
  };
  const isNew = incident.lastTryAt === null;
  const decided = returns ? placed : await decide(placed, settings, isNew ? 'new' : 'tried');
  await writeFailingTab(decided);
  // The page that came into the tab took the badge away.
  settle(keepFailingBadge(decided));
  return viewOf(decided, document);
}
