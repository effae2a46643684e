import manifest from '../manifest.json' with { type: 'json' };

/** The first Firefox with `documentId`, by which the card is kept out of the wrong page (bug 1891478). */
export const FIREFOX = '153';

/**
 * The oldest browsers that the build is for. None may be older than `light-dark()` (Chromium 123, Firefox
 * 120): for those the bundler would write each colour as two, by variables that know no theme.
 */
export const TARGETS = {
  chrome: `chrome${manifest.minimum_chrome_version}`,
  firefox: `firefox${FIREFOX}`,
} as const;
