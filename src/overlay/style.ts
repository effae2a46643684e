import card from '../ui/card/card.css?inline';
import frame from '../ui/card/frame.css?inline';
import controls from '../ui/controls.css?inline';
import tokens from '../ui/tokens.css?inline';

/**
 * The style of what stands in a page, as text: it goes into the closed shadow root. The pill's is read in the frame that
 * it is painted in. The tokens hang on an element inside: on the host itself a page's `*{--ink:transparent}` would win.
 */
export const PILL_STYLE = tokens.replaceAll(':host', '.backsoon') + controls + frame;

/** What the card needs beyond that. */
export const CARD_STYLE = card;
