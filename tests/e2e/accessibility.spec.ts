import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type PreviewServer, preview } from 'vite';
import type { Tab } from './support/driver';
import { expect, test } from './support/fixtures';

/** The story page shows every state of every surface in an open root, where axe can look. */
const STORIES = fileURLToPath(new URL('../stories/vite.config.ts', import.meta.url));

let server: PreviewServer;
let address: string;

test.beforeAll(async ({ under }) => {
  // Each browser's run has its own copy: both build at the same time.
  const outDir = fileURLToPath(new URL(`../../out/stories-${under.name}`, import.meta.url));
  const config = { configFile: STORIES, logLevel: 'error', build: { outDir } } as const;
  await build(config);
  server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
  address = server.resolvedUrls?.local[0] ?? '';
});

test.afterAll(async () => {
  await server.close();
});

/** What the story page offers to its tests (tests/stories/main.tsx). */
interface StoryPage {
  readonly stories: readonly string[];
  readonly tell: (story: string, dir: string) => void;
  readonly violations: () => Promise<string[]>;
}

async function openStories(tab: Tab): Promise<string[]> {
  await tab.goto(address);
  await tab.waitFor('html[data-ready]');
  const all = await tab.evaluate(() => [...(globalThis as unknown as StoryPage).stories]);
  return all.filter((story) => story !== 'planted');
}

async function show(tab: Tab, story: string, dir = 'ltr'): Promise<void> {
  await tab.evaluate(([name, way]) => (globalThis as unknown as StoryPage).tell(name, way), [
    story,
    dir,
  ] as [string, string]);
}

async function violations(tab: Tab): Promise<string[]> {
  return await tab.evaluate(() => (globalThis as unknown as StoryPage).violations());
}

/**
 * Parts of card and popup whose content is larger than they are, and would lie over what comes next.
 * (The details page hangs its connecting lines out of their boxes on purpose.)
 */
async function overflowing(tab: Tab): Promise<string[]> {
  return await tab.evaluate(() => {
    const roots = [...document.querySelectorAll('#stage > div')].map(
      ({ shadowRoot }) => shadowRoot,
    );
    const within = roots.find((root) => root !== null) ?? document;
    return [
      ...within.querySelectorAll<HTMLElement>(
        ':is(.card, .popup) :is(section, div, p, li, button)',
      ),
    ]
      .filter((part) => {
        const { overflowY, position } = getComputedStyle(part);
        if (overflowY !== 'visible' || position === 'absolute') return false;
        return part.clientHeight > 0 && part.scrollHeight > part.clientHeight + 1;
      })
      .map((part) => `${part.tagName} .${part.className} is too small for its content`);
  });
}

/** For human eyes: what axe can't judge. */
async function picture(tab: Tab, folder: string, story: string): Promise<void> {
  mkdirSync(`out/stories/${folder}`, { recursive: true });
  await tab.screenshot(`out/stories/${folder}/${story}.png`);
}

test.describe('every state of every surface is accessible', () => {
  test('the check bites: a planted violation is found', async ({ tab }) => {
    await openStories(tab);
    await show(tab, 'planted');
    const found = await violations(tab);
    expect(found.join('\n')).toContain('color-contrast');
    expect(found.join('\n')).toContain('button-name');
  });

  for (const scheme of ['light', 'dark'] as const) {
    test(`axe finds nothing, ${scheme}`, async ({ under, tab }) => {
      test.setTimeout(180_000);
      await under.setColorScheme(scheme);
      await tab.setViewport(1000, 900);
      const all = await openStories(tab);
      expect(all.length).toBeGreaterThan(50);
      const found: string[] = [];
      for (const story of all) {
        await show(tab, story);
        for (const line of await violations(tab)) found.push(`${story}: ${line}`);
        await picture(tab, `${under.name}/${scheme}`, story);
      }
      await under.setColorScheme('light');
      expect(found).toEqual([]);
    });
  }

  test('nothing is cut off from 320 px on, mirrored or not', async ({ under, tab }) => {
    test.setTimeout(180_000);
    const all = await openStories(tab);
    const wide: string[] = [];
    for (const dir of ['ltr', 'rtl']) {
      await tab.setViewport(320, 640);
      for (const story of all) {
        await show(tab, story, dir);
        const over = await tab.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        if (over > 0) wide.push(`${story} (${dir}): ${over} px too wide`);
        for (const part of await overflowing(tab)) wide.push(`${story} (${dir}): ${part}`);
        await picture(tab, `${under.name}/narrow-${dir}`, story);
      }
    }
    expect(wide).toEqual([]);
  });
});
