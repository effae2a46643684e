import { diagnose } from '../../src/core/diagnosis/diagnose';
import type { AnswerDiagnosis } from '../../src/core/diagnosis/diagnosis';
import type { Context } from '../../src/core/diagnosis/observation';
import type { Incident } from '../../src/core/incidents/incident';
import { MOST_ON_CARD, orderRemedies } from '../../src/core/remedies/order';
import { pageOf } from './page';
import { type ReadingOptions, readResponse } from './response';

/** What is known around a response, and how it is to be read. */
export interface Circumstances extends ReadingOptions {
  /** The address that was asked for; null where nobody said: it counts as https then. */
  readonly url: URL | null;
  /** ms since the epoch */
  readonly now: number;
}

/** All that can be said of one response. */
export interface Answer {
  readonly diagnosis: AnswerDiagnosis;
  readonly remedies: readonly string[];
  readonly incident: Incident;
  /** Of the response, for people; null where it had none. */
  readonly reason: string | null;
}

/**
 * Diagnoses the bytes of a response as the extension would: as the answer to a GET, before any try.
 *
 * @throws {NotAResponse} where the bytes are none, or not all of one
 */
export function answerOf(bytes: Buffer, circumstances: Circumstances): Answer {
  const raw = readResponse(bytes, circumstances);
  const context = contextOf(circumstances.url);
  const diagnosis = diagnose(raw.response, pageOf(raw), context, circumstances.now);
  const incident = incidentOf(diagnosis, circumstances);
  const facts = { fromCache: raw.response.fromCache };
  const remedies = orderRemedies(incident, diagnosis, facts, context).slice(0, MOST_ON_CARD);
  return { diagnosis, remedies, incident, reason: raw.response.reason };
}

function contextOf(url: URL | null): Context {
  const scheme = url?.protocol === 'http:' ? 'http' : 'https';
  return { scheme, proxy: 'unknown', others: 'unknown', online: true };
}

function incidentOf(diagnosis: AnswerDiagnosis, { url, now }: Circumstances): Incident {
  return {
    id: 'response~',
    site: url?.hostname ?? '',
    address: url?.href ?? '',
    askedBy: 'get',
    firstSeenAt: now,
    lastSeenAt: now,
    statuses: [diagnosis.status],
    family: diagnosis.gateway?.family ?? null,
    cause: diagnosis.cause,
    tries: { ours: 0, visitors: 0 },
    lastTryAt: null,
    probeMisled: false,
    end: null,
  };
}

/** An answer as one line of JSON, its keys always in this order. */
export function asJson(file: string, { diagnosis, remedies }: Answer): string {
  const { gateway, reference, retry } = diagnosis;
  const line = {
    file,
    status: diagnosis.status,
    gateway:
      gateway === null
        ? null
        : { family: gateway.family, product: gateway.product, role: gateway.role },
    author: diagnosis.author,
    path: diagnosis.path,
    side: diagnosis.side,
    failedLink: diagnosis.failedLink,
    cause: diagnosis.cause,
    certainty: diagnosis.certainty,
    reference: reference === null ? null : { name: reference.name, value: reference.value },
    retry: {
      automatic: retry.automatic,
      notBeforeSeconds: retry.notBeforeSeconds,
      why: retry.why,
    },
    page: diagnosis.page,
    selfRefreshing: diagnosis.selfRefreshing,
    evidence: diagnosis.evidence,
    remedies,
  };
  return JSON.stringify(line).replace(UNPRINTABLE, asEscape);
}

/** What JSON leaves as it is, but a terminal would act on: more control characters, marks of direction. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** JSON escapes UTF-16 units, of which some characters have two. */
function asEscape(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
