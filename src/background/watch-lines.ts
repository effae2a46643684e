import { redactAddress } from '../core/address/redact';
import { isLeftAlone, type Settings } from '../core/settings/settings';
import type { Watch } from '../core/watches/watch';
import type { WatchLine } from '../protocol/pages';
import { readWatches } from './watches-store';

/** The popup's list of watches, newest first. `access`: whether the browser lets Backsoon see pages. */
export async function watchLines(settings: Settings, access: boolean): Promise<WatchLine[]> {
  const toLine = (watch: Watch): WatchLine => {
    const { id, site, address, nextLookAt, end } = watch;
    const isPaused = !settings.on || !access || isLeftAlone(settings, site);
    const state = end !== null ? end.how : isPaused ? 'paused' : 'on';
    return { id, site, address: redactAddress(address), state, nextLookAt };
  };
  return (await readWatches()).map(toLine).reverse();
}
