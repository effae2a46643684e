import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PageForm, pageForm } from '../../../../src/core/diagnosis/page-form';
import { aPage } from '../../support/samples';

const formOf = (markup: string, isMarkup = true): PageForm => pageForm(aPage(markup), isMarkup);

describe('the form of a page', () => {
  it('is the same for the bytes and for the document that a browser makes of them', () => {
    const bytes =
      '<!DOCTYPE HTML>\r\n<html><head>\r\n<title>502 Proxy Error</title>\r\n</head><body>\r\n<h1>Proxy Error</h1>\r\nIt failed<br />\r\n<p>Reason: <strong>None</strong></p><p />\r\n</body></html>';
    const document =
      '<html><head>\n<title>502 Proxy Error</title>\n</head><body>\n<h1>Proxy Error</h1>\nIt failed<br>\n<p>Reason: <strong>None</strong></p><p>\n\n</p></body></html>';
    expect(formOf(bytes)).toMatchObject({
      skeleton: '<title>502 Proxy Error<h1>Proxy Error It failed<br>Reason:<strong>None',
      title: '502 Proxy Error',
      words: 'Proxy Error It failed Reason: None',
    });
    const { skeleton, title, words } = formOf(document);
    expect({ skeleton, title, words }).toEqual({
      skeleton: formOf(bytes).skeleton,
      title: formOf(bytes).title,
      words: formOf(bytes).words,
    });
  });

  it.each([
    ['a comment', '<!-- a padding to disable MSIE and Chrome friendly error page -->'],
    ['a script', '<script>if (a < b) document.write("<h1>x</h1>")</script>'],
    ['a style', '<style>h1 > b { color: red }</style>'],
    [
      'a frame that nobody sees',
      '<iframe height="1" width="1" style="visibility: hidden"></iframe>',
    ],
    ['a beacon', '<script defer src="https://static.example/beacon.min.js"></script>'],
    ['a note for browsers without scripts', '<noscript><img src="/pixel"></noscript>'],
  ])('leaves out %s', (_, extra) => {
    const page =
      '<title>502</title><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>';
    expect(formOf(page + extra).skeleton).toBe(formOf(page).skeleton);
  });

  it('takes text that is no markup as it is, whatever it looks like', () => {
    expect(formOf('<b>Bad &amp; Gateway', false).words).toBe('<b>Bad &amp; Gateway');
    expect(formOf('<b>Bad &amp; Gateway', true).words).toBe('Bad & Gateway');
  });

  it.each([
    [
      'Chromium',
      '<meta name="color-scheme" content="light dark">',
      ' style="white-space: pre-wrap;"',
    ],
    ['Firefox', '<link rel="stylesheet" href="resource://content-accessible/plaintext.css">', ''],
  ])('reads plain text as %s shows it', (_, head, style) => {
    const shown = `<html><head>${head}</head><body><pre${style}>error code: 502\n</pre></body></html>`;
    expect(formOf(shown, false).skeleton).toBe(formOf('error code: 502\n', false).skeleton);
  });

  it('keeps the attributes, as they came', () => {
    const markup = '<body id=A class=\'B\'><a href="c">';
    expect(formOf(markup)).toMatchObject({ markup, skeleton: '<a>' });
  });

  it('decodes what gateways write as entities, and no more', () => {
    expect(
      formOf('<h1>Unicorn! &middot; b&#x27;x&#39; &copy; &unheard; &#xFFFFFF;</h1>').words,
    ).toBe("Unicorn! · b'x' © &unheard; &#xFFFFFF;");
  });

  it('knows the first title only', () => {
    expect(formOf('<title>One</title><title>Two</title>').title).toBe('One');
  });

  it('is nothing for a page that wasn’t read', () => {
    expect(pageForm(null, true)).toEqual({ skeleton: '', title: '', words: '', markup: '' });
  });

  it('is bounded, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('<script', '<a ', '<!--', '&#', '="', '<p>', '<title>', "<x y='", 'x '),
        fc.string(),
        fc.boolean(),
        (piece, tail, isMarkup) => {
          const form = formOf(piece.repeat(20_000) + tail, isMarkup);
          expect(form.skeleton.length).toBeLessThanOrEqual(6_000);
          expect(form.words.length).toBeLessThanOrEqual(6_000);
          expect(form.markup.length).toBeLessThanOrEqual(16_384);
        },
      ),
      { numRuns: 30 },
    );
  });
});
