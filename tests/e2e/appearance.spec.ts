import type { Tab } from './support/driver';
import { onDevice } from './support/emulated';
import { expect, test } from './support/fixtures';
import { moving, tooSmall, unbordered, unmarkedFocus } from './support/seen';
import { cutOffIn, openStories, type StoryServer, serveStories, show } from './support/stories';

let server: StoryServer;

test.beforeAll(async ({ under }) => {
  server = await serveStories(`${under.name}-appearance`);
});

test.afterAll(async () => {
  await server.close();
});

/** Looks at every story; each line that comes back is a complaint. */
async function complaints(tab: Tab, look: (tab: Tab) => Promise<string[]>): Promise<string[]> {
  const found: string[] = [];
  const all = await openStories(tab, server);
  expect(all.length).toBeGreaterThan(50);
  for (const story of all) {
    await show(tab, story);
    for (const line of await look(tab)) found.push(`${story}: ${line}`);
  }
  return found;
}

/** The colour that a surface has, as its three numbers' sum: 0 is black. */
function lightness(tab: Tab): Promise<number> {
  return tab.evaluate(() => {
    const host = [...document.querySelectorAll('#stage > div')].find(
      ({ shadowRoot }) => shadowRoot !== null,
    );
    const surface = host?.shadowRoot?.querySelector('.card') ?? document.documentElement;
    const numbers = getComputedStyle(surface).backgroundColor.match(/\d+/g) ?? [];
    return numbers.slice(0, 3).reduce((sum, number) => sum + Number(number), 0);
  });
}

test.describe('how it looks', () => {
  for (const [theme, system] of [
    ['dark', 'light'],
    ['light', 'dark'],
  ] as const) {
    test(`a ${theme} theme is worn by every surface where the system is ${system}`, async ({
      under,
      tab,
    }) => {
      await under.setColorScheme(system);
      await tab.goto(`${server.address}?theme=${theme}`);
      await tab.waitFor('html[data-ready]');
      for (const story of ['card-waiting', 'popup-failing', 'details-nginx', 'history-month']) {
        await show(tab, story);
        const isDark = (await lightness(tab)) < 3 * 128;
        expect(isDark, story).toBe(theme === 'dark');
      }
      await under.setColorScheme('light');
    });
  }

  test('what can be pressed is 24 px large, or has the room', async ({ tab }) => {
    test.setTimeout(90_000);
    await tab.setViewport(1000, 900);
    expect(await complaints(tab, (shown) => tooSmall(shown, { px: 24, spaced: true }))).toEqual([]);
  });

  test('whatever has the keyboard’s focus shows it', async ({ tab }) => {
    test.setTimeout(90_000);
    await tab.setViewport(1000, 900);
    await openStories(tab, server);
    await tab.press('Tab');
    const found: string[] = [];
    for (const story of await openStories(tab, server)) {
      await show(tab, story);
      // Only after a key a focus is one of the keyboard's.
      await tab.press('Shift');
      for (const line of await unmarkedFocus(tab)) found.push(`${story}: ${line}`);
    }
    expect(found).toEqual([]);
  });
});

test.describe('on other devices', { tag: '@full' }, () => {
  test.skip(({ under }) => under.name !== 'chromium', 'Only Chromium takes its device for another');

  test('a finger finds targets of 44 px, and nothing is cut off at 360 px', async () => {
    test.setTimeout(90_000);
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    await onDevice(phone, async (tab) => {
      const small = await complaints(tab, (shown) => tooSmall(shown, { px: 44, spaced: true }));
      expect(small).toEqual([]);
      expect(await cutOffIn(tab, await openStories(tab, server))).toEqual([]);
    });
  });

  for (const width of [1280, 640]) {
    test(`text of twice the size fits into ${width} px`, async () => {
      test.setTimeout(90_000);
      await onDevice({ viewport: { width, height: 800 }, textSize: 32 }, async (tab) => {
        expect(await cutOffIn(tab, await openStories(tab, server))).toEqual([]);
      });
    });
  }

  test('where colours are forced, whatever can be pressed has an edge', async () => {
    test.setTimeout(90_000);
    await onDevice({ forcedColors: 'active' }, async (tab) => {
      expect(await complaints(tab, unbordered)).toEqual([]);
    });
  });

  test('where motion is unwelcome nothing moves', async () => {
    test.setTimeout(90_000);
    await onDevice({ reducedMotion: 'reduce' }, async (tab) => {
      expect(await complaints(tab, moving)).toEqual([]);
    });
    await onDevice({ reducedMotion: 'no-preference' }, async (tab) => {
      expect(await complaints(tab, moving), 'the check sees what moves').not.toEqual([]);
    });
  });
});
