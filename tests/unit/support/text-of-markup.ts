import { htmlPage } from '../../../scripts/diagnose/document';

/** The text that a browser would show of markup, white space folded. */
export function textOfMarkup(markup: string): string {
  return htmlPage(markup).text;
}
