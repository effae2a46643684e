import { setTimeout as pause } from 'node:timers/promises';
import type { DebuggingClient } from 'web-ext';

/** How long the welcome page may take to open, in ms. Nothing hangs on it but which tab is in front. */
const OPENED_WITHIN_MS = 10_000;
const LOOK_MS = 100;

interface OpenTab {
  readonly actor: string;
  readonly url: string;
}

/** Brings a tab to the front, once the extension has opened its welcome page over it. */
export const keepInFront = async (client: DebuggingClient, url: string): Promise<void> => {
  const until = Date.now() + OPENED_WITHIN_MS;
  while (Date.now() < until) {
    const { tabs } = (await client.request('listTabs')) as { tabs: OpenTab[] };
    const wanted = tabs.find((tab) => tab.url === url);
    if (wanted !== undefined && tabs.some((tab) => tab.url.includes('/pages/welcome/'))) {
      const target = await client.request({ to: wanted.actor, type: 'getTarget' });
      const { frame } = target as { frame: { actor: string } };
      await client.request({ to: frame.actor, type: 'focus' });
      return;
    }
    await pause(LOOK_MS);
  }
};
