import type { Tab } from './support/driver';
import { besidesFirst, expect, test } from './support/fixtures';
import { cutOffIn, openStories, type StoryServer, serveStories, show } from './support/stories';

let server: StoryServer;

test.beforeAll(async ({ under }) => {
  server = await serveStories(under.name);
});

test.afterAll(async () => {
  await server.close();
});

/** What the story page offers to this file alone (tests/stories/main.tsx). */
interface Checking {
  readonly violations: () => Promise<string[]>;
}

async function violations(tab: Tab): Promise<string[]> {
  return await tab.evaluate(() => (globalThis as unknown as Checking).violations());
}

test.describe('every state of every surface is accessible', () => {
  test('the check bites: a planted violation is found', async ({ tab }) => {
    await openStories(tab, server);
    await show(tab, 'planted');
    const found = await violations(tab);
    expect(found.join('\n')).toContain('color-contrast');
    expect(found.join('\n')).toContain('button-name');
  });

  for (const scheme of ['light', 'dark'] as const) {
    test(
      `axe finds nothing, ${scheme}`,
      besidesFirst(scheme === 'light' ? 0 : 1),
      async ({ under, tab }) => {
        test.setTimeout(180_000);
        await under.setColorScheme(scheme);
        await tab.setViewport(1000, 900);
        const all = await openStories(tab, server);
        expect(all.length).toBeGreaterThan(50);
        const found: string[] = [];
        for (const story of all) {
          await show(tab, story);
          for (const line of await violations(tab)) found.push(`${story}: ${line}`);
        }
        await under.setColorScheme('light');
        expect(found).toEqual([]);
      },
    );
  }

  test('nothing is cut off from 320 px on, mirrored or not', { tag: '@full' }, async ({ tab }) => {
    test.setTimeout(180_000);
    const all = await openStories(tab, server);
    const wide: string[] = [];
    for (const dir of ['ltr', 'rtl']) {
      await tab.setViewport(320, 640);
      for (const story of all) {
        for (const part of await cutOffIn(tab, [story], dir)) wide.push(`${dir}, ${part}`);
      }
    }
    expect(wide).toEqual([]);
  });
});
