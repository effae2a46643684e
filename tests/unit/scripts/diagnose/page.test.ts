import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlPage } from '../../../../scripts/diagnose/document';
import { pageOf } from '../../../../scripts/diagnose/page';
import { readResponse } from '../../../../scripts/diagnose/response';
import { PAGE_LIMIT } from '../../../../src/core/diagnosis/observation';

/** The page of a response with this Content-Type and body. */
function page(contentType: string | null, body: string | Buffer) {
  const type = contentType === null ? '' : `Content-Type: ${contentType}\r\n`;
  const head = Buffer.from(`HTTP/1.1 502 Bad Gateway\r\n${type}\r\n`);
  return pageOf(readResponse(Buffer.concat([head, Buffer.from(body)])));
}

describe('the page of an HTML body', () => {
  it('is the document that a browser makes of it', () => {
    expect(page('text/html', '<TITLE>Oops</title>\n<P class=a>502<p hidden>x')).toEqual({
      title: 'Oops',
      text: '502',
      markup:
        '<html><head><title>Oops</title>\n</head><body><p class="a">502</p><p hidden="">x</p></body></html>',
    });
  });

  it('has the first title, its entities and white space as one reads them', () => {
    const found = page(
      'text/html',
      '<svg><title>Drawing</title></svg><title>\n 502 &mdash; Bad\n  Gateway&excl; </title><title>2</title>',
    );
    expect(found?.title).toBe('502 — Bad Gateway!');
  });

  it('has the text that one sees', () => {
    const found = page(
      'text/html',
      `<head><title>t</title><style>s</style></head><body><!-- c --><script>s</script>
       <noscript>n</noscript><template>t</template><textarea>a</textarea><p style="display: none">d</p>
       <h1>Bad&nbsp;Gate<b>way</b></h1><hr><center>nginx</center><p>one<br>two</p>&lt;ok&gt;`,
    );
    expect(found?.text).toBe('Bad Gateway nginx one two <ok>');
  });

  it('is written as a browser writes it', () => {
    const found = page(
      'text/html',
      '<p title="a&amp;&quot;b\u00a0">x &amp; &lt;<br></p><script>a<b</script>',
    );
    expect(found?.markup).toContain(
      '<p title="a&amp;&quot;b&nbsp;">x &amp; &lt;<br></p><script>a<b</script>',
    );
  });

  it('ends after 64 KB', () => {
    const found = page('text/html', `<p>${'x'.repeat(100_000)}</p><title>late</title>`);
    expect(found?.markup.length).toBeLessThanOrEqual(PAGE_LIMIT);
    expect(found?.text.length).toBeLessThanOrEqual(PAGE_LIMIT);
    expect(found?.title).toBe('');
  });
});

describe('the page of another body', () => {
  it.each([
    'text/plain',
    'text/plain; charset=utf-8',
    'application/json',
    'text/css',
    'application/problem+json',
  ])('is its text in one <pre>: %s', (type) => {
    expect(page(type, '\n{"a": "<b>"}\n')).toEqual({
      title: '',
      text: '{"a": "<b>"}',
      markup: '<html><head></head><body><pre>\n{"a": "&lt;b&gt;"}\n</pre></body></html>',
    });
  });

  it('is all text of XML, and the document without its prologue', () => {
    const xml =
      '<?xml version="1.0"?>\n<Error><Code>Busy</Code><title>a</title><![CDATA[<x>]]></Error>';
    expect(page('application/xml', xml)).toEqual({
      title: '',
      text: 'Busya<x>',
      markup: xml.slice(22),
    });
  });

  it('is none where there is nothing to read', () => {
    expect(page('image/png', '\x89PNG')).toBeNull();
    expect(page('application/octet-stream', 'x')).toBeNull();
    expect(pageOf(readResponse(Buffer.from('HTTP/1.1 304 x\r\n\r\n')))).toBeNull();
  });

  it('is empty where the body is', () => {
    expect(page('text/html', '')).toEqual({ title: '', text: '', markup: '' });
  });

  it.each([
    ['<!DOCTYPE html><p>a', 'a', '<p>'],
    ['  <html>a', 'a', '<html>'],
    ['<!-- x --><p>a', 'a', '<p>'],
    ['Bad <p>Gateway', 'Bad <p>Gateway', '<pre>'],
    ['<?xml version="1.0"?><a>b</a>', 'b', '<a>'],
  ])('is told by its first bytes where it has no type: %s', (body, text, has) => {
    const found = page(null, body);
    expect(found?.text).toBe(text);
    expect(found?.markup).toContain(has);
  });

  it('is none where its first bytes are no text', () => {
    expect(page(null, Buffer.from([0x89, 0x50, 0, 1]))).toBeNull();
  });
});

describe('the encoding of a page', () => {
  const latin = Buffer.from('<p>Zur\xfcck', 'latin1');

  it.each([
    ['text/html; charset=iso-8859-1', latin],
    ['text/html; charset="ISO-8859-1"', latin],
    ['text/html', Buffer.concat([Buffer.from('<meta charset=latin1>'), latin])],
    ['text/html; charset=nonsense', '<p>Zurück'],
    ['text/html', '<p>Zurück'],
    [
      'text/html; charset=iso-8859-1',
      Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('<p>Zurück', 'utf16le')]),
    ],
  ])('is found: %s', (type, body) => {
    expect(page(type, body)?.text).toBe('Zurück');
  });
});

describe('a hostile page', () => {
  const unit = fc.constantFrom(
    '<b a=',
    '<p>',
    '<table>',
    '<template>',
    '<a>',
    '</a>',
    '<svg>',
    '<!--',
    ']]>',
    '&',
    '<title>',
    '<select>',
    '<frameset>',
    'x',
    '"',
    '>',
    '\0',
  );

  it('is read, whatever it is made of', () => {
    const types = fc.constantFrom('text/html', 'text/plain', 'image/svg+xml', null);
    fc.assert(
      fc.property(fc.array(fc.oneof(unit, fc.string())), types, (parts, type) => {
        const found = page(type, parts.join(''));
        expect(found === null || found.markup.length <= PAGE_LIMIT).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['<div>', '<b>', '<p><b>', '<b><p>', '<template>', '<table><tr><td>', '<a><p></a>'])(
    'may nest as deep as it likes: %s',
    (tag) => {
      const found = htmlPage(`<title>deep</title>${tag.repeat(PAGE_LIMIT / 3)}`);
      expect(found.title).toBe('deep');
    },
  );
});
