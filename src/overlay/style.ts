import card from '../ui/card/card.css?inline';
import controls from '../ui/controls.css?inline';
import tokens from '../ui/tokens.css?inline';

/**
 * The whole style of what stands in a page, as text: it goes into the closed shadow root. The tokens
 * hang on an element inside: on the host itself a page's `*{--ink:transparent}` would win.
 */
export const STYLE = tokens.replaceAll(':host', '.backsoon') + controls + card;
