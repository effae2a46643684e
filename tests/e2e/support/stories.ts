import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import type { Tab } from './driver';

/** The story page shows every state of every surface in an open root, where tests can look. */
const CONFIG = fileURLToPath(new URL('../../stories/vite.config.ts', import.meta.url));

/** What the story page offers to its tests (tests/stories/main.tsx). */
interface StoryPage {
  readonly stories: readonly string[];
  readonly tell: (story: string, dir?: string) => void;
}

export interface StoryServer {
  readonly address: string;
  close(): Promise<void>;
}

/** Builds the story page and serves it. `copy`: those that build at the same time each have their own. */
export async function serveStories(copy: string): Promise<StoryServer> {
  const outDir = fileURLToPath(new URL(`../../../out/stories-${copy}`, import.meta.url));
  const config = { configFile: CONFIG, logLevel: 'error', build: { outDir } } as const;
  await build(config);
  const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
  return { address: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** Opens the story page, in a language: a folder's name below public/_locales, or `pseudo`. Returns all stories. */
export async function openStories(
  tab: Tab,
  { address }: StoryServer,
  language = 'en',
): Promise<string[]> {
  await tab.goto(`${address}?lang=${language}`);
  await tab.waitFor('html[data-ready]');
  const all = await tab.evaluate(() => [...(globalThis as unknown as StoryPage).stories]);
  return all.filter((story) => story !== 'planted');
}

/** Shows a story, in the direction of its language where none is given. */
export async function show(tab: Tab, story: string, dir?: string): Promise<void> {
  const told = dir === undefined ? [story] : [story, dir];
  await tab.evaluate(
    ([name = '', way]) => (globalThis as unknown as StoryPage).tell(name, way),
    told,
  );
}

/**
 * What is cut off in these stories, or lies over what comes next; one line each. All in one go: telling a story
 * takes less than asking for it.
 */
export async function cutOffIn(
  tab: Tab,
  stories: readonly string[],
  dir: string | null = null,
): Promise<string[]> {
  return await tab.evaluate(
    ([all, way]) => {
      const page = globalThis as unknown as StoryPage;
      return all.flatMap((story) => {
        page.tell(story, way ?? undefined);
        return cutOff().map((what) => `${story}: ${what}`);
      });

      function cutOff(): string[] {
        const { scrollWidth, clientWidth } = document.documentElement;
        const wide = scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px too wide`] : [];
        return [...wide, ...[...parts()].filter(isTooSmall).map(inWords)];
      }

      /** The details page hangs its connecting lines out of their boxes on purpose. */
      function parts(): Iterable<HTMLElement> {
        const hosts = [...document.querySelectorAll('#stage > div')];
        const root = hosts.find(({ shadowRoot }) => shadowRoot !== null)?.shadowRoot;
        const selector = ':is(.card, .popup) :is(section, div, p, li, button)';
        return (root ?? document).querySelectorAll<HTMLElement>(selector);
      }

      function isTooSmall(part: HTMLElement): boolean {
        const { overflowY, position } = getComputedStyle(part);
        if (overflowY !== 'visible' || position === 'absolute') return false;
        return part.clientHeight > 0 && part.scrollHeight > part.clientHeight + 1;
      }

      function inWords(part: HTMLElement): string {
        return `${part.tagName} .${part.className} is too small for its content`;
      }
    },
    [stories, dir] as const,
  );
}
