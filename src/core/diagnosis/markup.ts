import { PAGE_LIMIT } from './observation';

/**
 * Markup in a form in which a response's bytes and the document that a browser makes of them are
 * alike: no doctype, comments or white space between tags, tag names in lower case, an empty head
 * left out. Bounded to 64 KB; linear in the length.
 */
export function normaliseMarkup(markup: string): string {
  return (
    markup
      .slice(0, PAGE_LIMIT)
      .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
      .replace(/<!doctype[^<>]{0,300}>/gi, '')
      .replace(
        /<(\/?)([a-z][\w:-]{0,40})/gi,
        (_, slash: string, name: string) => `<${slash}${name.toLowerCase()}`,
      )
      .replace(/\s+/g, ' ')
      .replace(/> </g, '><')
      // Up to the next bracket only: a thousand tags that never close must not be read a thousand times.
      .replace(
        / ?(<\/?(?:html|head|body|title|center|h1|h2|h3|hr|p|address)\b[^<>]{0,300}>) ?/g,
        '$1',
      )
      .replace(/<head><\/head>/, '')
      .trim()
  );
}
