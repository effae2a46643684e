import { redactAddress } from '../core/address/redact';
import { compare } from '../core/others/comparison';
import { archiveAddress } from '../core/remedies/actions';
import { orderRemedies } from '../core/remedies/order';
import type { DetailsState } from '../protocol/pages';
import { actsOf } from './conduct';
import { readDocument } from './documents';
import { readFailingTab } from './failing-tab';

/** What the details page shows of a tab's failure; nothing, where the tab has none any more. */
export async function detailsState(tabId: number): Promise<DetailsState> {
  const tab = await readFailingTab(tabId);
  if (tab === null) return { failure: null };
  const { incident, diagnosis } = tab;
  const document = tab.documentId === null ? null : await readDocument(tab.documentId);
  const facts = { fromCache: document?.response.fromCache ?? false };
  return {
    failure: {
      status: diagnosis.status,
      reason: document?.response.reason ?? null,
      site: incident.site,
      address: redactAddress(incident.address),
      firstSeenAt: incident.firstSeenAt,
      lastSeenAt: incident.lastSeenAt,
      tries: { ...incident.tries },
      askedBy: incident.askedBy,
      gateway: diagnosis.gateway,
      author: diagnosis.author,
      side: diagnosis.side,
      failedLink: diagnosis.failedLink,
      cause: diagnosis.cause,
      certainty: diagnosis.certainty,
      reference: diagnosis.reference,
      evidence: diagnosis.evidence.slice(0, 60).map((found) => ({ ...found })),
      comparison: compare(diagnosis, tab.circumstances),
      remedies: orderRemedies(incident, diagnosis, facts, tab.circumstances),
      acts: actsOf(tab),
      outcome: tab.outcome,
      archive: archiveAddress({ ...tab.circumstances, ...tab, address: incident.address }),
    },
  };
}
