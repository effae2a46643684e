import { PAGE_LIMIT } from './observation';

/**
 * Markup without what no browser shows or acts upon: comments, and white space around it. The first
 * 64 KB; linear in the length. Tags stay in the case that they came in.
 */
export function withoutComments(markup: string): string {
  return markup
    .slice(0, PAGE_LIMIT)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .trim();
}
