/**
 * A script that is put into pages, built as one self-contained file. It is named here and nowhere imported: the
 * background puts the file into failing pages, it doesn't run it. The card's own is `on-demand/card.ts`.
 */
import copyDetails from '../overlay/copy-details.ts?script&iife';

/** Only put there when the visitor wants the details copied. */
export const COPY_FILE: string = copyDetails;
