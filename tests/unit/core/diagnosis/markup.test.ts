import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseMarkup } from '../../../../src/core/diagnosis/markup';
import { PAGE_LIMIT } from '../../../../src/core/diagnosis/observation';

describe('normalised markup', () => {
  it('is the same for a response’s bytes and the document that a browser makes of them', () => {
    const bytes =
      '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">\r\n<HTML>\r\n<HEAD><TITLE>502 Bad Gateway</TITLE></HEAD>\r\n' +
      '<BODY bgcolor="white">\r\n<CENTER><H1>502 Bad Gateway</H1></CENTER>\r\n<HR><CENTER>nginx</CENTER>\r\n</BODY>\r\n</HTML>\r\n' +
      '<!-- a padding to disable MSIE and Chrome friendly error page -->\r\n';
    const document =
      '<html><head><title>502 Bad Gateway</title></head>\n' +
      '<body bgcolor="white">\n<center><h1>502 Bad Gateway</h1></center>\n<hr><center>nginx</center>\n\n\n' +
      '<!-- a padding to disable MSIE and Chrome friendly error page -->\n</body></html>';
    expect(normaliseMarkup(bytes)).toBe(normaliseMarkup(document));
  });

  it('is the same with the empty head that a browser adds, and without', () => {
    expect(normaliseMarkup('<html><head></head><body><h1>502</h1>\nNo.\n</body></html>')).toBe(
      normaliseMarkup('<html><body><h1>502</h1>\nNo.\n</body></html>\n'),
    );
  });

  it('keeps the white space within a text, as one space', () => {
    expect(normaliseMarkup('<p>one\n   two <b>three</b> four</p>')).toBe(
      '<p>one two <b>three</b> four</p>',
    );
  });

  it('leaves out a comment that never ends, and what would stand in it', () => {
    expect(normaliseMarkup('<p>seen</p><!-- <p>unseen</p>')).toBe('<p>seen</p>');
  });

  it('reads no more than the first 64 KB', () => {
    const markup = `${'x'.repeat(PAGE_LIMIT)}<center>nginx</center>`;
    expect(normaliseMarkup(markup)).toBe('x'.repeat(PAGE_LIMIT));
  });

  it('is never longer than what it came from, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (markup) => {
        expect(normaliseMarkup(markup).length).toBeLessThanOrEqual(markup.length);
      }),
    );
  });
});
