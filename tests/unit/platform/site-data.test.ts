import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

const { browser } = vi.hoisted(() => ({
  browser: {
    tabs: { get: vi.fn() },
    browsingData: { remove: vi.fn() },
  },
}));
vi.mock('../../../src/platform/browser', () => ({ browser }));

/** The module as it is in the build for a browser. */
async function inBrowser(name: 'chrome' | 'firefox') {
  vi.resetModules();
  vi.stubEnv('MODE', name);
  return await import('../../../src/platform/site-data');
}

const removed = (): unknown[][] => browser.browsingData.remove.mock.calls;

beforeEach(() => {
  browser.browsingData.remove.mockReset().mockResolvedValue(undefined);
  browser.tabs.get.mockResolvedValue({ cookieStoreId: 'firefox-default', incognito: false });
});

afterAll(() => void vi.unstubAllEnvs());

const ADDRESS = 'https://www.shop.example:8443/cart?x=1';

describe('clearing what Chromium keeps of a site', () => {
  it('names the one origin, for cached files as for cookies and data', async () => {
    const { clearFiles, clearData, COOKIES_REACH, CLEARS_FILES_OF_ONE } = await inBrowser('chrome');
    await clearFiles(ADDRESS);
    await clearData(ADDRESS, 7);
    const origins = ['https://www.shop.example:8443'];
    expect(removed()[0]).toEqual([{ origins }, { cache: true }]);
    expect(removed()[1]?.[0]).toEqual({ origins });
    expect(removed()[1]?.[1]).toMatchObject({ cookies: true, localStorage: true });
    expect(removed()[1]?.[1]).not.toHaveProperty('cache');
    expect([COOKIES_REACH, CLEARS_FILES_OF_ONE]).toEqual(['domain', true]);
  });
});

describe('clearing what Firefox keeps of a site', () => {
  it('names the host, with and without its port, and the tab’s own cookie jar', async () => {
    const { clearData, COOKIES_REACH, CLEARS_FILES_OF_ONE } = await inBrowser('firefox');
    await clearData(ADDRESS, 7);
    expect(removed()).toEqual([
      [
        {
          hostnames: ['www.shop.example', 'www.shop.example:8443'],
          cookieStoreId: 'firefox-default',
        },
        { cookies: true, localStorage: true, indexedDB: true },
      ],
      [{ hostnames: ['www.shop.example'] }, { serviceWorkers: true }],
    ]);
    expect([COOKIES_REACH, CLEARS_FILES_OF_ONE]).toEqual(['host', false]);
  });

  it('touches nothing outside a private window’s jar', async () => {
    const { clearData } = await inBrowser('firefox');
    browser.tabs.get.mockResolvedValue({ cookieStoreId: 'firefox-private', incognito: true });
    await clearData(ADDRESS, 7);
    expect(removed().map(([of]) => of)).toEqual([
      expect.objectContaining({ cookieStoreId: 'firefox-private' }),
    ]);
  });

  it('fails where the browser refuses', async () => {
    const { clearData } = await inBrowser('firefox');
    browser.browsingData.remove.mockRejectedValue(new Error('not allowed'));
    await expect(clearData(ADDRESS, 7)).rejects.toThrow('not allowed');
  });
});
