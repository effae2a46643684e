import { readdirSync } from 'node:fs';
import { extensionDir } from './support/extension-dirs';
import { expect, test } from './support/fixtures';
import { pollUntil } from './support/poll';
import { respond } from './support/respond';

/** All pages that were built. */
const PAGES = readdirSync(extensionDir('chromium'), { recursive: true })
  .map((path) => String(path).replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.html'));

/** The one that asks whether the failing address answers again; a page of the background has the same policy. */
const ASKING = 'src/pages/stand-in/index.html';

/**
 * Everything that each page refuses, by the directives. Workers are not among them: they begin with an address, which
 * has to be a trusted one.
 */
const REFUSED = [
  'base-uri',
  'connect-src',
  'form-action',
  'frame-src',
  'img-src',
  'require-trusted-types-for',
  'script-src-elem',
  'style-src-attr',
  'style-src-elem',
  'trusted-types',
];

test.describe('what gets into a page of the extension', { tag: '@full' }, () => {
  // Refusals are errors in the console, and wanted here. Everywhere else they fail the test, as any error does.
  test.afterEach(async ({ under }) => {
    await under.settleConsoleErrors();
    under.clearConsoleErrors();
  });

  for (const path of PAGES) {
    test(`does nothing there, and reaches nobody: ${path}`, async ({ under, server, tab }) => {
      const script = respond({
        status: 200,
        reason: 'OK',
        headers: [
          ['Content-Type', 'text/javascript'],
          ['Access-Control-Allow-Origin', '*'],
        ],
        body: 'globalThis.ran.push("another host’s script")',
      });
      for (const name of ['script', 'asked', 'img', 'frame', 'form', 'style', 'socket'])
        server.route(`/${name}`, script);
      const page = await under.extensionPage(path);
      await page.evaluate(attempt, server.url(''));
      const address = await page.url();
      let seen: Outcome | undefined;
      await pollUntil(
        async () => {
          seen = await page.evaluate(outcome);
          return seen.isOver && REFUSED.every((directive) => seen?.refused.includes(directive));
        },
        { what: () => `refusals of ${REFUSED}; so far: ${JSON.stringify(seen)}` },
      );
      // What was sent before this, has come.
      await tab.goto(server.url('/script?fence'));
      expect((await page.evaluate(outcome)).ran).toEqual([]);
      expect(seen?.refused.filter((directive) => !REFUSED.includes(directive))).toEqual([]);
      expect(await page.url()).toBe(address);
      expect(server.requests().map((request) => request.path)).toEqual(
        path === ASKING ? ['/asked', '/script?fence'] : ['/script?fence'],
      );
    });
  }
});

interface Outcome {
  readonly isOver: boolean;
  /** The foreign scripts that ran. */
  readonly ran: string[];
  /** The directives that refused something. */
  readonly refused: string[];
}

/* What follows runs inside the browser: each function must stand alone, its source is all that travels. */

function attempt(origin: string): void {
  const page = globalThis as unknown as Record<string, unknown>;
  const refused = new Set<string>();
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
    refused.add(effectiveDirective);
  });
  Object.assign(page, { ran: [], refused, isOver: false });
  const make = <K extends keyof HTMLElementTagNameMap>(name: K, text = '') => {
    const element = document.createElement(name);
    element.append(text);
    return element;
  };
  const show = (element: HTMLElement): unknown => document.body.append(element);
  const attempts: (() => unknown)[] = [
    () => show(make('script', 'globalThis.ran.push("a script in the page")')),
    () => Reflect.get(globalThis, 'eval')('globalThis.ran.push("eval")'),
    () => Reflect.construct(Function, ['globalThis.ran.push("a function of text")'])(),
    () => setTimeout(...(['globalThis.ran.push("a timer of text")', 0] as unknown as [() => void])),
    () => {
      const handled = make('p');
      handled.setAttribute('onclick', 'globalThis.ran.push("a handler in the markup")');
      handled.click();
    },
    () => import(`${origin}/script`),
    () => import(`data:text/javascript,${encodeURI('globalThis.ran.push("a script of data")')}`),
    () => {
      const blob = new Blob(['globalThis.ran.push("a script of a blob")']);
      return import(URL.createObjectURL(new Blob([blob], { type: 'text/javascript' })));
    },
    () => Object.assign(make('p'), { innerHTML: '<b>markup</b>' }),
    () => {
      const { trustedTypes } = globalThis as unknown as {
        trustedTypes: { createPolicy(name: string, rules: object): unknown };
      };
      trustedTypes.createPolicy('default', { createHTML: String });
    },
    () => show(make('style', '.planted { color: red }')),
    () => make('p').setAttribute('style', 'color: red'),
    () => Object.assign(make('img'), { src: `${origin}/img` }),
    () => show(Object.assign(make('iframe'), { src: `${origin}/frame` })),
    () => document.head.prepend(Object.assign(make('base'), { href: origin })),
    () => new Worker(URL.createObjectURL(new Blob(['']))),
    () => {
      const form = Object.assign(make('form'), { action: `${origin}/form`, method: 'get' });
      show(form);
      form.submit();
    },
    () => new WebSocket(`${origin.replace('http', 'ws')}/socket`),
    () => fetch(`${origin}/asked`, { cache: 'no-store' }),
  ];
  // Not at once: the debugger, from which this comes, may do what a page may not.
  setTimeout(async () => {
    for (const one of attempts) {
      try {
        await one();
      } catch {
        // Refused in so many words; what it says is another thing in each browser.
      }
    }
    page.isOver = true;
  });
}

function outcome(): Outcome {
  const { ran, refused, isOver } = globalThis as unknown as {
    ran: string[];
    refused: Set<string>;
    isOver: boolean;
  };
  return { ran, refused: [...refused].sort(), isOver };
}
