import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeSettings, readSettings } from '../../../src/background/settings';
import { NO_ORGANISATION } from '../../../src/core/settings/organisation';
import { DEFAULTS, type Settings, withSite } from '../../../src/core/settings/settings';
import { readStored } from '../../../src/core/storage/versioned';
import { SETTINGS } from '../../../src/protocol/settings-store';
import { fakeBrowser, resetBrowser } from '../support/fake-browser';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../support/fake-browser')).fakeBrowser,
}));

const { local, session } = fakeBrowser.storage;
const off = (settings: Settings): Settings => ({ ...settings, on: false });

beforeEach(resetBrowser);

describe('the settings', () => {
  const INITIAL: Settings = { ...DEFAULTS, organisation: NO_ORGANISATION };

  it('are on at first, with automatic tries everywhere', async () => {
    expect(await readSettings('ordinary')).toEqual(INITIAL);
    expect(INITIAL).toMatchObject({ on: true, autoRetry: true });
  });

  it('are kept, and only what was chosen', async () => {
    await changeSettings('ordinary', off);
    expect(await readSettings('ordinary')).toEqual({ ...INITIAL, on: false });
    expect(local.kept.get('settings')).toEqual({ version: 4, value: { on: false } });
  });

  it('stay chosen once they were, also back at the default', async () => {
    await changeSettings('ordinary', off);
    await changeSettings('ordinary', (now) => ({ ...now, on: true }));
    expect(local.kept.get('settings')).toEqual({ version: 4, value: { on: true } });
  });

  it('lose no change when two come at once', async () => {
    await Promise.all([
      changeSettings('ordinary', (now) => withSite(now, 'a.example', { leftAlone: true })),
      changeSettings('ordinary', (now) => withSite(now, 'b.example', { leftAlone: true })),
    ]);
    expect(Object.keys((await readSettings('ordinary')).sites)).toEqual(['a.example', 'b.example']);
  });

  it('are there as before for whoever upgrades from version 1', async () => {
    local.kept.set('settings', {
      version: 1,
      value: {
        on: true,
        autoRetry: false,
        noRetry: ['a.example', 'b.example'],
        leftAlone: ['b.example', 'c.example'],
      },
    });
    expect(await readSettings('ordinary')).toEqual({
      ...INITIAL,
      autoRetry: false,
      sites: {
        'a.example': { autoRetry: false },
        'b.example': { autoRetry: false, leftAlone: true },
        'c.example': { leftAlone: true },
      },
    });
  });

  it('are there as before for whoever upgrades from version 2, in private windows too', async () => {
    const value = { on: false, autoRetry: true, sites: { 'a.example': { leftAlone: true } } };
    local.kept.set('settings', { version: 2, value });
    session.kept.set('private-settings', { version: 1, value });
    expect(await readSettings('ordinary')).toEqual({ ...INITIAL, ...value });
    expect(await readSettings('private')).toEqual({ ...INITIAL, ...value });
  });

  it('are there as before for whoever upgrades from version 3, in private windows too', async () => {
    const value = {
      on: true,
      autoRetry: true,
      sites: { 'a.example': { leftAlone: true } },
      standIn: false,
      history: { days: 30, incidents: 10_000 },
    };
    local.kept.set('settings', { version: 3, value });
    session.kept.set('private-settings', { version: 2, value });
    const all = { ...INITIAL, ...value, history: { keep: true, days: 30, incidents: 10_000 } };
    expect(await readSettings('ordinary')).toEqual(all);
    expect(await readSettings('private')).toEqual(all);
  });

  it('of version 3 that nobody had changed count as not chosen', async () => {
    const history = { days: 90, incidents: 10_000 };
    const value = { on: false, autoRetry: true, sites: {}, standIn: true, history };
    local.kept.set('settings', { version: 3, value });
    await changeSettings('ordinary', (now) => ({ ...now, theme: 'dark' }));
    expect(local.kept.get('settings')).toEqual({ version: 4, value: { on: false, theme: 'dark' } });
  });

  it('are written in the new form with the first change after an upgrade', async () => {
    const value = { on: true, autoRetry: true, noRetry: ['a.example'], leftAlone: [] };
    local.kept.set('settings', { version: 1, value });
    await changeSettings('ordinary', off);
    expect(local.kept.get('settings')).toEqual({
      version: 4,
      value: { on: false, sites: { 'a.example': { autoRetry: false } } },
    });
  });

  it('are the initial ones where version 1 is broken, which is then set aside', async () => {
    const broken = { version: 1, value: { on: 'yes' } };
    local.kept.set('settings', broken);
    expect(await readSettings('ordinary')).toEqual(INITIAL);
    await changeSettings('ordinary', off);
    expect(local.kept.get('settings.broken')).toEqual(broken);
    expect((await readSettings('ordinary')).on).toBe(false);
  });

  it('of a later version are not written over', async () => {
    const later = { version: 5, value: { everything: 'else' } };
    local.kept.set('settings', later);
    await changeSettings('ordinary', off);
    expect(local.kept.get('settings')).toEqual(later);
    expect(await readSettings('ordinary')).toEqual(INITIAL);
  });

  it.each([
    ['a switch in words', { on: 'no' }],
    ['sites that are a list', { sites: ['a.example'] }],
    ['a history without days', { history: { incidents: 10_000 } }],
    ['a site with a word', { sites: { 'a.example': 'off' } }],
    ['a status that there is none of', { statuses: ['502', '404'] }],
    ['an appearance that there is none of', { appearance: 'banner' }],
  ])('are broken with %s', (_, value) => {
    expect(readStored(SETTINGS, { version: 4, value }).state).toBe('broken');
  });
});

describe('settings that are made in a private window', () => {
  it('never reach the disk', async () => {
    await changeSettings('private', (now) => withSite(now, 'secret.example', { leftAlone: true }));
    expect(local.kept.size).toBe(0);
    expect(JSON.stringify([...session.kept])).toContain('secret.example');
  });

  it('hold for private windows only', async () => {
    await changeSettings('private', off);
    expect((await readSettings('private')).on).toBe(false);
    expect((await readSettings('ordinary')).on).toBe(true);
  });

  it('begin with those of the ordinary windows', async () => {
    await changeSettings('ordinary', off);
    expect((await readSettings('private')).on).toBe(false);
  });

  it('stay off the disk even where somebody calls them ordinary', async () => {
    fakeBrowser.extension.inIncognitoContext = true;
    await changeSettings('ordinary', off);
    expect(local.kept.size).toBe(0);
  });
});
