import { isNews } from '../core/watches/watch';
import { hasSiteAccess } from '../platform/access';
import { setCommonBadge } from '../platform/badge';
import { plural, t } from '../platform/i18n';
import { withLock } from '../platform/lock';
import { inPrivateProcess } from '../platform/privacy';
import { readWatches } from './watches-store';

/**
 * Shows on the button of every tab that has nothing of its own to show: that the browser withholds site
 * access, else how many watched sites are back, else nothing. One after another, as what was looked at
 * first could be shown last.
 */
export async function showCommonBadge(): Promise<void> {
  if (inPrivateProcess()) return;
  await withLock('common-badge', async () => {
    if (!(await hasSiteAccess())) {
      return await setCommonBadge({ kind: 'no-access' }, t('buttonTitleNoAccess'));
    }
    const count = (await readWatches()).filter(isNews).length;
    const title = count === 0 ? t('extensionName') : plural('buttonTitleNews', count);
    await setCommonBadge({ kind: 'news', count }, title);
  });
}
