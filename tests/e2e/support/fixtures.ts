import { test as base, expect } from 'playwright/test';
import { errorsOfExtension } from './console-errors';
import type { BrowserUnderTest, Tab } from './driver';
import { launch } from './launch';
import { RawServer } from './raw-server';
import { tidy } from './tidy';

interface TestFixtures {
  /** Sends exactly the bytes it is told; fresh for every test. */
  readonly server: RawServer;
  /** A foreground tab on about:blank. */
  readonly tab: Tab;
  /** Runs by itself. */
  readonly cleanBrowser: undefined;
}

interface WorkerFixtures {
  /** The browser of the project that runs, with the extension in it; one a worker. */
  readonly under: BrowserUnderTest;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  under: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs
    async ({}, use, workerInfo) => {
      const under = await launch(workerInfo.project.name);
      await use(under);
      await under.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  // Before the test, so that one that failed half-way cannot harm the next; and no error of the extension goes unseen.
  cleanBrowser: [
    async ({ under }, use) => {
      await tidy(under);
      await under.settleConsoleErrors();
      under.clearConsoleErrors();
      await use(undefined);
      await expectNoErrors(under);
    },
    { auto: true },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: see above
  server: async ({}, use) => {
    const server = await RawServer.start();
    await use(server);
    await server.close();
  },

  tab: async ({ under, cleanBrowser: _ }, use) => {
    await use(await under.newTab());
  },
});

/** No error of the extension in any console of a browser, so far. */
export async function expectNoErrors(under: BrowserUnderTest): Promise<void> {
  await under.settleConsoleErrors();
  expect(errorsOfExtension(under), 'errors of the extension in any console').toEqual([]);
}

/** Of many that are alike the first is among the core stories, and each in the full run. */
export function besidesFirst(at: number): { tag: string[] } {
  return { tag: at === 0 ? [] : ['@full'] };
}

export { expect };
