/** The page that takes the place of a failing one which the browser doesn't let anyone explain. */
import { requestedAddress } from '../core/address/site';
import { browser } from './browser';

const PAGE = 'src/pages/stand-in/index.html';

/** Says that the failing address has an entry of its own below, in the tab's history. */
export const ABOVE = '?above';

/** A web address has at most 65,536 characters, and each becomes three at most. */
const LONGEST = 200_000;

/** The page's address for a failing one, which it carries, so that it knows it when it is restored. */
export function standInUrl(failing: string, above: boolean): string {
  return `${browser.runtime.getURL(PAGE)}${above ? ABOVE : ''}#${encodeURIComponent(failing)}`;
}

/** The failing address that a page stands in for; null where it is another page, or names none. */
export function standsFor(url: string): string | null {
  const page = browser.runtime.getURL(PAGE);
  if (!url.startsWith(page) || url.length > LONGEST) return null;
  const [search = '', failing = ''] = url.slice(page.length).split('#', 2);
  if (search !== '' && search !== ABOVE) return null;
  try {
    return requestedAddress(decodeURIComponent(failing)) || null;
  } catch {
    // A broken escape.
    return null;
  }
}
