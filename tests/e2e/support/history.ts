import type { IncidentRecord } from '../../../src/core/history/record';
import { PROTOCOL } from '../../../src/protocol/envelope';
import type { BrowserUnderTest } from './driver';

/** The history as it lies in the browser's own database, read past the extension. Oldest first. */
export function historyOf(under: BrowserUnderTest): Promise<IncidentRecord[]> {
  return under.background(async () => {
    const database = await new Promise<IDBDatabase | null>((resolve, reject) => {
      const asked = indexedDB.open('backsoon-history');
      // There is none: leave it so.
      asked.onupgradeneeded = () => asked.transaction?.abort();
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () =>
        asked.error?.name === 'AbortError' ? resolve(null) : reject(asked.error);
    });
    if (database === null) return [];
    try {
      if (!database.objectStoreNames.contains('incidents')) return [];
      return await new Promise<IncidentRecord[]>((resolve, reject) => {
        const all = database.transaction('incidents').objectStore('incidents').getAll();
        all.onsuccess = () => resolve(all.result);
        all.onerror = () => reject(all.error);
      });
    } finally {
      database.close();
    }
  });
}

/** Deletes the database, whoever uses it. */
export function deleteHistory(under: BrowserUnderTest): Promise<void> {
  return under.background(
    () =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.deleteDatabase('backsoon-history');
        asked.onsuccess = () => resolve();
        asked.onerror = () => reject(asked.error);
      }),
  );
}

/** Begins a change of the database and doesn't end it: whoever wants to write waits. */
export function holdHistory(under: BrowserUnderTest): Promise<void> {
  return under.background(
    () =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.open('backsoon-history');
        asked.onerror = () => reject(asked.error);
        asked.onsuccess = () => {
          const incidents = asked.result
            .transaction('incidents', 'readwrite')
            .objectStore('incidents');
          const holding = globalThis as { isHistoryHeld?: boolean };
          holding.isHistoryHeld = true;
          // A transaction lasts as long as something is asked of it.
          const goOn = () => {
            resolve();
            if (holding.isHistoryHeld === true) incidents.count().onsuccess = goOn;
            else asked.result.close();
          };
          goOn();
        };
      }),
  );
}

export function releaseHistory(under: BrowserUnderTest): Promise<void> {
  return under.background(() => {
    (globalThis as { isHistoryHeld?: boolean }).isHistoryHeld = false;
  });
}

/** Puts incidents into the history as an import does; they are ended by it. How many were added. */
export async function fillHistory(
  under: BrowserUnderTest,
  records: readonly IncidentRecord[],
): Promise<number> {
  const { added } = await tellBackground<{ added: number }>(under, 'history/import', { records });
  return added;
}

/** Sends the background a message about the history, as a page of the extension does. Its answer's body. */
export async function tellBackground<T>(
  under: BrowserUnderTest,
  type: string,
  body: object,
): Promise<T> {
  return await under.background(
    async (api, message) => {
      const tabs: { id: number; incognito: boolean }[] = await api.tabs.query({});
      const tabId = tabs.find(({ incognito }) => !incognito)?.id ?? null;
      const answer = await api.runtime.sendMessage({
        ...message,
        body: { tabId, ...message.body },
      });
      if (answer?.type === 'error' || answer === undefined) {
        throw new Error(`the background refused ${message.type}`);
      }
      return answer.body;
    },
    { v: PROTOCOL, type, body },
  );
}

/** An incident of a site that was back after a minute, as it is kept. `at`: its beginning, ms since the epoch. */
export function anEndedIncident(at: number, parts: Partial<IncidentRecord> = {}): IncidentRecord {
  const site = parts.site ?? 'site.localhost';
  return {
    id: `${at}~${site}`,
    site,
    address: `http://${site}/`,
    askedBy: 'get',
    firstSeenAt: at,
    lastSeenAt: at,
    statuses: [502],
    family: null,
    cause: 'unknown',
    tries: { ours: 1, visitors: 0 },
    end: { how: 'recovered', at: at + 60_000 },
    ...parts,
  };
}
