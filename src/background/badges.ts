import { setBadge } from '../platform/badge';
import { foreign, t } from '../platform/i18n';

/** Shows on a tab's button that its address fails (with the status), is back, or neither. */
export async function showBadge(
  tabId: number,
  state: number | 'back' | null,
  site: string,
): Promise<void> {
  if (state === null) await setBadge(tabId, { kind: 'none' }, t('buttonTitle'));
  else if (state === 'back') {
    await setBadge(tabId, { kind: 'back' }, t('buttonTitleBack', foreign(site)));
  } else {
    const title = t('buttonTitleFailing', foreign(site), String(state));
    await setBadge(tabId, { kind: 'failing', status: state }, title);
  }
}
