import type { BrowserUnderTest, Modifier, Tab } from './driver';
import { pollUntil } from './poll';

/** How wide the toolbar popup is, in CSS pixels. */
export const POPUP_WIDTH = 368;

/** What opens pages of the extension. */
type Opener = Pick<BrowserUnderTest, 'extensionPage'>;

export type Role = 'button' | 'switch' | 'searchbox';

/** A control as a person meets it. */
export interface Control {
  readonly role: Role;
  readonly name: string;
  /** Switches only. */
  readonly on?: boolean;
  readonly disabled: boolean;
}

/** What has the focus, and whether one sees it. */
export interface Focus {
  readonly role: string;
  readonly name: string;
  /** Something is drawn around it: an outline of at least 2 px. */
  readonly visible: boolean;
}

/**
 * The toolbar popup, opened in a tab of its own and told which tab it speaks of: automation can't
 * click a toolbar. Controls are found as people find them, by what they are and what they say.
 */
export class PopupPage {
  private constructor(readonly tab: Tab) {}

  static async open(under: Opener, about: Tab): Promise<PopupPage> {
    return await PopupPage.openFor(under, about.id);
  }

  /** For a tab that need not exist. */
  static async openFor(under: Opener, tabId: number): Promise<PopupPage> {
    const tab = await under.extensionPage(`src/popup/index.html?tab=${tabId}`);
    await tab.setViewport(POPUP_WIDTH, 600);
    const popup = new PopupPage(tab);
    await tab.waitFor('main');
    return popup;
  }

  /** All that is to be read, without the marks that keep foreign text apart. */
  async text(): Promise<string> {
    return plain(await this.tab.text('main'));
  }

  /** Waits until the popup says this, and returns all that it says then. */
  async waitFor(wanted: string | RegExp, timeout = 15_000): Promise<string> {
    let last = '';
    return await pollUntil(
      async () => {
        last = await this.text();
        const found = typeof wanted === 'string' ? last.includes(wanted) : wanted.test(last);
        return found ? { text: last } : undefined;
      },
      { timeout, what: () => `a popup with ${wanted}; it says: ${last}` },
    ).then(({ text }) => text);
  }

  /** Waits until the popup doesn't say this (any more). */
  async waitForNo(unwanted: string | RegExp): Promise<string> {
    let last = '';
    return await pollUntil(
      async () => {
        last = await this.text();
        const found = typeof unwanted === 'string' ? last.includes(unwanted) : unwanted.test(last);
        return found ? undefined : { text: last };
      },
      { what: () => `a popup without ${unwanted}; it says: ${last}` },
    ).then(({ text }) => text);
  }

  /** Every control, in the order of the document. */
  async controls(): Promise<Control[]> {
    const found = await this.tab.evaluate(readControls);
    return found.map((control) => ({ ...control, name: plain(control.name) }));
  }

  /** The failures that are listed, in the order of the document, each as it is read out. */
  async lines(): Promise<string[]> {
    const found = await this.tab.evaluate(() =>
      Array.from(document.querySelectorAll('.line'), ({ textContent }) => textContent ?? ''),
    );
    return found.map(plain);
  }

  /** What a screen reader was told last. */
  async announced(): Promise<string> {
    return plain(
      await this.tab.evaluate(
        () => document.querySelector('main > [role=status]')?.textContent ?? '',
      ),
    );
  }

