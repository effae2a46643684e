import { requestedAddress, siteOf } from '../core/address/site';
import { diagnoseProxy } from '../core/diagnosis/diagnose-proxy';
import { incidentId } from '../core/incidents/incident';
import { lookInto } from '../platform/injection';
import { originOf } from '../platform/privacy';
import { tabFacts } from '../platform/tabs';
import type { SeenProxyFailure } from '../platform/web-requests';
import { awaitDocument, takeTurn } from './commit';
import { askedBy, takeUp } from './failures';
import { noteFailed } from './others';
import { readSettings } from './settings';
import { standIn } from './stand-in';
import { lockTab } from './tab-lock';

/**
 * Takes in a page that the visitor's proxy did not bring: the second source of failures, beside
 * `onAnswerSeen`. The browser shows an error page of its own; the stand-in takes its place.
 */
export async function onProxyFailure(seen: SeenProxyFailure): Promise<void> {
  if (siteOf(seen.address) === null) return;
  const turn = takeTurn(seen.tabId, seen.requestId);
  const settings = readSettings(originOf(seen.isPrivate));
  await awaitDocument(seen.tabId, seen.address, seen.at, turn, async ({ documentId, address }) => {
    if (!(await settings).on) return 'yes';
    if (requestedAddress(address) !== requestedAddress(seen.address)) return 'no';
    // What a script can look into is the page that is being left.
    if ((await lookInto(seen.tabId, documentId)) !== null) return 'no';
    return await lockTab(seen.tabId, async () => {
      if (!(await isShown(seen))) return 'no';
      await begin(seen);
      return 'yes';
    });
  });
}

/** The visitor may have gone on while the tab was locked. */
async function isShown({ tabId, address }: SeenProxyFailure): Promise<boolean> {
  const shown = await tabFacts(tabId);
  return shown !== null && requestedAddress(shown.address) === requestedAddress(address);
}

/** Call with the tab locked. */
async function begin(seen: SeenProxyFailure): Promise<void> {
  const { tabId, requestId, method, proxy, at } = seen;
  const isPrivate = originOf(seen.isPrivate) === 'private';
  const address = requestedAddress(seen.address);
  const diagnosis = diagnoseProxy(seen.failure);
  const tab = await takeUp(
    { tabId, isPrivate, documentId: null, response: { diagnosis }, proxy },
    {
      kind: 'failed',
      at,
      id: incidentId(requestId, null),
      address,
      askedBy: askedBy(method),
      status: diagnosis.status,
      triedBy: null,
    },
  );
  const response = { fromCache: false, serverAddress: 'unknown' } as const;
  await noteFailed({ address, seenAt: at, isPrivate, response }, null);
  await standIn(tab);
}
