import card from '../../ui/card/card.css?inline';
import frame from '../../ui/card/frame.css?inline';
import controls from '../../ui/controls.css?inline';
import tokens from '../../ui/tokens.css?inline';
import example from './card-in-example.css?inline';

/** The card's own style, as in a failing page, and how it stands in the example. */
export const CARD_STYLE = tokens + controls + frame + card + example;
