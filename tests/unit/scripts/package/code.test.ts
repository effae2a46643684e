import { describe, expect, it } from 'vitest';
import { faultsOfScript } from '../../../../scripts/package/code';

const GENTLE = "{ redirect: 'manual', referrerPolicy: 'no-referrer', cache: `no-store` }";

describe('a script of the package', () => {
  it.each([
    ['eval', "eval('1')"],
    ['eval of a global', "globalThis.eval('1')"],
    ['eval by its name', "globalThis['eval']('1')"],
    ['eval by another name', 'const run = eval;'],
    ['a function made of text', "new Function('return 1')"],
    ['a function made of text, without new', "Function('return 1')()"],
    ['a function made of text, from a global', "new window.Function('return 1')"],
    ['a function made of text, by its name', "new window['Function']('return 1')"],
    ['Function by another name', 'const make = Function;'],
    ['a timer of text', "setTimeout('run()', 1)"],
    ['a timer of text that is put together', "window.setInterval('run(' + x + ')', 1)"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a script
    ['a timer of a template', 'setTimeout(`run(${x})`)'],
    ['a worker', "new Worker('./worker.js')"],
    ['a script that is brought in', "importScripts('https://cdn.example/a.js')"],
    ['a script that is brought in from another host', "importScripts('//cdn.example/a.js')"],
    ['a script that is brought in from wherever', 'importScripts(where)'],
    ['bringing in by another name', 'const bring = importScripts;'],
  ])('runs no text as code: %s', (_, script) => {
    expect(faultsOfScript(script)).toContainEqual(expect.stringContaining('runs text as code'));
  });

  it.each([
    ['from another host', "import('https://cdn.example/a.js')"],
    ['from whereever a variable says', 'import(where)'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a script
    ['from where a template says', 'import(`./${where}.js`)'],
    ['of another host, at the top', "import 'https://cdn.example/a.js'"],
    ['of another host, to be passed on', "export * from '//cdn.example/a.js'"],
    ['as data', "import('data:text/javascript,1')"],
  ])('loads no script %s', (_, script) => {
    expect(faultsOfScript(script)).toContainEqual(
      expect.stringContaining('loads a script from elsewhere'),
    );
  });

  it.each([
    'x.innerHTML = text',
    'x.innerHTML += text.__html',
    "x['innerHTML'] = text",
    'x.outerHTML = text.__html',
    'document.write(text)',
    'x.ownerDocument?.writeln(text)',
    "x.insertAdjacentHTML('beforeend', text)",
    "new DOMParser().parseFromString(text, 'text/html')",
    'range.createContextualFragment(text)',
    'x.setHTMLUnsafe(text)',
    "frame.setAttribute('srcdoc', text)",
  ])('makes no markup of text: %s', (script) => {
    expect(faultsOfScript(script)).toEqual([expect.stringContaining('makes markup of text')]);
  });

  it.each([
    'new XMLHttpRequest()',
    "new WebSocket('')",
    "new EventSource('')",
    'new RTCPeerConnection()',
    "navigator.sendBeacon('')",
    "new WebTransport('')",
  ])('asks nobody on a way of its own: %s', (script) => {
    expect(faultsOfScript(script)).toEqual([expect.stringContaining('asks somebody')]);
  });

  it.each([
    ['without saying how', 'fetch(address)'],
    ['following redirects', `fetch(address, ${GENTLE.replace('manual', 'follow')})`],
    ['naming the page', `fetch(address, ${GENTLE.replace('no-referrer', 'origin')})`],
    ['for a copy', `fetch(address, ${GENTLE.replace('no-store', 'default')})`],
    ['as others say', 'fetch(address, options)'],
  ])('never asks less gently than was promised: %s', (_, script) => {
    expect(faultsOfScript(script)).toEqual([expect.stringContaining('not as gently')]);
  });

  it.each(['const ask = fetch;', 'globalThis.fetch(address)', "globalThis['fetch'](address)"])(
    'asks by no other name: %s',
    (script) => {
      expect(faultsOfScript(script)).not.toEqual([]);
    },
  );

  it.each([
    "const to = 'https://collector.example/'",
    "const to = '//collector.example/a'",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a script
    'const to = `https://collector.example/${id}`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a script
    'const to = `see ${what} at wss://collector.example`',
    "const to = 'https://web.archive.org.collector.example/'",
  ])('holds no address without a reason: %s', (script) => {
    expect(faultsOfScript(script)).toEqual([expect.stringContaining('collector.example')]);
  });

  it('names no source map', () => {
    expect(faultsOfScript('x\n//# sourceMappingURL=main.js.map')).toEqual(['names a source map']);
  });

  it('may do what the product needs', () => {
    const script = `
      import { a } from './a.js';
      const later = () => import('./b.js');
      const parts = () => importScripts('/parts/c.js', \`/parts/d.js\`);
      const more = () => import('/parts/c.js');
      const table = { eval: { minArgs: 1 }, Function: 1, open: a };
      const has = Function.call.bind(Object.prototype.hasOwnProperty);
      const is = (x) => x instanceof Function;
      element.innerHTML = given.__html;
      const markup = element.outerHTML;
      setTimeout(() => a(), 1000);
      navigator.clipboard.write(items);
      const answer = fetch(address, ${GENTLE});
      const known = ['http://www.w3.org/1999/xhtml', \`http://\${host}\`, 'https://web.archive.org/web/2/', '//'];
    `;
    expect(faultsOfScript(script)).toEqual([]);
  });
});
