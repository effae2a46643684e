import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectClickable, expectSameLook, lookOf, onTop } from './support/card-look';
import { extensionDir } from './support/extension-dirs';
import { besidesFirst, expect, test } from './support/fixtures';
import { bare, planted, typed } from './support/pages';
import { keptOf } from './support/traces';

const COUNTING = /Trying again/;

/** So long a wait that no try but the visitor's own falls into a test. */
const LATER = [['Retry-After', '600']] as const;

/** The page's own window, for what the planted scripts write down. */
type Planted<T> = T & typeof globalThis;

const HOSTILE_STYLES: Readonly<Record<string, string>> = {
  'hides everything': '*{display:none!important}',
  'hides everything, and its pseudo-elements':
    '*,*::before,*::after{display:none!important;content-visibility:hidden!important}',
  'makes everything nothing': `html,body,div,[data-backsoon]{all:unset!important;opacity:0!important;visibility:hidden!important;
    position:static!important;width:0!important;height:0!important;max-width:0!important;max-height:0!important;overflow:hidden!important;
    transform:scale(0)!important;translate:-9999px 0!important;rotate:90deg!important;scale:0!important;pointer-events:none!important;
    clip-path:inset(50%)!important;clip:rect(0,0,0,0)!important;mask:linear-gradient(transparent,transparent)!important;filter:opacity(0)!important;
    font-size:1px!important;color:#fff!important;letter-spacing:9em!important;text-transform:uppercase!important;direction:rtl!important;
    mix-blend-mode:difference!important;contain:strict!important;will-change:transform!important;perspective:1px!important;
    interactivity:inert!important;user-select:none!important;animation:gone 1ms forwards!important;transition:all 9999s 9999s!important}
    @keyframes gone{to{opacity:0}}`,
  'shrinks by zoom': 'html,[data-backsoon]{zoom:.1!important}',
  'magnifies by zoom': 'html{zoom:3!important}',
  'sets a root size of three pixels': 'html{font-size:3px}',
  'sets a giant root size':
    'html{font-size:90px!important;overflow:hidden}*{line-height:9!important;word-spacing:2em!important}',
  'paints over the card with pseudo-elements of its host': `[data-backsoon]::before,[data-backsoon]::after{content:'Log in again'!important;
    display:block!important;position:fixed!important;inset:0!important;background:#fff!important;z-index:2147483647!important;pointer-events:auto!important}`,
  "takes the card's own variables": `*{--paper:transparent!important;--ink:transparent!important;--accent:#fff!important;--accent-ink:#fff!important;
    --space-4:90rem!important;--size-m:1px!important;--size-l:1px!important;--font:fantasy!important;--line:red!important}`,
  'hides the root by containment':
    'html{content-visibility:hidden!important;contain:strict!important}',
};

test.describe('no style of the page reaches the card', () => {
  for (const [at, [what, style]] of Object.entries(HOSTILE_STYLES).entries()) {
    test(
      `a page that ${what}: the card looks as on a plain page, and takes clicks`,
      besidesFirst(at),
      async ({ server, tab }) => {
        server.route('/plain', planted({ headers: LATER }));
        server.route('/', planted({ head: `<style>${style}</style>`, headers: LATER }));
        await tab.goto(server.url('/plain'));
        const plain = await lookOf(tab);
        expect(plain.box.width).toBeGreaterThan(200);
        await tab.goto(server.url('/'));
        const hostile = await lookOf(tab);
        expectSameLook(hostile, plain);
        await expectClickable(tab, server);
      },
    );
  }

  test('a style that comes when the card already stands hides nothing either', {
    tag: '@full',
  }, async ({ server, tab }) => {
    server.route('/', planted({ headers: LATER }));
    await tab.goto(server.url('/'));
    const plain = await lookOf(tab);
    await tab.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = '*{display:none!important}';
      document.head.append(style);
      document.documentElement.style.setProperty('display', 'none', 'important');
    });
    await expect.poll(async () => (await tab.card.box('.card')).width).toBe(plain.box.width);
    await expectClickable(tab, server);
  });
});

