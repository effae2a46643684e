import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';

/** Every `addListener` of the browser's API that was called, by the event's name. */
const added: string[] = [];

/** A browser of which nothing is asked but listeners: any `browser.x.y.addListener` is noted. */
const browser = new Proxy(
  {},
  {
    get: (_, area: string) =>
      new Proxy(
        {},
        {
          get: (__, event: string) =>
            event === 'getURL'
              ? () => 'chrome-extension://id/'
              : { addListener: () => void added.push(`${area}.${event}`) },
        },
      ),
  },
);

vi.mock('../../../src/platform/browser', () => ({ browser }));
vi.mock('../../../src/background/on-demand/card', () => ({ script: { files: ['card.js'] } }));
vi.mock('../../../src/background/copy-file', () => ({ COPY_FILE: 'copy.js' }));

beforeEach(() => {
  added.length = 0;
  vi.resetModules();
});

test('every listener of the table, and no other, is registered before anything is awaited', async () => {
  await import('../../../src/background/main');
  expect(added.toSorted()).toEqual([
    'alarms.onAlarm',
    'commands.onCommand',
    'contextMenus.onClicked',
    'notifications.onClicked',
    'permissions.onAdded',
    'permissions.onAdded',
    'permissions.onRemoved',
    'runtime.onConnect',
    'runtime.onInstalled',
    'runtime.onInstalled',
    'runtime.onMessage',
    'runtime.onStartup',
    'tabs.onActivated',
    'tabs.onRemoved',
    'webRequest.onErrorOccurred',
    'webRequest.onResponseStarted',
  ]);
});

test('the table in the source names them all', async () => {
  await import('../../../src/background/main');
  const source = readFileSync('src/background/main.ts', 'utf8');
  const table = source.slice(0, source.indexOf('*/'));
  for (const event of added) {
    const [area, name] = event.split('.');
    expect(table).toMatch(new RegExp(`${area}\\.(?:\\w+, )?${name}`));
  }
});
