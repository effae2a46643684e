import { CONFIRM_AFTER_MS, mayConfirm } from '../../core/remedies/confirming';

/** How long the page has been before the visitor's eyes, without a break. */
export interface Steady {
  /** Whether a "yes" counts at this moment. */
  readonly isReady: () => boolean;
}

/**
 * Watches the window: the page counts as seen while it has the focus and is in view, and from anew when
 * that comes back. `onChange` is called when a "yes" begins to count, or doesn't any more.
 */
export function watchSteadiness(onChange: () => void): Steady {
  let since: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = (): void => {
    const isSeen = document.hasFocus() && document.visibilityState === 'visible';
    if (isSeen === (since !== null)) return;
    since = isSeen ? performance.now() : null;
    clearTimeout(timer);
    // A timer may come a moment early.
    if (isSeen) timer = setTimeout(onChange, CONFIRM_AFTER_MS + 20);
    onChange();
  };

  addEventListener('focus', look);
  addEventListener('blur', look);
  document.addEventListener('visibilitychange', look);
  look();
  return {
    isReady: () => document.hasFocus() && mayConfirm(since, performance.now()),
  };
}
