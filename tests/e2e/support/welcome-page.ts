import type { BrowserUnderTest, Tab } from './driver';
import { pollUntil } from './poll';
import { plain } from './popup-page';

const EXAMPLE = '.window';

/** The page that greets, in a tab of its own. */
export class WelcomePage {
  private constructor(readonly tab: Tab) {}

  static async open(under: Pick<BrowserUnderTest, 'extensionPage'>): Promise<WelcomePage> {
    const tab = await under.extensionPage('src/pages/welcome/index.html');
    await tab.waitFor('main');
    return new WelcomePage(tab);
  }

  /** All that is to be read, in the example too. */
  async text(): Promise<string> {
    return plain(await this.tab.evaluate(readAll));
  }

  /** Waits until the page says this. */
  async waitFor(wanted: string | RegExp, timeout = 15_000): Promise<void> {
    let last = '';
    await pollUntil(
      async () => {
        last = await this.text();
        return typeof wanted === 'string' ? last.includes(wanted) : wanted.test(last);
      },
      { timeout, what: () => `a page with ${wanted}; it says: ${last}` },
    );
  }

  /** Brings the example into view, where it begins. */
  async showExample(): Promise<void> {
    await this.tab.evaluate((selector: string) => {
      document.querySelector(selector)?.scrollIntoView({ block: 'center', behavior: 'instant' });
    }, EXAMPLE);
  }

  /** A trusted click on a part of the example's card. */
  async clickOnCard(selector: string): Promise<void> {
    await this.tab.click(`.shadow-host >>> ${selector}`);
  }

  /** What has the focus, by its name; '' for the page itself. */
  async focus(): Promise<string> {
    return plain(await this.tab.evaluate(nameOfFocus));
  }

  /** Whether something is drawn around what has the focus: an outline of at least 2 px. */
  async isFocusSeen(): Promise<boolean> {
    return await this.tab.evaluate(isOutlined);
  }
}

/* What follows runs inside the browser: each function must stand alone, its source is all that travels. */

function readAll(): string {
  const root = document.querySelector('.shadow-host')?.shadowRoot;
  const card = root?.querySelector<HTMLElement>('.card, .pill');
  const page = document.querySelector('main') as HTMLElement;
  return `${page.innerText} ${card?.innerText ?? ''}`;
}

function nameOfFocus(): string {
  const outer = document.activeElement;
  const element = outer?.shadowRoot?.activeElement ?? outer;
  if (element === null || element === document.body) return '';
  return element.getAttribute('aria-label') ?? element.textContent ?? '';
}

function isOutlined(): boolean {
  const outer = document.activeElement;
  const element = outer?.shadowRoot?.activeElement ?? outer;
  if (element === null) return false;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
}
