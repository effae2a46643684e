/**
 * The card's script, built as one self-contained file. It is named here and nowhere imported: the
 * background puts the file into failing pages, it doesn't run it.
 */
import file from '../overlay/main.tsx?script&iife';

export const CARD_FILE: string = file;
