import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserUnderTest, ExtensionApi } from './support/driver';
import { extensionDir } from './support/extension-dirs';
import { expect, test } from './support/fixtures';
import { launch } from './support/launch';
import { bare, well } from './support/pages';
import { PopupPage } from './support/popup-page';
import { SettingsPage } from './support/settings-page';

const LONG_WAIT = [['Retry-After', '80']] as const;

/** Where Chromium on Linux looks for what an administrator has set. */
const CHROMIUM_POLICIES = '/etc/chromium/policies/managed';

const FIREFOX_ID = 'backsoon@backsoon.example';

/** The id that Chromium gives to what is loaded from a directory: the beginning of a hash, in the letters a to p. */
function idOf(dir: string): string {
  const hash = createHash('sha256').update(dir).digest('hex').slice(0, 32);
  return [...hash].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
}

const parts = async (api: ExtensionApi): Promise<number> =>
  Object.keys(await api.storage.managed.get(null)).length;

/** A browser whose administrator has set something for the extension, and what takes that away again. */
async function managed(name: string, policy: object): Promise<[BrowserUnderTest, () => void]> {
  const scratch = mkdtempSync(join(tmpdir(), 'backsoon-organisation-'));
  if (name === 'firefox') {
    const folder = join(scratch, '.mozilla', 'managed-storage');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, `${FIREFOX_ID}.json`),
      JSON.stringify({ name: FIREFOX_ID, description: '-', type: 'storage', data: policy }),
    );
    const under = await launch(name, { profile: scratch, temporary: true });
    return [under, () => rmSync(scratch, { recursive: true, force: true, maxRetries: 10 })];
  }
  // From a place of its own it has an id of its own: the policy is for no other test's extension.
  const copy = join(scratch, 'extension');
  cpSync(extensionDir('chromium'), copy, { recursive: true });
  const file = join(CHROMIUM_POLICIES, `${idOf(copy)}.json`);
  const undo = (): void => {
    rmSync(file, { force: true });
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    mkdirSync(CHROMIUM_POLICIES, { recursive: true });
    writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [idOf(copy)]: policy } } }));
  } catch {
    undo();
    test.skip(true, `Only root may write to ${CHROMIUM_POLICIES}`);
  }
  const before = process.env.BACKSOON_CHROME_DIR;
  process.env.BACKSOON_CHROME_DIR = copy;
  try {
    return [await launch(name), undo];
  } catch (error) {
    undo();
    throw error;
  } finally {
    if (before === undefined) delete process.env.BACKSOON_CHROME_DIR;
    else process.env.BACKSOON_CHROME_DIR = before;
  }
}

test(
  'an organisation sets defaults, sites to leave alone, and a help desk',
  {
    tag: '@full',
  },
  async ({ server }, { project }) => {
    server.route('/', bare(502, LONG_WAIT)).route('/help', well('The help desk'));
    const [under, undo] = await managed(project.name, {
      defaults: { autoRetry: false, appearance: 'banner', theme: 'dark' },
      leaveAlone: ['*.left.localhost'],
      help: { text: 'Contact the help desk', link: server.url('/help') },
    });
    try {
      // Chromium reads a policy for what was just installed a moment later.
      await expect.poll(() => under.background(parts)).toBe(3);
      const tab = await under.newTab(server.url('/'));
      await tab.card.waitFor('Automatic tries are switched off');
      expect(await tab.card.text()).toContain('From your organisation:');
      await tab.card.click('.help-link');
      await server.waitForRequest('/help', 1);

      const settings = await SettingsPage.open(under);
      const said = await settings.tab.text('main');
      expect(said).toContain('Your organisation has chosen some of these settings.');
      expect(said).toContain('defaults.appearance');
      expect(said).toContain('*.left.localhost');
      expect(
        await settings.tab.evaluate(() => getComputedStyle(document.documentElement).colorScheme),
      ).toBe('dark');
      // A default only: the visitor's own choice comes before it.
      await settings.choose('input[role="switch"]');
      await tab.card.waitFor(/Trying again in/);

      const left = server.url('/').replace('site.localhost', 'a.left.localhost');
      await tab.activate();
      await tab.goto(left);
      const popup = await PopupPage.open(under, tab);
      await popup.waitFor('Left alone by your organisation');
      expect(await tab.card.exists()).toBe(false);
    } finally {
      await under.close();
      undo();
    }
  },
);
