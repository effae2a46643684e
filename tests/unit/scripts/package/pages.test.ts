import { describe, expect, it } from 'vitest';
import { faultsOfPage, faultsOfStyle } from '../../../../scripts/package/pages';

const FILES = new Set(['assets/a.js', 'assets/a.css', 'src/popup/index.html']);
const faultsOf = (markup: string): string[] => faultsOfPage(markup, 'src/popup/index.html', FILES);

describe('a page of the package', () => {
  it('may bring what is in the package', () => {
    const head = '<script type="module" crossorigin src="/assets/a.js"></script>';
    const page = `<!doctype html><html lang="en"><head><title>x</title>${head}<link rel="stylesheet" href="../../assets/a.css"></head><body><div id="page"></div></body></html>`;
    expect(faultsOf(page)).toEqual([]);
  });

  it.each([
    ['a script in its markup', '<script>run()</script>'],
    ['a handler in its markup', '<p onclick="run()">x</p>'],
    ['a style in its markup', '<style>p{}</style>'],
    ['a style on an element', '<p style="color:red">x</p>'],
    ['another base', '<base href="/assets/a.js">'],
    ['a frame', '<iframe></iframe>'],
    ['a way to elsewhere', '<meta http-equiv="Refresh" content="0;url=/">'],
  ])('has no %s', (_, markup) => {
    expect(faultsOf(markup)).toHaveLength(1);
  });

  it.each([
    '<script src="https://cdn.example/a.js"></script>',
    '<script src="//cdn.example/a.js"></script>',
    '<link rel="stylesheet" href="http://cdn.example/a.css">',
    '<link rel="preconnect" href="https://cdn.example">',
    '<img src="data:image/png,x">',
    '<a href="javascript:run()">x</a>',
    '<form action="https://cdn.example/"></form>',
    '<script src="/assets/gone.js"></script>',
  ])('leads to nothing that is not in the package: %s', (markup) => {
    expect(faultsOf(markup)).toEqual([expect.stringContaining('not in the package')]);
  });
});

describe('a style sheet of the package', () => {
  it('may style', () => {
    expect(faultsOfStyle('@media print{p{color:light-dark(#000,#fff)}}')).toEqual([]);
  });

  it.each([
    "@import 'a.css';",
    'p{background:url(https://cdn.example/a.png)}',
    'p{background:url(a.png)}',
    '@font-face{src:URL("//cdn.example/a.woff")}',
    'p{background:image-set("https://cdn.example/a.png" 1x)}',
    '/*# sourceMappingURL=a.css.map */\n//# sourceMappingURL=a.css.map',
  ])('loads nothing: %s', (style) => {
    expect(faultsOfStyle(style)).toEqual([expect.stringContaining('loads something')]);
  });
});
