import { badgeText, setBadge } from '../platform/badge';
import { foreign, t } from '../platform/i18n';

/** A commit wipes the badge, and Firefox may show the document before it does: look again after this, in ms. */
const WIPED_BY_MS = 300;

/** The same as `showBadge`, and once more if the browser wiped it meanwhile and it is still true. */
export async function keepBadge(
  tabId: number,
  state: BadgeState,
  site: string,
  isStillTrue: () => Promise<boolean>,
): Promise<void> {
  await showBadge(tabId, state, site);
  await new Promise((resolve) => setTimeout(resolve, WIPED_BY_MS));
  if ((await badgeText(tabId)) === '' && (await isStillTrue())) await showBadge(tabId, state, site);
}

/** Failing with this status, failing without any answer, or back. */
type BadgeState = number | 'unanswered' | 'back';

/** Shows on a tab's button that its address fails, is back, or neither. */
export async function showBadge(
  tabId: number,
  state: BadgeState | null,
  site: string,
): Promise<void> {
  if (state === null) await setBadge(tabId, { kind: 'none' }, t('extensionName'));
  else if (state === 'back') {
    await setBadge(tabId, { kind: 'back' }, t('buttonTitleBack', foreign(site)));
  } else if (state === 'unanswered') {
    const title = t('buttonTitleUnanswered', foreign(site));
    await setBadge(tabId, { kind: 'failing', status: null }, title);
  } else {
    const title = t('buttonTitleFailing', foreign(site), String(state));
    await setBadge(tabId, { kind: 'failing', status: state }, title);
  }
}
