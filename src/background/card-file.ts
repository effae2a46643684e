/**
 * The card's scripts, each built as one self-contained file. They are named here and nowhere imported:
 * the background puts the files into failing pages, it doesn't run them.
 */
import copyDetails from '../overlay/copy-details.ts?script&iife';
import card from '../overlay/main.tsx?script&iife';

export const CARD_FILE: string = card;

/** Only put there when the visitor wants the details copied. */
export const COPY_FILE: string = copyDetails;
