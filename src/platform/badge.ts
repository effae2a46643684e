import { browser } from './browser';

/** What the toolbar button of one tab shows. Its colours are the pages' own amber and green. */
export type Badge =
  | { readonly kind: 'none' }
  /** `status` null: there was no answer, and so none to show. */
  | { readonly kind: 'failing'; readonly status: number | null }
  | { readonly kind: 'back' };

const COLOURS = { failing: '#9a5b13', back: '#1f6f54', none: '#9a5b13' } as const;

/** Sets the badge and the button's title for one tab. A tab that is gone is no error. */
export async function setBadge(tabId: number, badge: Badge, title: string): Promise<void> {
  // null, not '': what is shown for all tabs shows through.
  const text =
    badge.kind === 'failing' ? String(badge.status ?? '!') : badge.kind === 'back' ? '✓' : null;
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

/** What the button of one tab shows of its own; '' for none, and for a tab that is gone, too. */
export async function badgeText(tabId: number): Promise<string> {
  const [shown, everywhere] = await Promise.all([
    browser.action.getBadgeText({ tabId }).catch(() => ''),
    browser.action.getBadgeText({}),
  ]);
  return shown === everywhere ? '' : shown;
}

/** What the button shows for all tabs: a number of good news, or that no page can be seen. */
export type CommonBadge =
  | { readonly kind: 'news'; readonly count: number }
  | { readonly kind: 'no-access' };

/** Sets it, on the button of every tab that has nothing of its own to show. */
export async function setCommonBadge(badge: CommonBadge, title: string): Promise<void> {
  const text = badge.kind === 'no-access' ? '!' : badge.count === 0 ? '' : String(badge.count);
  const color = badge.kind === 'no-access' ? COLOURS.failing : COLOURS.back;
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color }),
    browser.action.setBadgeTextColor?.({ color: '#ffffff' }),
    browser.action.setTitle({ title }),
  ]);
}
