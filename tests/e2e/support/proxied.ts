import { ConnectProxy } from './connect-proxy';
import type { BrowserUnderTest } from './driver';
import { test as base, expect } from './fixtures';
import { launch } from './launch';

interface WorkerFixtures {
  /** The visitor's own proxy; one a worker. */
  readonly ownProxy: ConnectProxy;
  /** A browser that asks for everything through it. */
  readonly under: BrowserUnderTest;
}

interface TestFixtures {
  /** Runs by itself. */
  readonly obligingProxy: undefined;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  ownProxy: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs
    async ({}, use) => {
      const proxy = await ConnectProxy.start();
      await use(proxy);
      await proxy.close();
    },
    { scope: 'worker' },
  ],

  under: [
    async ({ ownProxy }, use, workerInfo) => {
      const under = await launch(workerInfo.project.name, { proxyPort: ownProxy.port });
      await use(under);
      await under.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  obligingProxy: [
    async ({ ownProxy }, use) => {
      await ownProxy.resume();
      ownProxy.conduct = 'bring';
      await use(undefined);
    },
    { auto: true },
  ],
});

export { expect };
