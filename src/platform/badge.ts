import { browser } from './browser';

/** What the toolbar button of one tab shows. Its colours are the pages' own amber and green. */
export type Badge =
  | { readonly kind: 'none' }
  | { readonly kind: 'failing'; readonly status: number }
  | { readonly kind: 'back' };

const COLOURS = { failing: '#9a5b13', back: '#1f6f54', none: '#9a5b13' } as const;

/** Sets the badge and the button's title for one tab. A tab that is gone is no error. */
export async function setBadge(tabId: number, badge: Badge, title: string): Promise<void> {
  const text = badge.kind === 'failing' ? String(badge.status) : badge.kind === 'back' ? '✓' : '';
  try {
    await Promise.all([
      browser.action.setBadgeText({ tabId, text }),
      browser.action.setBadgeBackgroundColor({ tabId, color: COLOURS[badge.kind] }),
      browser.action.setBadgeTextColor?.({ tabId, color: '#ffffff' }),
      browser.action.setTitle({ tabId, title }),
    ]);
  } catch {
    // The tab was closed meanwhile.
  }
}

/** What the button shows now; '' for a tab that is gone, too. */
export async function badgeText(tabId: number): Promise<string> {
  return await browser.action.getBadgeText({ tabId }).catch(() => '');
}
