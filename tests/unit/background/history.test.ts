import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  clearHistory,
  closeLostIncidents,
  readHistory,
  recordIncident,
} from '../../../src/background/history';
import { toEntry } from '../../../src/core/incidents/history';
import { fakeBrowser, resetBrowser } from '../support/fake-browser';
import { anIncident, NOON } from '../support/samples';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../support/fake-browser')).fakeBrowser,
}));

const { local, session } = fakeBrowser.storage;

beforeEach(resetBrowser);

describe('the history', () => {
  it('has the incidents that were recorded, the newest last', async () => {
    await recordIncident('ordinary', anIncident({ id: '1' }));
    await recordIncident('ordinary', anIncident({ id: '2' }));
    expect((await readHistory()).map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('has an incident once, as it was last', async () => {
    const end = { how: 'recovered', at: NOON + 240_000 } as const;
    await recordIncident('ordinary', anIncident());
    await recordIncident('ordinary', anIncident({ end, statuses: [502, 503], cause: 'timeout' }));
    expect(await readHistory()).toEqual([
      toEntry(anIncident({ end, statuses: [502, 503], cause: 'timeout' })),
    ]);
  });

  it('loses none of two that are recorded at once', async () => {
    await Promise.all(['1', '2'].map((id) => recordIncident('ordinary', anIncident({ id }))));
    expect(await readHistory()).toHaveLength(2);
  });

  it('can be read with the longest addresses and hosts that there are', async () => {
    const site = `${'a'.repeat(245)}.example`;
    const address = `https://${site}:65535/${'b/'.repeat(2_000)}`;
    await recordIncident('ordinary', anIncident({ address, site }));
    expect(await readHistory()).toHaveLength(1);
  });

  it('writes no full address to the disk', async () => {
    const address = 'https://jane:pw@shop.example.org/reset?token=abc';
    await recordIncident('ordinary', anIncident({ address }));
    const onDisk = JSON.stringify([...local.kept]);
    expect(onDisk).toContain('https://shop.example.org/reset?token=…');
    expect(onDisk).not.toMatch(/jane|abc/);
  });

  it('is empty once cleared', async () => {
    await recordIncident('ordinary', anIncident());
    await clearHistory('ordinary');
    expect(await readHistory()).toEqual([]);
  });

  it('ends what was open when the browser ended', async () => {
    await recordIncident('ordinary', anIncident({ id: 'lost' }));
    await recordIncident('ordinary', anIncident({ id: 'open' }));
    await closeLostIncidents(new Set(['open']));
    const ends = (await readHistory()).map(({ end }) => end?.how ?? null);
    expect(ends).toEqual(['unknown', null]);
  });

  it('turns away what comes from a private window', async () => {
    await recordIncident('private', anIncident({ site: 'secret.example' }));
    expect(await readHistory()).toEqual([]);
    expect([...local.kept, ...session.kept]).toEqual([]);
  });

  it('is not cleared from a private window either', async () => {
    await recordIncident('ordinary', anIncident());
    await clearHistory('private');
    expect(await readHistory()).toHaveLength(1);
  });

  it('costs no more than itself when the store refuses', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.spyOn(local, 'set').mockRejectedValueOnce(new Error('quota exceeded'));
    await expect(recordIncident('ordinary', anIncident())).resolves.toBeUndefined();
    vi.spyOn(local, 'get').mockRejectedValueOnce(new Error('corrupted'));
    expect(await readHistory()).toEqual([]);
    vi.restoreAllMocks();
  });
});
