import { isUnanswered } from '../core/diagnosis/diagnose-proxy';
import { lastStatus } from '../core/incidents/incident';
import { isStatusWanted, type Settings } from '../core/settings/settings';
import { readDocument } from './documents';
import type { FailingTab } from './failing-tab';

/**
 * Whether a tab fails in a way that the visitor wants left as it is. Never what they asked to have explained, nor what
 * their own proxy didn't bring: of that there is no choice, and whoever puts a page there must not send it away again.
 */
export async function isUnwanted(settings: Settings, tab: FailingTab): Promise<boolean> {
  if (isUnanswered(tab.diagnosis)) return false;
  const document = tab.documentId === null ? null : await readDocument(tab.documentId);
  if (document?.isAskedFor === true) return false;
  // What the document itself came with; a try since may have brought another.
  const status = document?.response.status ?? lastStatus(tab.incident);
  return status !== null && status > 0 && !isStatusWanted(settings, status);
}
