import { expect } from 'playwright/test';
import type { BrowserUnderTest, Tab } from './driver';

const PATH = 'src/pages/settings/index.html';

/** The settings page in a tab of its own, used by its names as a person would. */
export class SettingsPage {
  readonly tab: Tab;

  private constructor(tab: Tab) {
    this.tab = tab;
  }

  static async open(under: BrowserUnderTest): Promise<SettingsPage> {
    const tab = await under.extensionPage(PATH);
    await tab.waitFor('main h1');
    return new SettingsPage(tab);
  }

  /** Clicks, and waits until the page says what came of it. Nobody clicks in a tab that is not in view. */
  async choose(selector: string, said = 'Saved.'): Promise<void> {
    await this.tab.activate();
    await this.tab.click(selector);
    await this.says(said);
  }

  async says(words: string): Promise<void> {
    await expect.poll(() => this.tab.text('.said')).toBe(words);
  }

  /** Chooses in a list, as a person's choice arrives there. */
  async select(name: string, value: string): Promise<void> {
    await this.tab.evaluate(
      ({ name: wanted, value: chosen }) => {
        const list = [...document.querySelectorAll('select')].find((one) => one.name === wanted);
        if (list === undefined) throw new Error(`no list ${wanted}`);
        list.value = chosen;
        list.dispatchEvent(new Event('change', { bubbles: true }));
      },
      { name, value },
    );
  }

  async addSite(typed: string, rule: string): Promise<void> {
    await this.select('rule', rule);
    // As if pasted: the harness's keys have no full stop in Chromium.
    await this.tab.evaluate((text) => {
      const input = document.querySelector<HTMLInputElement>('input[name="site"]');
      if (input === null) throw new Error('no field for a site');
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, typed);
    await this.tab.click('.add-site button');
  }

  async sites(): Promise<string[]> {
    return await this.tab.evaluate(() =>
      [...document.querySelectorAll('.sites ul:not(.theirs) li')].map(
        (line) =>
          `${line.querySelector('bdi')?.textContent}: ${line.querySelector('select')?.value}`,
      ),
    );
  }

  /** Gives the page a file, as its chooser would. */
  async bringIn(text: string): Promise<void> {
    await this.tab.evaluate((content) => {
      const input = document.querySelector<HTMLInputElement>('input[type="file"]');
      if (input === null) throw new Error('no chooser');
      const given = new DataTransfer();
      given.items.add(new File([content], 'backsoon-settings.json'));
      input.files = given.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, text);
  }

  async importSays(words: string | RegExp): Promise<void> {
    await expect.poll(() => this.tab.text('.imported')).toMatch(words);
  }
}

/** What is stored of the settings. */
export async function storedSettings(under: BrowserUnderTest): Promise<unknown> {
  return await under.background(
    async (api) => (await api.storage.local.get('settings')).settings?.value ?? null,
  );
}
