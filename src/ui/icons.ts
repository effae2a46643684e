/**
 * The one icon set: 20-unit grid, round strokes. Each by itself, so that a file carries those it shows.
 */
export interface IconShape {
  /** The `icon-…` class, for style sheets. */
  readonly name: string;
  /** What is drawn: the `d` of an SVG path. */
  readonly path: string;
}

export const close: IconShape = { name: 'close', path: 'm5 5 10 10M15 5 5 15' };
export const fold: IconShape = { name: 'fold', path: 'M5 11.5h10' };
export const chevron: IconShape = { name: 'chevron', path: 'm6 8 4 4 4-4' };
export const check: IconShape = { name: 'check', path: 'm4.5 10.5 3.5 3.5 7.5-8' };
export const bell: IconShape = {
  name: 'bell',
  path: 'M5 13.5h10c-1-1-1.5-2-1.5-4.5a3.5 3.5 0 0 0-7 0c0 2.5-.5 3.5-1.5 4.5M8.5 16.5a1.6 1.6 0 0 0 3 0M10 3.5v2',
};
/** Three dots: what else can be done. */
export const more: IconShape = {
  name: 'more',
  path: 'M3.9 10a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M9.4 10a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M14.9 10a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0',
};
/** What the welcome page tells of: a word, another try, a form, a tool, a pin. */
export const explain: IconShape = {
  name: 'explain',
  path: 'M5 3.5h10a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-5L6.5 17v-3.5H5A1.5 1.5 0 0 1 3.5 12V5A1.5 1.5 0 0 1 5 3.5M7 7.2h6M7 10h4',
};
export const retry: IconShape = {
  name: 'retry',
  path: 'M15.8 11.5a6 6 0 1 1-1.5-5.7L16.5 8M16.5 4v4h-4',
};
export const form: IconShape = {
  name: 'form',
  path: 'M10 2.5 4 4.8v4.400c0 3.8 2.5 6.8 6 8.3 3.5-1.5 6-4.5 6-8.3V4.8zM7.3 9.8l2 2 3.5-3.8',
};
export const wrench: IconShape = {
  name: 'wrench',
  path: 'M12 8 4 16M16.3 6.2l-2.5 2.5-2.5-2.5 2.5-2.5a4 4 0 0 0-5 5.3M16.3 6.2a4 4 0 0 1-5.3 5',
};
export const pin: IconShape = {
  name: 'pin',
  path: 'm8.5 11.5-5 5M7 4.5l8.5 8.5M9 5.5l3.5-3 5 5-3 3.5M8.3 5.8 6 9l5 5 3.2-2.3',
};