test.describe('no script of the page gets at the card', () => {
  /** Tries every way to a host's inside, at each change of the page and twenty times a second. */
  const READER = `<script>
    window.read = [];
    window.looks = 0;
    const look = () => {
      const host = document.querySelector('[data-backsoon]');
      if (!host) return;
      looks += 1;
      const box = { x: innerWidth - 60, y: 60 };
      const ways = [
        () => host.shadowRoot && host.shadowRoot.textContent,
        () => host.innerText, () => host.textContent, () => host.outerHTML,
        () => host.getHTML({ serializableShadowRoots: true }),
        () => document.documentElement.getHTML({ serializableShadowRoots: true }),
        () => document.body.innerText, () => document.documentElement.innerText,
        () => [...host.querySelectorAll('*')].map((e) => e.outerHTML).join(),
        () => document.querySelector('[data-backsoon] button, [data-backsoon] h2')?.outerHTML,
        () => document.elementFromPoint(box.x, box.y).textContent,
        () => document.elementsFromPoint(box.x, box.y).map((e) => e.innerText + e.outerHTML).join(),
        () => { const at = document.caretPositionFromPoint(box.x, box.y); return at.offsetNode.textContent; },
        () => { document.execCommand('selectAll'); const text = String(getSelection()); getSelection().removeAllRanges(); return text; },
        () => { const range = document.createRange(); range.selectNode(host); return String(range) + new XMLSerializer().serializeToString(range.cloneContents()); },
        () => new XMLSerializer().serializeToString(document),
        () => document.activeElement && document.activeElement.outerHTML,
        () => JSON.stringify(host.getAttributeNames()) + host.title + host.ariaLabel,
        () => host.assignedSlot && 'slot', () => host.cloneNode(true).outerHTML,
      ];
      for (const way of ways) try { read.push(String(way())); } catch {}
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
    setInterval(look, 50);
  </script>`;

  test('none reads a word of it', async ({ server, tab }) => {
    server.route('/', planted({ head: READER, headers: LATER }));
    await tab.goto(server.url('/'));
    const said = await tab.card.waitFor(COUNTING);
    type Reader = Planted<{ read: string[]; looks: number }>;
    const before = await tab.evaluate(() => (globalThis as Reader).looks);
    await expect
      .poll(() => tab.evaluate(() => (globalThis as Reader).looks))
      .toBeGreaterThan(before + 2);
    const read = await tab.evaluate(() => (globalThis as Reader).read.join('\n'));
    // The reader works: it finds the page's own words, and the host that it may see.
    expect(read).toContain('502 Bad Gateway');
    expect(read).toContain('data-backsoon');
    for (const line of said.split('\n').map((part) => part.trim())) {
      if (line.length > 3) expect(read).not.toContain(line);
    }
    expect(read).not.toContain('site.localhost');
  });

  /** Clicks and types all over the card and its host, as scripts can. */
  const CLICKER = (() => {
    const host = document.querySelector('[data-backsoon]') as HTMLElement;
    const options = { bubbles: true, composed: true, cancelable: true, view: window, detail: 1 };
    let sent = 0;
    for (let x = 5; x < innerWidth; x += 15) {
      for (let y = 5; y < Math.min(innerHeight, 400); y += 15) {
        const hit = document.elementFromPoint(x, y);
        for (const target of new Set([hit, host])) {
          if (target === null) continue;
          const at = { ...options, clientX: x, clientY: y };
          for (const type of ['pointerdown', 'pointerup'])
            target.dispatchEvent(new PointerEvent(type, at));
          for (const type of ['mousedown', 'mouseup', 'click'])
            target.dispatchEvent(new MouseEvent(type, at));
          (target as HTMLElement).click();
          sent += 1;
        }
      }
    }
    host.focus();
    for (const key of ['Tab', 'Enter', ' ', 'Escape']) {
      for (const target of [host, document.activeElement, document.body, document, window])
        for (const type of ['keydown', 'keypress', 'keyup'])
          target?.dispatchEvent(new KeyboardEvent(type, { ...options, key, code: key }));
    }
    for (const button of host.shadowRoot?.querySelectorAll('button') ?? []) button.click();
    return sent;
  }) as () => number;

  test('none presses its buttons', async ({ server, tab, under }) => {
    server.route('/', planted({ headers: LATER }));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const tabs = (await under.tabs()).length;
    expect(await tab.evaluate(CLICKER)).toBeGreaterThan(100);
    // A real click afterwards: what the script had set going would be there by the time that it is done.
    await tab.card.click('.whatelse');
    await tab.card.waitFor(() => true);
    await tab.card.click('button.primary');
    await tab.card.waitFor('Tried once so far');
    expect(server.requests('/')).toHaveLength(2);
    expect((await keptOf(under, tab))?.incident.tries).toEqual({ ours: 0, visitors: 1 });
    expect(await under.tabs()).toHaveLength(tabs);
  });

  test('events that a script made do nothing even inside', async ({ server, tab, under }) => {
    server.route('/', planted({ headers: LATER }));
    await tab.goto(server.url('/'));
    const before = await tab.card.waitFor(COUNTING);
    const pressed = await tab.card.evaluate((root) => {
      const buttons = [...root.querySelectorAll('button')];
      for (const button of buttons) {
        button.click();
        button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      }
      return buttons.length;
    });
    expect(pressed).toBeGreaterThan(4);
    expect(await tab.card.text()).toBe(before);
    await tab.card.click('button.primary');
    await tab.card.waitFor('Tried once so far');
    expect(server.requests('/')).toHaveLength(2);
    expect((await keptOf(under, tab))?.incident.tries).toEqual({ ours: 0, visitors: 1 });
  });

  test("what is clicked and typed in the card doesn't reach the page's handlers", async ({
    server,
    tab,
  }) => {
    const listener = `<input id="own"><script>
      window.heard = [];
      for (const type of ['click','mousedown','mouseup','pointerdown','pointerup','dblclick','contextmenu','keydown','keyup','keypress','input','beforeinput','change','focusin','focusout'])
        for (const target of [window, document, document.documentElement]) target.addEventListener(type, (event) => heard.push(type));
    </script>`;
    server.route('/', planted({ body: listener, headers: LATER }));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const heard = () => tab.evaluate(() => (globalThis as Planted<{ heard: string[] }>).heard);
    await tab.card.click('.whatelse');
    await expect
      .poll(() => tab.card.evaluate((root) => root.querySelectorAll('li').length))
      .toBe(3);
    await tab.press('Enter');
    await expect
      .poll(() => tab.card.evaluate((root) => root.querySelectorAll('li').length))
      .toBe(0);
    await tab.press('Tab');
    await tab.press('x');
    expect(await heard()).toEqual([]);
    // The ears work: the page's own input is heard.
    await tab.type('#own', 'a');
    expect(await heard()).toEqual(expect.arrayContaining(['click', 'keydown', 'input']));
  });

  test("the page's world can be as broken as it likes", async ({ server, tab }) => {
    const breaker = `<script>
      window.used = [];
      const spoil = (owner, name) => {
        const old = owner[name];
        if (typeof old !== 'function') return;
        owner[name] = function (...args) { used.push(name + ': ' + args.map((arg) => { try { return '' + arg } catch { return '' } })); throw new Error('spoilt ' + name); };
        owner[name].old = old;
      };
      for (const name of ['attachShadow', 'append', 'appendChild', 'insertBefore', 'setAttribute', 'remove', 'getAttribute', 'hasAttribute', 'cloneNode', 'addEventListener', 'removeEventListener', 'dispatchEvent'])
        for (const owner of [Element.prototype, Node.prototype, HTMLElement.prototype, DocumentFragment.prototype, EventTarget.prototype]) if (Object.hasOwn(owner, name)) spoil(owner, name);
      for (const name of ['showPopover', 'hidePopover']) spoil(HTMLElement.prototype, name);
      for (const name of ['createElement', 'createElementNS', 'createTextNode', 'querySelector', 'getElementById']) spoil(Document.prototype, name);
      for (const name of ['map', 'filter', 'push', 'slice', 'join', 'flatMap', 'find', 'forEach']) { const old = Array.prototype[name]; Array.prototype[name] = function (...args) { if (this !== used && name !== 'push') old.call(this, (x) => x); return old.apply(this, args); }; }
      for (const name of ['getEntriesByType']) spoil(Performance.prototype, name);
      for (const name of ['fetch', 'setInterval', 'clearTimeout', 'getComputedStyle', 'matchMedia']) spoil(window, name);
      window.MutationObserver = window.CSSStyleSheet = window.ShadowRoot = undefined;
      Object.defineProperty(Document.prototype, 'adoptedStyleSheets', { get() { throw 0 }, set() { throw 0 } });
      Object.prototype.then = undefined;
    </script>`;
    server.route('/', planted({ head: breaker, headers: LATER }));
    await tab.goto(server.url('/'));
    const said = await tab.card.waitFor(COUNTING);
    expect(said).toContain('no usable answer');
    await tab.card.click('button.primary');
    await tab.card.waitFor('Tried once so far');
    await tab.card.click('.pill, [aria-label="Make this small"]');
    await tab.card.waitFor('What happened here?');
    expect(await tab.evaluate(() => (globalThis as Planted<{ used: string[] }>).used.length)).toBe(
      0,
    );
  });
});

