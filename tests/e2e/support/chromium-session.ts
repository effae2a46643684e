import type { CdpPipe } from './cdp';
import { CdpError } from './cdp';
import { shipped, unshipped } from './shipped';

type Json = Record<string, unknown>;

interface RemoteObject {
  readonly type: string;
  readonly subtype?: string;
  readonly value?: unknown;
  readonly objectId?: string;
  readonly description?: string;
}

/** One attached target: commands that go to it alone. */
export class ChromiumSession {
  readonly #cdp: CdpPipe;
  readonly #id: string;

  private constructor(cdp: CdpPipe, id: string) {
    this.#cdp = cdp;
    this.#id = id;
  }

  static async attach(cdp: CdpPipe, targetId: string): Promise<ChromiumSession> {
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
    return new ChromiumSession(cdp, String(sessionId));
  }

  async detach(): Promise<void> {
    await this.#cdp.send('Target.detachFromTarget', { sessionId: this.#id });
  }

  send(method: string, params: Json = {}): Promise<Json> {
    return this.#cdp.send(method, params, this.#id);
  }

  on(event: string, listener: (params: Json) => void): () => void {
    return this.#cdp.on(event, listener, this.#id);
  }

  /** Runs a function in the page's main world, or in the world of `contextId`. */
  async run<T>(
    fn: (...args: never[]) => unknown,
    values: readonly unknown[] = [],
    contextId?: number,
  ): Promise<T> {
    const result = await this.send('Runtime.evaluate', {
      expression: `(${shipped(fn, ...values)})()`,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    return unshipped<T>(this.#valueOf('Runtime.evaluate', result).value);
  }

  /** The object an expression stands for, to be passed on by its id. */
  async object(expression: string, contextId?: number): Promise<RemoteObject> {
    return this.#valueOf(
      'Runtime.evaluate',
      await this.send('Runtime.evaluate', { expression, contextId }),
    );
  }

  /** Runs a function with an object of the page as its first argument. */
  async runWith<T>(
    objectId: string,
    fn: (...args: never[]) => unknown,
    values: readonly unknown[],
  ): Promise<T> {
    const result = await this.send('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration: shipped(fn, ...values),
      arguments: [{ objectId }],
      awaitPromise: true,
      returnByValue: true,
    });
    return unshipped<T>(this.#valueOf('Runtime.callFunctionOn', result).value);
  }

  #valueOf(method: string, { result, exceptionDetails }: Json): RemoteObject {
    if (exceptionDetails) {
      const { exception, text } = exceptionDetails as { exception?: RemoteObject; text: string };
      throw new CdpError(
        method,
        `the function threw: ${exception?.description ?? exception?.value ?? text}`,
      );
    }
    return result as RemoteObject;
  }
}
