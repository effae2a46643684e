import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeSettings } from '../../../src/background/settings';
import type { OthersRecord } from '../../../src/core/others/record';
import type { SeenAnswer } from '../../../src/platform/web-requests';
import { fakeBrowser, resetBrowser } from '../support/fake-browser';
import { aResponse, NOON } from '../support/samples';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../support/fake-browser')).fakeBrowser,
}));

const { session } = fakeBrowser.storage;
const WAY = { serverAddress: 'public', proxy: 'none' } as const;

let others: typeof import('../../../src/background/others');

beforeEach(async () => {
  resetBrowser();
  vi.restoreAllMocks();
  vi.useFakeTimers({ now: NOON, toFake: ['Date'] });
  await startWorker();
});

/** A worker that starts knows nothing but what is stored. */
async function startWorker(): Promise<void> {
  vi.resetModules();
  others = await import('../../../src/background/others');
}

const stored = (): OthersRecord | undefined =>
  (session.kept.get('others') as { value: OthersRecord } | undefined)?.value;

function anAnswer(parts: Partial<SeenAnswer> = {}): SeenAnswer {
  return {
    requestId: '1',
    tabId: 7,
    address: 'https://news.example.org/today',
    method: 'GET',
    status: 200,
    reason: 'OK',
    headers: [],
    fromCache: false,
    serverAddress: 'public',
    proxy: 'none',
    at: Date.now(),
    isPrivate: false,
    sameJar: true,
    ...parts,
  };
}

/** As the background does: with what it has read of the record already. */
async function well(parts: Partial<SeenAnswer> = {}): Promise<void> {
  await others.noteWell(anAnswer(parts), stored() ?? null);
}

async function failed(host: string, family: string | null, isPrivate = false): Promise<void> {
  const response = aResponse({}, { serverAddress: 'public' });
  const address = `https://${host}/`;
  await others.noteFailed({ address, seenAt: Date.now(), isPrivate, response }, family);
}

const around = async (host = 'shop.example', isPrivate = false) =>
  await others.circumstancesOf(`https://${host}/`, isPrivate, WAY);

describe('what is known around a failure', () => {
  it('is, of other sites, nothing at first', async () => {
    expect(await around()).toEqual({
      scheme: 'https',
      ...WAY,
      online: true,
      others: 'unknown',
      failingFamilies: [],
    });
  });

  it('is that others load fine, once one did, also for a worker that has just started', async () => {
    await well();
    expect((await around()).others).toBe('fine');
    await startWorker();
    expect((await around()).others).toBe('fine');
    expect((await around('api.example.org')).others).toBe('unknown');
  });

  it('is that others fail, and with which gateway', async () => {
    await failed('other.example', null);
    await failed('other.example', 'nginx');
    expect(await around()).toMatchObject({ others: 'failing', failingFamilies: ['nginx'] });
    expect((await around('other.example')).others).toBe('unknown');
  });

  it('is that the device is offline', async () => {
    vi.stubGlobal('navigator', { ...navigator, onLine: false });
    expect((await around()).online).toBe(false);
  });

  it('is nothing of other windows for a private one, and nothing of it for them', async () => {
    await well();
    expect((await around('shop.example', true)).others).toBe('unknown');
    await startWorker();
    resetBrowser();
    await well({ isPrivate: true });
    await failed('secret.example', 'nginx', true);
    fakeBrowser.extension.inIncognitoContext = true;
    await well();
    await failed('secret.example', 'nginx');
    expect([...session.kept]).toEqual([]);
  });

  it('is nothing where the store refuses, and the card comes all the same', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.spyOn(session, 'get').mockRejectedValue(new Error('quota exceeded'));
    expect((await around()).others).toBe('unknown');
    await expect(well()).resolves.toBeUndefined();
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it('is nothing where what is stored is broken, which is then written anew', async () => {
    session.kept.set('others', { version: 1, value: { salt: 7 } });
    expect((await around()).others).toBe('unknown');
    await others.noteWell(anAnswer(), null);
    expect((await around()).others).toBe('fine');
  });
});

describe('what is stored of other sites', () => {
  it('names none of them', async () => {
    await well();
    await failed('other.example', 'nginx');
    const text = JSON.stringify([...session.kept]);
    expect(text).not.toMatch(/news|example|other\./);
    expect(stored()?.sightings).toHaveLength(2);
  });

  it('is hashed with another salt in the next session', async () => {
    await well();
    const first = stored();
    session.kept.clear();
    await well();
    expect(stored()?.salt).not.toBe(first?.salt);
    expect(stored()?.sightings[0]?.domain).not.toBe(first?.sightings[0]?.domain);
  });

  it('is written once in 30 seconds for good answers, by workers that come and go too', async () => {
    const set = vi.spyOn(session, 'set');
    for (let second = 0; second < 60; second += 1) {
      vi.setSystemTime(NOON + second * 1_000);
      if (second % 7 === 0) await startWorker();
      await well({ address: `https://site${second}.example/` });
    }
    expect(set).toHaveBeenCalledTimes(2);
  });

  it('is written once for many good answers at the same time', async () => {
    const set = vi.spyOn(session, 'set');
    const hosts = ['a.example', 'b.example', 'c.example'];
    await Promise.all(
      hosts.map((host) => others.noteWell(anAnswer({ address: `https://${host}/` }), null)),
    );
    expect(set).toHaveBeenCalledTimes(1);
  });

  it('has, with the next write, what was not worth one; until then the worker knows it', async () => {
    await well({ address: 'https://shop.example/' });
    vi.setSystemTime(NOON + 1_000);
    await well();
    expect(stored()?.sightings).toHaveLength(1);
    expect((await around()).others).toBe('fine');
    vi.setSystemTime(NOON + 31_000);
    await well({ address: 'https://third.example/' });
    expect(stored()?.sightings).toHaveLength(3);
  });

  it('stays small and seldom written when 200 tabs fail at once', async () => {
    const set = vi.spyOn(session, 'set');
    const sites = Array.from({ length: 200 }, (_, at) => `site${at}.example`);
    await Promise.all(sites.map((host) => failed(host, 'nginx')));
    expect(set.mock.calls.length).toBeLessThanOrEqual(4);
    expect(stored()?.sightings.length).toBeLessThanOrEqual(4);
    expect(await around()).toMatchObject({ others: 'failing', failingFamilies: ['nginx'] });
  });

  it.each([
    ['came from the cache', { fromCache: true }],
    ['was refused', { status: 403 }],
    ['came to a private window', { isPrivate: true }],
  ])('is nothing of an answer that %s', async (_, parts) => {
    await well(parts);
    expect(stored()).toBeUndefined();
  });

  it('is nothing while Backsoon is off', async () => {
    await changeSettings('ordinary', (settings) => ({ ...settings, on: false }));
    await well();
    expect(stored()).toBeUndefined();
  });
});
