import type { Runtime } from 'webextension-polyfill';
import { type Envelope, open, wrap } from '../protocol/envelope';
import { browser } from './browser';

/** Why a message got no usable answer. */
type SendFailure =
  /** This script belongs to a version that is gone: the extension was updated, reloaded or removed. */
  | 'orphaned'
  /** Nobody there, or nobody answered. */
  | 'unanswered';

export type Answer =
  | { readonly ok: true; readonly answer: Envelope }
  | { readonly ok: false; readonly why: SendFailure };

/** Sends a request to the background, which it wakes, and waits for the answer. Never throws. */
export async function ask(type: string, body: unknown): Promise<Answer> {
  // An orphaned content script loses `runtime.id` (Chromium) or throws on any use of it (Firefox).
  if (!isConnected()) return { ok: false, why: 'orphaned' };
  try {
    const answer = open(await browser.runtime.sendMessage(wrap(type, body)));
    return answer === null ? { ok: false, why: 'unanswered' } : { ok: true, answer };
  } catch {
    return { ok: false, why: isConnected() ? 'unanswered' : 'orphaned' };
  }
}

/** Whether this script still belongs to an installed extension. */
export function isConnected(): boolean {
  try {
    return Boolean(browser.runtime?.id);
  } catch {
    return false;
  }
}

/** Who sent a message: a document in a tab, or a page of this extension. */
export interface Sender {
  readonly tabId: number | null;
  readonly frameId: number | null;
  readonly documentId: string | null;
  readonly address: string;
  /** True for the extension's own pages, wherever they stand. */
  readonly ownPage: boolean;
  readonly isPrivate: boolean;
}

/**
 * Calls `handle` for each message; its result is the answer, null answers nothing (the message was
 * not for us). A handler that rejects is answered with an `error`, never with silence.
 */
export function listen(
  handle: (envelope: Envelope, sender: Sender) => Promise<Envelope | null>,
): void {
  const listener = (
    message: unknown,
    sender: Runtime.MessageSender,
    answer: (envelope: Envelope | null) => void,
  ): true | undefined => {
    const envelope = open(message);
    if (envelope === null || sender.id !== browser.runtime.id) return undefined;
    handle(envelope, describe(sender))
      .catch((error: unknown) => {
        console.error('Backsoon could not answer', envelope.type, error);
        return wrap('error', null);
      })
      .then(answer);
    // The answer follows. Not a promise: Chromium takes none without the polyfill, which the background lacks.
    return true;
  };
  // The types know of no listener that answers some messages and leaves others alone.
  browser.runtime.onMessage.addListener(listener as Runtime.OnMessageListenerCallback);
}

function describe(sender: Runtime.MessageSender): Sender {
  // `documentId` is in both browsers' senders and not yet in the types.
  const { documentId } = sender as { documentId?: string };
  const address = sender.url ?? '';
  return {
    tabId: sender.tab?.id ?? null,
    frameId: sender.frameId ?? null,
    documentId: documentId ?? null,
    address,
    ownPage: address.startsWith(browser.runtime.getURL('')),
    isPrivate: sender.tab?.incognito ?? false,
  };
}

/** How long a page may take to acknowledge, in ms. One that hangs must hold up nobody else. */
const ACKNOWLEDGE_MS = 1_000;

/**
 * Sends something unasked to one document. `unheard`: nobody listens there; `hangs`: the page is too
 * busy to say, and may still hear it.
 */
export async function tell(
  tabId: number,
  documentId: string,
  type: string,
  body: unknown,
): Promise<'heard' | 'unheard' | 'hangs'> {
  // `documentId` is in both browsers and not yet in the types.
  const target = { documentId } as { frameId?: number };
  const sent = browser.tabs.sendMessage(tabId, wrap(type, body), target).then(
    () => 'heard' as const,
    () => 'unheard' as const,
  );
  const { promise: late, cancel } = after(ACKNOWLEDGE_MS, 'hangs' as const);
  return await Promise.race([sent, late]).finally(cancel);
}

function after<T>(ms: number, value: T): { promise: Promise<T>; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const promise = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(value), ms);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}

/** Calls `handle` for what the background sends to the page that this script stands in. */
export function listenInPage(handle: (envelope: Envelope) => void): void {
  browser.runtime.onMessage.addListener((message: unknown) => {
    const envelope = open(message);
    if (envelope !== null) handle(envelope);
    return undefined;
  });
}

/**
 * Tells the background something that needs no answer, from a page that may be gone the next moment:
 * a port that opens and closes. A message would leave a promise behind, and Firefox reports what is
 * left open in an unloaded page as an error.
 */
export function signal(name: string): void {
  try {
    browser.runtime.connect({ name }).disconnect();
  } catch {
    // An orphan has nobody to tell.
  }
}

/** Calls `handle` for each signal from a page. */
export function onSignal(handle: (name: string, sender: Sender) => void): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.sender !== undefined) handle(port.name, describe(port.sender));
  });
}
