import type { BrowserContextOptions } from 'playwright';

/** One way of looking at all stories. */
export interface Variant {
  readonly name: string;
  /** What the page is opened with. */
  readonly context: BrowserContextOptions;
  readonly dir?: 'rtl';
  /** The browser's own text size, in px. */
  readonly textSize?: number;
  /** On paper. */
  readonly print?: true;
}

const WINDOW = { width: 1280, height: 800 };

export const VARIANTS: readonly Variant[] = [
  { name: 'light', context: { viewport: WINDOW } },
  { name: 'dark', context: { viewport: WINDOW, colorScheme: 'dark' } },
  { name: 'rtl', context: { viewport: WINDOW }, dir: 'rtl' },
  { name: 'narrow', context: { viewport: { width: 320, height: 640 } } },
  // A finger instead of a pointer: `pointer: coarse`.
  {
    name: 'touch',
    context: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  },
  { name: 'wide', context: { viewport: { width: 3840, height: 2160 } } },
  { name: 'forced-colours', context: { viewport: WINDOW, forcedColors: 'active' } },
  { name: 'text-200', context: { viewport: WINDOW }, textSize: 32 },
  { name: 'print', context: { viewport: { width: 794, height: 1123 } }, print: true },
];

/** A toolbar popup is as wide as its content (src/popup/popup.css), however wide the window. */
export const POPUP_WIDTH = 380;
