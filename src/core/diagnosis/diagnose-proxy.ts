import type { Cause, Diagnosis } from './diagnosis';
import type { ProxyFailure } from './proxy-failure';

/**
 * Says what can be said where the visitor's proxy did not bring a page. It is their side: certainly
 * where the proxy can't be reached or refuses, else likely, for the site may be what the proxy can't
 * reach. Which product the proxy is nobody can tell.
 */
export function diagnoseProxy({ kind, status, error }: ProxyFailure): Diagnosis {
  const isRefused = kind === 'refused';
  const evidence: Diagnosis['evidence'] = [{ kind: 'error', value: error, speaksFor: 'side' }];
  return {
    status,
    gateway: null,
    author: 'gateway',
    path: [],
    side: 'visitor',
    failedLink: 'visitor-proxy',
    cause: causeOf(kind, status),
    certainty: kind === 'failed' ? 'likely' : 'certain',
    reference: null,
    retry: {
      automatic: !isRefused,
      notBeforeSeconds: null,
      why: isRefused ? 'deliberate' : 'usually-temporary',
    },
    page: 'unread',
    selfRefreshing: false,
    evidence:
      status === null
        ? evidence
        : [{ kind: 'status', value: String(status), speaksFor: 'cause' }, ...evidence],
  };
}

function causeOf(kind: ProxyFailure['kind'], status: number | null): Cause {
  if (kind === 'refused') return 'blocked';
  return status === 504 ? 'timeout' : 'unknown';
}

/** Whether a failure came without any answer of the site's: then any answer at all is news. */
export function isUnanswered({ evidence }: Diagnosis): boolean {
  return evidence.some(({ kind }) => kind === 'error');
}
