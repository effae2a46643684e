import type { BidiClient } from './bidi';
import { BidiError } from './bidi';
import { shipped, shippedSource, unshipped } from './shipped';

/** A value of the protocol: https://w3c.github.io/webdriver-bidi/#type-script-RemoteValue */
export interface RemoteValue {
  readonly type: string;
  readonly value?: unknown;
  readonly sharedId?: string;
}

interface Evaluated {
  readonly type: 'success' | 'exception';
  readonly result?: RemoteValue;
  readonly exceptionDetails?: { readonly text: string };
}

type Argument =
  | { readonly sharedId: string }
  | { readonly type: 'channel'; readonly value: { readonly channel: string } };

/** One browsing context (a tab's page, or a browser window in the chrome scope) to run functions in. */
export class FirefoxContext {
  readonly #bidi: BidiClient;
  readonly id: string;

  constructor(bidi: BidiClient, id: string) {
    this.#bidi = bidi;
    this.id = id;
  }

  send(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    return this.#bidi.send(method, { context: this.id, ...params });
  }

  /** Runs a function in the page's main world, or in a sandbox of that name. */
  async run<T>(
    fn: (...args: never[]) => unknown,
    values: readonly unknown[] = [],
    sandbox?: string,
  ): Promise<T> {
    return unshipped<T>((await this.call(shipped(fn, ...values), [], sandbox)).value);
  }

  /** The same with a function that was put together as text. */
  async runSource<T>(source: string, values: readonly unknown[]): Promise<T> {
    return unshipped<T>((await this.call(shippedSource(source, ...values))).value);
  }

  /** Runs a function with a node as its first argument. */
  async runWith<T>(
    argument: Argument,
    fn: (...args: never[]) => unknown,
    values: readonly unknown[],
    sandbox?: string,
  ): Promise<T> {
    return unshipped<T>((await this.call(shipped(fn, ...values), [argument], sandbox)).value);
  }

  async call(
    functionDeclaration: string,
    args: readonly Argument[] = [],
    sandbox?: string,
  ): Promise<RemoteValue> {
    const answer = (await this.#bidi.send('script.callFunction', {
      functionDeclaration,
      arguments: args,
      target: { context: this.id, ...(sandbox === undefined ? {} : { sandbox }) },
      awaitPromise: true,
      // The shadow root's id is all that is wanted of a node, not the tree below it.
      serializationOptions: { maxDomDepth: 0, includeShadowTree: 'all' },
    })) as unknown as Evaluated;
    if (answer.type === 'exception') {
      throw new BidiError(
        'script.callFunction',
        'the function threw',
        answer.exceptionDetails?.text ?? '',
      );
    }
    return answer.result ?? { type: 'undefined' };
  }
}

/**
 * Whether a navigation ended as about:neterror: an error for the protocol, but for a person and for the tests it is one
 * more page.
 */
export function isErrorPage(error: unknown): boolean {
  return error instanceof BidiError && error.message.includes('NS_ERROR_');
}

/** Whether a navigation left the tab as it was: the answer was a 204 or something to be saved. */
export function isAborted(error: unknown): boolean {
  return error instanceof BidiError && error.message.includes('NS_BINDING_ABORTED');
}

/** For `.catch`: a document that was left while it was asked has no answer (undefined); any other error stays one. */
export function ifGone(error: unknown): undefined {
  const codes = [
    'no such frame',
    'no such node',
    'stale element reference',
    'no such shadow root',
    'detached shadow root',
    'no such handle',
  ];
  const torn =
    error instanceof BidiError &&
    (codes.includes(error.code) || /AbortError|destroyed|discarded|inactive/i.test(error.message));
  if (torn) return undefined;
  throw error;
}
