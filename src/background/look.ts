import * as v from 'valibot';
import { APPEARANCES, type Settings } from '../core/settings/settings';
import { THEMES } from '../core/settings/theme';
import type { FirstLook } from '../platform/injection';
import { text } from '../protocol/fields';

/** How what stands in a failing page is to look, and whose help it offers. */
export const LOOK = v.object({
  appearance: v.picklist(APPEARANCES),
  theme: v.picklist(THEMES),
  /** The organisation's words for its help desk, and whether there is an address to open. */
  help: v.nullable(v.object({ text: v.nullable(text(200)), isLink: v.boolean() })),
});
export type Look = v.InferOutput<typeof LOOK>;

/** As it is where nobody chose anything. */
export const PLAIN: Look = { appearance: 'card', theme: 'system', help: null };

export function lookOf({ appearance, theme, organisation: { help } }: Settings): Look {
  return {
    appearance,
    theme,
    help: help === null ? null : { text: help.text, isLink: help.link !== null },
  };
}

/** What the card's script must know before anything is drawn; null where it is as usual. */
export function firstLookOf({ appearance, theme }: Settings): FirstLook | null {
  const isHidden = appearance === 'badge';
  return isHidden || theme !== 'system' ? { isHidden, theme } : null;
}
