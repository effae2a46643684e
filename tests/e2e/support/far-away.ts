import type { BrowserUnderTest } from './driver';

/** The test's server is on this device, which needs no network: as if it were not. */
export async function moveFarAway(under: BrowserUnderTest): Promise<void> {
  await under.background(async (api) => {
    const all = await api.storage.session.get(null);
    for (const key of Object.keys(all).filter((name) => name.startsWith('tab:'))) {
      // The lock is the background's own: nothing that it stores meanwhile is overwritten.
      await navigator.locks.request(key, async () => {
        const { [key]: kept } = await api.storage.session.get(key);
        kept.value.circumstances.serverAddress = 'unknown';
        await api.storage.session.set({ [key]: kept });
      });
    }
  });
}
