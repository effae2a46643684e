/** A page as wide as a phone, for which timeline.css has the same width. */
export const NARROW = '(max-width: 40rem)';
