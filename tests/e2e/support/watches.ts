import type { BrowserUnderTest } from './driver';

/** A watch as it is stored. */
export interface StoredWatch {
  readonly address: string;
  readonly looks: number;
  readonly nextLookAt: number;
  readonly end: { readonly how: string; readonly told?: boolean } | null;
}

/** What is stored of watches, newest last. */
export async function watchesOf(under: BrowserUnderTest): Promise<StoredWatch[]> {
  return await under.background(async (api) => {
    const { watches } = await api.storage.local.get('watches');
    return watches?.value ?? [];
  });
}

/**
 * Lets time pass for the watches: all that is stored of them, and their alarm, is that much longer
 * ago, as if the clock had been turned on. Minutes lie between two looks; nobody waits for them here.
 */
export async function letTimePass(under: BrowserUnderTest, ms: number): Promise<void> {
  await under.background(async (api, passed: number) => {
    const change = async (): Promise<void> => {
      const { watches } = await api.storage.local.get('watches');
      const times = ['startedAt', 'lastLookAt', 'notBefore', 'nextLookAt'];
      for (const watch of watches.value) {
        for (const time of times) if (watch[time] !== null) watch[time] -= passed;
        if (watch.end !== null) watch.end.at -= passed;
      }
      await api.storage.local.set({ watches });
      const alarm = await api.alarms.get('watches');
      if (alarm) await api.alarms.create('watches', { when: alarm.scheduledTime - passed });
    };
    // Under the locks of the background, which may be at work on the list right now.
    const { locks } = navigator;
    await locks.request('watches:arm', () => locks.request('local:watches', change));
  }, ms);
}

/** Until the next look of the first watch is due, and the alarm rings: never sooner than 30 s after it was set. */
export async function untilNextLook(under: BrowserUnderTest): Promise<void> {
  const [watch] = await watchesOf(under);
  if (watch === undefined) throw new Error('nothing is watched');
  const rings = await under.background(
    async (api) => (await api.alarms.get('watches'))?.scheduledTime ?? 0,
  );
  await letTimePass(under, Math.max(0, Math.max(watch.nextLookAt, rings) - Date.now()));
}

/** The ids of the notifications that stand; none where they are not allowed. */
export async function notificationsOf(under: BrowserUnderTest): Promise<string[]> {
  return await under.background(async (api) => {
    const isAllowed = await api.permissions.contains({ permissions: ['notifications'] });
    return isAllowed ? Object.keys(await api.notifications.getAll()) : [];
  });
}

/** No watch, no notification and no badge: as if nothing had been watched. */
export async function clearWatches(under: BrowserUnderTest): Promise<void> {
  const standing = await notificationsOf(under);
  await under.background(async (api, ids: string[]) => {
    await api.storage.local.remove('watches');
    await api.action.setBadgeText({ text: '' });
    await Promise.all(ids.map((id) => api.notifications.clear(id)));
  }, standing);
}
