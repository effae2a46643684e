import { HOST_SELECTOR } from './card';
import { CdpError } from './cdp';
import { ifGone } from './chromium-gone';
import type { ChromiumInput } from './chromium-input';
import type { ChromiumSession } from './chromium-session';
import type { Point } from './pointing';
import type { CardReach } from './shadow-card';

/** An isolated world of the harness: pages can replace document.querySelector in theirs. */
const WORLD = 'backsoon-harness';

export class ChromiumCardReach implements CardReach {
  readonly #session: ChromiumSession;
  readonly #frameId: string;
  readonly #input: ChromiumInput;

  constructor(session: ChromiumSession, frameId: string, input: ChromiumInput) {
    this.#session = session;
    this.#frameId = frameId;
    this.#input = input;
  }

  async countHosts(): Promise<number> {
    const count = await this.#world()
      .then((world) =>
        this.#session.run<number>(
          (selector: string) => document.querySelectorAll(selector).length,
          [HOST_SELECTOR],
          world,
        ),
      )
      .catch(ifGone);
    return count ?? 0;
  }

  async withRoot<T>(
    fn: (root: ShadowRoot, ...values: never[]) => T | Promise<T>,
    ...values: unknown[]
  ): Promise<{ value: T } | undefined> {
    const objectId = await this.#root().catch(ifGone);
    if (objectId === undefined) return undefined;
    try {
      return {
        value: await this.#session.runWith<T>(
          objectId,
          fn as (...args: never[]) => unknown,
          values,
        ),
      };
    } catch (error) {
      // The function's own errors are the test's; only a document that was left counts as "no card".
      if (error instanceof CdpError && error.detail.startsWith('the function threw')) throw error;
      return ifGone(error);
    }
  }

  clickAt(point: Point): Promise<void> {
    return this.#input.click(point);
  }

  moveTo(point: Point): Promise<void> {
    return this.#input.move(point);
  }

  async #root(): Promise<string | undefined> {
    const world = await this.#world();
    const host = await this.#session.object(
      `document.querySelector(${JSON.stringify(HOST_SELECTOR)})`,
      world,
    );
    if (!host.objectId) return undefined;
    const { node } = await this.#session.send('DOM.describeNode', {
      objectId: host.objectId,
      depth: 1,
      pierce: true,
    });
    const [root] = (node as { shadowRoots?: { backendNodeId: number }[] }).shadowRoots ?? [];
    if (!root) return undefined;
    const { object } = await this.#session.send('DOM.resolveNode', {
      backendNodeId: root.backendNodeId,
      executionContextId: world,
    });
    return (object as { objectId?: string }).objectId;
  }

  /** Asking again gives the same world as long as the document is the same. */
  async #world(): Promise<number> {
    const { executionContextId } = await this.#session.send('Page.createIsolatedWorld', {
      frameId: this.#frameId,
      worldName: WORLD,
    });
    return Number(executionContextId);
  }
}
