import * as v from 'valibot';
import type { ObservedResponse } from '../core/diagnosis/observation';
import type { Spec } from '../core/storage/versioned';
import { now } from '../platform/clock';
import {
  readSession,
  removeSession,
  sessionKeys,
  type Written,
  writeSession,
  written,
} from '../platform/session-store';
import { address, checkedBy, count, epochMs, text } from '../protocol/fields';
import { type FailingTab, writeFailingTabAnd } from './failing-tab';

/**
 * What brought a failing document: kept per document, so that a page that comes back from the
 * back/forward cache is still known for what it is, above all whether a form was sent for it.
 */
export interface FailingDocument {
  readonly documentId: string;
  readonly tabId: number;
  readonly requestId: string | null;
  readonly address: string;
  readonly seenAt: number;
  readonly isPrivate: boolean;
  readonly response: ObservedResponse;
  /** Whether the browser asked through a proxy. */
  readonly proxy: 'none' | 'known' | 'unknown';
  /** Whether the background's own cookies are those of this visit. */
  readonly sameJar: boolean;
  /** Who can read a probe's answer: the card, or only the background (the page's policies forbid it). */
  readonly askFrom: 'card' | 'background';
  /** The visitor asked for an explanation: one is given though the page may be none of our business. */
  readonly isAskedFor: boolean;
}

const failingDocument = v.object({
  documentId: text(100),
  tabId: v.number(),
  requestId: v.nullable(text(100)),
  address,
  seenAt: epochMs,
  isPrivate: v.boolean(),
  response: v.object({
    status: count,
    reason: v.nullable(text(300)),
    headers: v.array(v.object({ name: text(200), value: text(1_000) })),
    method: v.nullable(text(20)),
    fromCache: v.boolean(),
    serverAddress: v.picklist(['public', 'private', 'loopback', 'unknown']),
  }),
  proxy: v.picklist(['none', 'known', 'unknown']),
  sameJar: v.boolean(),
  askFrom: v.picklist(['card', 'background']),
  // Absent in what an earlier version stored.
  isAskedFor: v.optional(v.boolean(), false),
});

const PREFIX = 'document:';

/** Documents remembered; the oldest give way. Session storage holds 10 MB, and each has its headers. */
const MOST_DOCUMENTS = 60;

const specOf = (documentId: string): Spec<FailingDocument | null> => ({
  key: `${PREFIX}${documentId}`,
  version: 1,
  initial: null,
  parse: checkedBy(failingDocument),
  migrations: {},
});

export async function readDocument(documentId: string): Promise<FailingDocument | null> {
  return await readSession(specOf(documentId));
}

export async function writeDocument(document: FailingDocument): Promise<void> {
  await writeSession(specOf(document.documentId), document);
}

/**
 * Stores what is known of a tab and what brought the document that stands in it: both, or neither.
 *
 * @param document null where that is stored already
 */
export async function writeWithDocument(
  tab: FailingTab,
  document: FailingDocument | null,
  ...others: readonly Written[]
): Promise<void> {
  const own = document === null ? [] : [written(specOf(document.documentId), document)];
  await writeFailingTabAnd(tab, ...own, ...others);
}

/** Forgets the oldest documents beyond the bound, but none that still stands in its tab. */
export async function pruneDocuments(
  standingNow: () => Promise<ReadonlySet<string>>,
): Promise<void> {
  if ((await sessionKeys(PREFIX)).length <= MOST_DOCUMENTS) return;
  const [documents, standing] = await Promise.all([allDocuments(), standingNow()]);
  const aged = documents
    .filter(({ documentId }) => !standing.has(documentId))
    .toSorted((a, b) => a.seenAt - b.seenAt);
  await forget(aged.slice(0, documents.length - MOST_DOCUMENTS));
}

/** Forgets what a closed tab had shown. */
export async function forgetDocumentsOf(tabId: number): Promise<void> {
  await forget((await allDocuments()).filter((document) => document.tabId === tabId));
}

async function allDocuments(): Promise<FailingDocument[]> {
  const keys = await sessionKeys(PREFIX);
  const found = await Promise.all(keys.map((key) => readDocument(key.slice(PREFIX.length))));
  return found.filter((document) => document !== null);
}

async function forget(documents: readonly FailingDocument[]): Promise<void> {
  await removeSession(...documents.map(({ documentId }) => `${PREFIX}${documentId}`));
}

/**
 * A document whose request nobody saw. `method` null: a form may have been sent for it.
 */
export function unseenDocument(
  which: Pick<FailingDocument, 'tabId' | 'documentId' | 'address' | 'isPrivate'>,
  status: number,
  method: 'GET' | null = null,
): FailingDocument {
  return {
    ...which,
    requestId: null,
    seenAt: now(),
    response: {
      status,
      reason: null,
      headers: [],
      method,
      fromCache: false,
      serverAddress: 'unknown',
    },
    proxy: 'unknown',
    sameJar: false,
    askFrom: 'card',
    isAskedFor: false,
  };
}
