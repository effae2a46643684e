import type { BrowserUnderTest } from './driver';
import { deleteHistory } from './history';
import { pollUntil } from './poll';

/** Brings the browser back to "just installed": one blank tab, nothing stored, no alarms, access to all sites. */
export async function tidy(under: BrowserUnderTest): Promise<void> {
  // A private window that was left open may be where the next tab would open, and there nothing is kept.
  await under.background(async (api) => {
    const windows: { id: number; incognito: boolean }[] = await api.windows.getAll();
    await Promise.all(
      windows.filter(({ incognito }) => incognito).map(({ id }) => api.windows.remove(id)),
    );
  });
  const tabs = await under.tabs();
  // First the new one: Chromium ends with its last tab.
  const blank = await under.newTab();
  for (const tab of tabs) await tab.close();
  // The extension takes note of closed tabs in its own time; what it writes then belongs to the test before.
  await pollUntil(async () => ((await openIncidents(under)) === 0 ? true : undefined), {
    timeout: 15_000,
    what: () => 'the extension to have forgotten the closed tabs',
  });
  await under.background(async (api) => {
    // What still stands would take the click that is meant for the next one.
    const may = await api.permissions.contains({ permissions: ['notifications'] });
    const standing = may ? Object.keys(await api.notifications.getAll()) : [];
    await Promise.all(standing.map((id) => api.notifications.clear(id)));
    await Promise.all([
      api.storage.local.clear(),
      api.storage.session.clear(),
      api.alarms.clearAll(),
    ]);
  });
  await deleteHistory(under);
  await blank.activate();
}

function openIncidents(under: BrowserUnderTest): Promise<number> {
  return under.background(async (api) => {
    const kept = await api.storage.session.get(null);
    return Object.keys(kept).filter((key) => key.startsWith('tab:')).length;
  });
}