test.describe('the card stays, within reason', () => {
  const remover = (most: number) => `<script>
    window.removals = 0;
    new MutationObserver(() => {
      const host = document.querySelector('[data-backsoon]');
      if (host && removals < ${most}) { removals += 1; host.remove(); }
    }).observe(document, { childList: true, subtree: true });
  </script>`;

  type Remover = Planted<{ removals: number }>;

  test('a page that takes it out a few times gets it back', async ({ server, tab }) => {
    server.route('/', planted({ head: remover(5), headers: LATER }));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    expect(await tab.evaluate(() => (globalThis as Remover).removals)).toBe(5);
    expect(await tab.card.count()).toBe(1);
    await expectClickable(tab, server);
  });

  test('a page that takes it out for ever wins, instead of an endless duel', {
    tag: '@full',
  }, async ({ server, tab }) => {
    server.route('/', planted({ head: remover(Number.MAX_SAFE_INTEGER) }));
    await tab.goto(server.url('/'));
    // The first try is seconds later: by then a duel would have thousands of rounds.
    await server.waitForRequest('/', 2, 10_000);
    const removals = await tab.evaluate(() => (globalThis as Remover).removals);
    expect(removals).toBeGreaterThan(5);
    expect(removals).toBeLessThan(50);
    expect(await tab.card.exists()).toBe(false);
    // The second wait is 14 s at the longest.
    await server.waitForRequest('/', 3, 20_000);
    expect(await tab.evaluate(() => (globalThis as Remover).removals)).toBe(removals);
  });

  test('a page that writes itself anew keeps its card, which goes on working', async ({
    server,
    tab,
  }) => {
    server.route('/', planted({ headers: LATER }));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.evaluate(() => {
      document.open();
      document.write('<!doctype html><title>New</title><h1 id="new">Written anew</h1>');
      document.close();
    });
    await tab.waitFor('#new');
    await tab.card.waitFor(COUNTING);
    expect(await tab.card.count()).toBe(1);
    await expectClickable(tab, server);
    await tab.card.waitFor('Tried once so far');
    // Once more, and a second time out of the new document.
    await tab.evaluate(() => document.documentElement.replaceWith(document.createElement('html')));
    await tab.card.waitFor(COUNTING);
    await expectClickable(tab, server);
  });

  test('a page that puts its popover over the card is put under it again', async ({
    server,
    tab,
  }) => {
    const body = `<div id="over" popover="manual" style="position:fixed;inset:0;width:100vw;height:100vh">Over everything</div>`;
    server.route('/', planted({ body, headers: LATER }));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.evaluate(() => (document.getElementById('over') as HTMLElement).showPopover());
    await expect.poll(() => onTop(tab)).toBe(true);
    await expectClickable(tab, server);
  });

  test('a page that fills the screen has the card above it', { tag: '@full' }, async ({
    server,
    tab,
  }) => {
    const body = `<div id="film" style="background:#000;color:#fff" onclick="this.requestFullscreen()">Film</div>`;
    server.route('/', planted({ body, headers: LATER }));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.click('#film');
    await expect.poll(() => tab.evaluate(() => document.fullscreenElement?.id)).toBe('film');
    await expect.poll(() => onTop(tab)).toBe(true);
    await expectClickable(tab, server);
    await tab.evaluate(() => document.exitFullscreen());
  });

  const DIALOGS = {
    'of the whole window': 'width:100vw;height:100vh;max-width:none;max-height:none',
    'in the middle of the window': 'width:200px',
  };

  for (const [what, style] of Object.entries(DIALOGS)) {
    test(`a page's modal dialog ${what} neither covers the card nor takes its clicks`, async ({
      server,
      tab,
    }) => {
      const body = `<dialog id="modal" style="inset:0;${style}">Cookies?<button id="yes">Yes</button></dialog>`;
      server.route('/', planted({ body, headers: LATER }));
      await tab.goto(server.url('/'));
      await tab.card.waitFor(COUNTING);
      await tab.evaluate(() => (document.getElementById('modal') as HTMLDialogElement).showModal());
      await expect.poll(() => onTop(tab)).toBe(true);
      await expectClickable(tab, server);
      await tab.evaluate(() => (document.getElementById('modal') as HTMLDialogElement).close());
      await expect.poll(() => onTop(tab)).toBe(true);
      await expectClickable(tab, server);
    });
  }

  test('a page that moves its element into something hidden has it back', async ({
    server,
    tab,
  }) => {
    server.route('/', planted({ body: '<div id="cellar" hidden></div>', headers: LATER }));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.evaluate(() => {
      const host = document.querySelector('[data-backsoon]') as Element;
      document.getElementById('cellar')?.append(host);
    });
    await expect.poll(() => onTop(tab)).toBe(true);
    await expectClickable(tab, server);
  });

  test('a page that closes its popover and spoils its element only delays it', async ({
    server,
    tab,
  }) => {
    server.route('/', planted({ headers: LATER }));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.evaluate(() => {
      const host = document.querySelector('[data-backsoon]') as HTMLElement;
      host.hidePopover();
      host.hidden = true;
      host.inert = true;
      host.setAttribute('style', 'display:none!important;opacity:0!important');
      host.removeAttribute('popover');
    });
    await expect.poll(() => onTop(tab)).toBe(true);
    await expectClickable(tab, server);
  });

  test('a page that closes and forbids popovers has the card as its uppermost element', {
    tag: '@full',
  }, async ({ server, tab }) => {
    const head = '<style>#over{position:fixed;inset:0;z-index:2147483647;background:#fff}</style>';
    const body = '<div id="over">Over everything</div>';
    server.route('/', planted({ head, body, headers: LATER }));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await tab.evaluate(() => {
      const page = globalThis as Planted<{ forbidden: number }>;
      page.forbidden = 0;
      const host = document.querySelector('[data-backsoon]') as HTMLElement;
      // As where the card was there before the body.
      document.documentElement.insertBefore(host, document.body);
      if (host.matches(':popover-open')) host.hidePopover();
      const forbid = (event: Event): void => {
        page.forbidden += 1;
        event.preventDefault();
      };
      addEventListener('beforetoggle', forbid, true);
    });
    await expect
      .poll(() => tab.evaluate(() => (globalThis as Planted<{ forbidden: number }>).forbidden))
      .toBeGreaterThan(0);
    // What is put right comes a moment after what was forbidden.
    await expect.poll(() => onTop(tab)).toBe(true);
    await expectClickable(tab, server);
  });

  test('a page that makes its root inert takes no click from the card', async ({ server, tab }) => {
    const head = '<script>document.documentElement.inert = true</script>';
    server.route('/', planted({ head, headers: LATER }));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    await expect.poll(() => onTop(tab)).toBe(true);
    await expectClickable(tab, server);
  });
});

