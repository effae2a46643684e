import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutComments } from '../../../../src/core/diagnosis/markup';
import { PAGE_LIMIT } from '../../../../src/core/diagnosis/observation';

describe('normalised markup', () => {
  it('is the page without its comments', () => {
    expect(withoutComments('\n<p>one</p><!-- <p>two</p> --><p>three</p>\n')).toBe(
      '<p>one</p><p>three</p>',
    );
  });

  it('leaves out a comment that never ends, and what would stand in it', () => {
    expect(withoutComments('<p>seen</p><!-- <p>unseen</p>')).toBe('<p>seen</p>');
  });

  it('reads no more than the first 64 KB', () => {
    const markup = `${'x'.repeat(PAGE_LIMIT)}<center>nginx</center>`;
    expect(withoutComments(markup)).toBe('x'.repeat(PAGE_LIMIT));
  });

  it('is never longer than what it came from, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (markup) => {
        expect(withoutComments(markup).length).toBeLessThanOrEqual(markup.length);
      }),
    );
  });
});