  async has(role: Role, name: string | RegExp): Promise<boolean> {
    return (await this.#find(role, name)) !== undefined;
  }

  /** Waits until a control can be used, and clicks it. */
  async click(role: Role, name: string | RegExp): Promise<void> {
    await pollUntil(async () => (await this.#waitForControl(role, name)).disabled === false, {
      what: () => `the ${role} ${name} to be usable`,
    });
    const index = await this.#indexOf(role, name);
    await this.tab.evaluate(markControl, index);
    await this.tab.click('[data-wanted]');
  }

  /** Clicks a switch and waits until what it stands for is done. */
  async toggle(name: string | RegExp): Promise<void> {
    const { on } = await this.#waitForControl('switch', name);
    await this.click('switch', name);
    await pollUntil(async () => (await this.#find('switch', name))?.on === !on, {
      what: () => `the switch ${name} to be ${on ? 'off' : 'on'}`,
    });
  }

  /** Whether a switch is on; waits for it to be there. */
  async isOn(name: string | RegExp): Promise<boolean> {
    return (await this.#waitForControl('switch', name)).on === true;
  }

  async isDisabled(role: Role, name: string | RegExp): Promise<boolean> {
    return (await this.#waitForControl(role, name)).disabled;
  }

  async focus(): Promise<Focus> {
    const focus = await this.tab.evaluate(readFocus);
    return { ...focus, name: plain(focus.name) };
  }

  async press(key: string, modifiers?: readonly Modifier[]): Promise<void> {
    await this.tab.press(key, modifiers);
  }

  /** Presses Tab until a control has the focus; throws when the whole round went by without it. */
  async tabTo(name: string | RegExp): Promise<Focus> {
    const most = (await this.controls()).length + 3;
    const passed: string[] = [];
    for (let at = 0; at < most; at += 1) {
      await this.press('Tab');
      const focus = await this.focus();
      if (matches(focus.name, name)) return focus;
      passed.push(focus.name);
    }
    throw new Error(`Tab never came to ${name}; it passed ${passed.join(' | ')}`);
  }

  /** Whether everything fits without scrolling sideways. */
  async fits(): Promise<boolean> {
    return await this.tab.evaluate(() => {
      const page = document.documentElement;
      return page.scrollWidth <= page.clientWidth;
    });
  }

  async #waitForControl(role: Role, name: string | RegExp): Promise<Control> {
    let all: Control[] = [];
    return await pollUntil(
      async () => {
        all = await this.controls();
        // The switches are folded away, but for the one at the top.
        const isFolded = role === 'switch' && all.every((control) => !matches(control.name, name));
        if (isFolded) await this.tab.evaluate(unfoldSettings);
        return all.find((control) => control.role === role && matches(control.name, name));
      },
      { what: () => `a ${role} ${name}; there are: ${all.map((each) => each.name).join(' | ')}` },
    );
  }

  async #find(role: Role, name: string | RegExp): Promise<Control | undefined> {
    return (await this.controls()).find(
      (control) => control.role === role && matches(control.name, name),
    );
  }

  async #indexOf(role: Role, name: string | RegExp): Promise<number> {
    return (await this.controls()).findIndex(
      (control) => control.role === role && matches(control.name, name),
    );
  }
}

/** Text without the Unicode isolates around host names. */
export function plain(text: string): string {
  return text
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text === wanted : wanted.test(text);
}

/* What follows runs inside the browser: each function must stand alone, its source is all that travels. */

function readControls(): Control[] {
  const all = document.querySelectorAll<HTMLButtonElement | HTMLInputElement>(
    'button, input, summary',
  );
  // What is folded away can't be used.
  const usable = [...all].filter((element) => element.checkVisibility());
  return usable.map((element) => {
    const named = element instanceof HTMLInputElement ? element.labels?.[0] : element;
    const isSwitch = element.getAttribute('role') === 'switch';
    const isSearch = element.type === 'search';
    const shown = named?.cloneNode(true) as HTMLElement | undefined;
    for (const hidden of shown?.querySelectorAll('[aria-hidden=true]') ?? []) hidden.remove();
    return {
      role: isSwitch ? 'switch' : isSearch ? 'searchbox' : 'button',
      name: element.getAttribute('aria-label') ?? shown?.textContent ?? '',
      // Not `checked`, which turns on the click: this one is drawn once the background has answered.
      ...(isSwitch ? { on: element.getAttribute('aria-checked') === 'true' } : {}),
      disabled: element.disabled === true || element.getAttribute('aria-disabled') === 'true',
    };
  });
}

function unfoldSettings(): void {
  const settings = document.querySelector<HTMLDetailsElement>('.toggles details:not([open])');
  settings?.querySelector('summary')?.click();
}

function markControl(index: number): void {
  for (const marked of document.querySelectorAll('[data-wanted]')) {
    marked.removeAttribute('data-wanted');
  }
  const all = document.querySelectorAll('button, input, summary');
  [...all].filter((element) => element.checkVisibility())[index]?.setAttribute('data-wanted', '');
}

function readFocus(): Focus {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) {
    return { role: 'none', name: '', visible: false };
  }
  const named = element instanceof HTMLInputElement ? element.labels?.[0] : element;
  const shown = named?.cloneNode(true) as HTMLElement | undefined;
  for (const hidden of shown?.querySelectorAll('[aria-hidden=true]') ?? []) hidden.remove();
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return {
    role: element.getAttribute('role') ?? element.localName,
    name: element.getAttribute('aria-label') ?? shown?.textContent ?? '',
    visible: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
  };
}
