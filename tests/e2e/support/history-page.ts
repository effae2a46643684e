import type { BrowserUnderTest, Tab } from './driver';
import { pollUntil } from './poll';
import { plain } from './popup-page';

/** A bar of the timeline, as a person meets it. */
export interface ShownBar {
  /** '' for the lane of all sites. */
  readonly lane: string;
  readonly says: string;
  readonly how: string;
  /** CSS pixels, in the viewport. */
  readonly left: number;
  readonly width: number;
}

/** The history page in a tab of its own. */
export class HistoryPage {
  private constructor(readonly tab: Tab) {}

  /** Opens it, and waits until it has read everything. */
  static async open(under: BrowserUnderTest, query = ''): Promise<HistoryPage> {
    const tab = await under.extensionPage(`src/pages/history/index.html${query}`);
    await tab.setViewport(1100, 900);
    await tab.waitFor('main[aria-busy="false"]', { timeout: 20_000 });
    return new HistoryPage(tab);
  }

  async text(selector = 'main'): Promise<string> {
    return plain(await this.tab.text(selector));
  }

  /** Waits until a part of the page says this. */
  async waitFor(wanted: string | RegExp, selector = 'main'): Promise<string> {
    let last = '';
    await pollUntil(
      async () => {
        last = await this.text(selector);
        return typeof wanted === 'string' ? last.includes(wanted) : wanted.test(last);
      },
      { timeout: 20_000, what: () => `${selector} with ${wanted}; it says: ${last}` },
    );
    return last;
  }

  /** The incidents that are listed: each with its site and path. */
  async listed(): Promise<string[]> {
    return await this.#texts('table.incidents tbody th');
  }

  /** The rows of the table of sites, cell by cell. */
  async sites(): Promise<string[][]> {
    return await this.tab.evaluate(() =>
      [...document.querySelectorAll<HTMLTableRowElement>('table.sites tbody tr')].map((row) =>
        [...row.cells].map((cell) => cell.innerText.trim()),
      ),
    );
  }

  async bars(): Promise<ShownBar[]> {
    const bars = await this.tab.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.track .bar')].map((bar) => {
        const { left, width } = bar.getBoundingClientRect();
        const lane = bar.closest('.lane')?.querySelector('bdi')?.textContent ?? '';
        const how = bar.className.replace('bar ', '');
        return { lane, says: bar.ariaLabel ?? '', how, left, width };
      }),
    );
    return bars.map((bar) => ({ ...bar, says: plain(bar.says) }));
  }

  /** What the bar says that has the focus; null where none has. */
  async focusedBar(): Promise<string | null> {
    const says = await this.tab.evaluate(() =>
      document.activeElement?.matches('.bar') ? document.activeElement.ariaLabel : null,
    );
    return says === null ? null : plain(says);
  }

  /** Focuses an element, as Tab would. */
  async focus(selector: string): Promise<void> {
    await this.tab.waitFor(selector);
    await this.tab.evaluate(
      (wanted) => document.querySelector<HTMLElement>(wanted)?.focus(),
      selector,
    );
  }

  /** Chooses something in a list. */
  async choose(name: string, value: string): Promise<void> {
    await this.tab.evaluate(
      ([list, option]) => {
        const select = document.querySelector<HTMLSelectElement>(`select[name="${list}"]`);
        if (select === null) throw new Error(`there is no list ${list}`);
        select.value = option;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      },
      [name, value] as [string, string],
    );
  }

  /** Clicks a row's check box, with Shift for a range. */
  async select(row: number, isRange = false): Promise<void> {
    await this.tab.evaluate(
      ([at, shiftKey]) => {
        const boxes = document.querySelectorAll<HTMLElement>('table.incidents tbody input');
        boxes[at]?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey }));
      },
      [row, isRange] as [number, boolean],
    );
  }

  /** Gives a file to the page, as the browser's file chooser does. */
  async giveFile(text: string): Promise<void> {
    await this.tab.evaluate((content) => {
      const input = document.querySelector<HTMLInputElement>('input[type="file"]');
      if (input === null) throw new Error('there is nothing to give a file to');
      const files = new DataTransfer();
      files.items.add(new File([content], 'backsoon-history.json', { type: 'application/json' }));
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, text);
  }

  /** Clicks a button that saves a file; the file's name, type and text. */
  async saved(selector: string): Promise<{ name: string; type: string; text: string }> {
    await this.tab.waitFor(selector);
    return await this.tab.evaluate(async (button) => {
      let blob: Blob | null = null;
      let name = '';
      const make = URL.createObjectURL;
      const click = HTMLAnchorElement.prototype.click;
      // Both go on to the browser: what it is given is only noted on the way.
      URL.createObjectURL = (given: Blob) => {
        blob = given;
        return make.call(URL, given);
      };
      HTMLAnchorElement.prototype.click = function save() {
        name = this.download;
        click.call(this);
      };
      try {
        document.querySelector<HTMLElement>(button)?.click();
      } finally {
        URL.createObjectURL = make;
        HTMLAnchorElement.prototype.click = click;
      }
      const saved = blob as Blob | null;
      if (saved === null) throw new Error('nothing was saved');
      // `text()` would drop the byte order mark.
      const bytes = new Uint8Array(await saved.arrayBuffer());
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      return { name, type: saved.type, text };
    }, selector);
  }

  async #texts(selector: string): Promise<string[]> {
    const texts = await this.tab.evaluate(
      (wanted) => [...document.querySelectorAll(wanted)].map((one) => one.textContent ?? ''),
      selector,
    );
    return texts.map(plain);
  }
}
