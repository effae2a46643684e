import { ask } from '../../../../src/platform/messaging';
import { request } from '../../../../src/presence/background-link';
import { Presence } from '../../../../src/presence/presence';

/** What a page's script is made of: the card as it ships, without what draws it. */
export const CARD = { ask, request, Presence };
