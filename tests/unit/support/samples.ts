import type { Diagnosis } from '../../../src/core/diagnosis/diagnosis';
import type {
  Context,
  Header,
  ObservedResponse,
  PageContent,
} from '../../../src/core/diagnosis/observation';
import type { Incident } from '../../../src/core/incidents/incident';
import type { Circumstances } from '../../../src/core/others/comparison';
import type { Sighting } from '../../../src/core/others/record';
import { textOfMarkup } from './text-of-markup';

/** 20 November 2026, 10:00:00 UTC, a Friday: a moment for tests that need one. */
export const NOON = Date.UTC(2026, 10, 20, 10);

export const HTTPS: Context = {
  scheme: 'https',
  proxy: 'unknown',
  others: 'unknown',
  online: true,
};
export const HTTP: Context = { ...HTTPS, scheme: 'http' };

/** An https page, and nothing known around it. */
export const AROUND: Circumstances = {
  ...HTTPS,
  failingFamilies: [],
  serverAddress: 'unknown',
};

/** A site that answered well at noon. */
export function aSighting(parts: Partial<Sighting> = {}): Sighting {
  return { at: NOON, domain: 'a', near: false, went: 'well', family: null, ...parts };
}

/** An open incident of a page that a plain GET brought. */
export function anIncident(parts: Partial<Incident> = {}): Incident {
  return {
    id: 'request~document',
    site: 'shop.example.org',
    address: 'https://shop.example.org/cart',
    askedBy: 'get',
    firstSeenAt: NOON,
    lastSeenAt: NOON,
    statuses: [502],
    family: null,
    cause: null,
    tries: { ours: 0, visitors: 0 },
    lastTryAt: null,
    probeMisled: false,
    end: null,
    ...parts,
  };
}

/** A diagnosis that knows next to nothing and allows automatic tries. */
export function aDiagnosis(parts: Partial<Diagnosis> = {}): Diagnosis {
  return {
    status: 502,
    gateway: null,
    author: 'unknown',
    path: [],
    side: 'unknown',
    failedLink: 'unknown',
    cause: 'unknown',
    certainty: 'unknown',
    reference: null,
    retry: { automatic: true, notBeforeSeconds: null, why: 'usually-temporary' },
    page: 'bare',
    selfRefreshing: false,
    evidence: [],
    ...parts,
  };
}

/** A 502 with the headers given as pairs. */
export function aResponse(
  headers: Record<string, string> = {},
  parts: Partial<ObservedResponse> = {},
): ObservedResponse {
  return {
    status: 502,
    reason: 'Bad Gateway',
    headers: Object.entries(headers).map(([name, value]): Header => ({ name, value })),
    method: 'GET',
    fromCache: false,
    serverAddress: 'unknown',
    ...parts,
  };
}

/** A page of this markup. */
export function aPage(markup: string, title = ''): PageContent {
  return { title, text: textOfMarkup(markup), markup };
}