test.describe('the card minds its own business', () => {
  test('it never takes the focus, and no key while the focus is elsewhere', async ({
    server,
    tab,
  }) => {
    const body = '<input id="own" autofocus>';
    server.route('/', planted({ body, headers: LATER }));
    await tab.goto(server.url('/'));
    await tab.card.waitFor(COUNTING);
    const active = () => tab.evaluate(() => document.activeElement?.id);
    // Browsers obey `autofocus` with the next frame.
    await expect.poll(active).toBe('own');
    for (const key of ['a', ' ', 'Enter', 'Escape', 'b']) await tab.press(key);
    const value = await tab.evaluate(
      () => (document.getElementById('own') as HTMLInputElement).value,
    );
    expect(value).toBe('a b');
    expect(await active()).toBe('own');
    expect(await tab.card.text()).toMatch(COUNTING);
    expect(server.requests('/')).toHaveLength(1);
    // A try redraws the card, and leaves the focus where the visitor has it.
    await tab.card.click('button.primary');
    await tab.card.waitFor('Tried once so far');
    expect(await tab.card.evaluate((root) => root.activeElement?.textContent)).toBe('Try now');
  });

  test('a healthy page has not a byte of ours: no element, no global, no listener of its answers', async ({
    server,
    tab,
  }) => {
    const html = `<html lang="en"><head><title>The shop</title></head><body><h1>Welcome</h1></body></html>`;
    server.route('/', typed('text/html; charset=utf-8', html, 200));
    server.route('/failing', bare(502, LATER));
    await tab.goto(server.url('/failing'));
    await tab.card.waitFor(COUNTING);
    await tab.goto(server.url('/'));
    expect(await tab.evaluate(() => document.documentElement.outerHTML)).toBe(html);
    // An empty frame has the globals that every page has; the rest would be somebody's.
    const strangers = await tab.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const usual = new Set(Reflect.ownKeys(frame.contentWindow as Window));
      const here = Reflect.ownKeys(window).filter((key) => !usual.has(key));
      frame.remove();
      return here.map(String);
    });
    expect(strangers.filter((name) => !/^\d+$/.test(name))).toEqual([]);
    expect(await tab.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  });

  test('no page can tell that it is installed: no file of it answers', async ({
    server,
    tab,
    under,
  }) => {
    const dir = extensionDir(under.name);
    const files = readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(dir.length));
    expect(files.length).toBeGreaterThan(10);
    server.route('/', typed('text/html', '<title>Nosy</title><h1>Nosy</h1>', 200));
    await tab.goto(server.url('/'));
    const reached = await tab.evaluate(
      async ({ origin, paths }) => {
        const found: string[] = [];
        for (const path of paths) {
          const url = origin + path;
          await fetch(url).then(
            () => found.push(`fetch ${path}`),
            () => undefined,
          );
          await new Promise<void>((done) => {
            const image = new Image();
            image.onload = () => {
              found.push(`image ${path}`);
              done();
            };
            image.onerror = () => done();
            image.src = url;
          });
        }
        return found;
      },
      { origin: under.extensionOrigin, paths: ['/background/card.js', ...files] },
    );
    expect(reached).toEqual([]);
  });

  for (const browser of ['chromium', 'firefox'] as const) {
    test(`the built manifest for ${browser} opens no file to pages, and has no script for them`, () => {
      const path = join(extensionDir(browser), 'manifest.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
      expect(manifest.name).toBe('__MSG_extensionName__');
      expect(manifest).not.toHaveProperty('web_accessible_resources');
      expect(manifest).not.toHaveProperty('content_scripts');
    });
  }
});
