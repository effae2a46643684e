import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  autoRetryOn,
  changeSettings,
  isLeftAlone,
  readSettings,
  SETTINGS,
  type Settings,
  withSite,
} from '../../../src/background/settings';
import { readStored } from '../../../src/core/storage/versioned';
import { fakeBrowser, resetBrowser } from '../support/fake-browser';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../support/fake-browser')).fakeBrowser,
}));

const { local, session } = fakeBrowser.storage;
const off = (settings: Settings): Settings => ({ ...settings, on: false });

beforeEach(resetBrowser);

describe('the settings', () => {
  const NEW = { standIn: true, history: { days: 90, incidents: 10_000 } };

  it('are on at first, with automatic tries everywhere', async () => {
    expect(await readSettings('ordinary')).toEqual({
      on: true,
      autoRetry: true,
      sites: {},
      ...NEW,
    });
  });

  it('are kept', async () => {
    await changeSettings('ordinary', off);
    expect(await readSettings('ordinary')).toEqual({
      on: false,
      autoRetry: true,
      sites: {},
      ...NEW,
    });
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
      on: true,
      autoRetry: false,
      sites: {
        'a.example': { autoRetry: false },
        'b.example': { autoRetry: false, leftAlone: true },
        'c.example': { leftAlone: true },
      },
      ...NEW,
    });
  });

  it('are there as before for whoever upgrades from version 2, in private windows too', async () => {
    const value = { on: false, autoRetry: true, sites: { 'a.example': { leftAlone: true } } };
    local.kept.set('settings', { version: 2, value });
    session.kept.set('private-settings', { version: 1, value });
    expect(await readSettings('ordinary')).toEqual({ ...value, ...NEW });
    expect(await readSettings('private')).toEqual({ ...value, ...NEW });
  });

  it('are written in the new form with the first change after an upgrade', async () => {
    const value = { on: true, autoRetry: true, noRetry: ['a.example'], leftAlone: [] };
    local.kept.set('settings', { version: 1, value });
    await changeSettings('ordinary', off);
    expect(local.kept.get('settings')).toEqual({
      version: 3,
      value: { on: false, autoRetry: true, sites: { 'a.example': { autoRetry: false } }, ...NEW },
    });
  });

  it('are the initial ones where version 1 is broken, which is then set aside', async () => {
    const broken = { version: 1, value: { on: 'yes' } };
    local.kept.set('settings', broken);
    expect(await readSettings('ordinary')).toEqual(SETTINGS.initial);
    await changeSettings('ordinary', off);
    expect(local.kept.get('settings.broken')).toEqual(broken);
    expect((await readSettings('ordinary')).on).toBe(false);
  });

  it('of a later version are not written over', async () => {
    const later = { version: 4, value: { everything: 'else' } };
    local.kept.set('settings', later);
    await changeSettings('ordinary', off);
    expect(local.kept.get('settings')).toEqual(later);
    expect(await readSettings('ordinary')).toEqual(SETTINGS.initial);
  });

  it.each([
    ['no switch', { on: undefined }],
    ['a switch in words', { on: 'no' }],
    ['sites that are a list', { sites: ['a.example'] }],
    ['a history without days', { history: { incidents: 10_000 } }],
    ['a site with a word', { sites: { 'a.example': 'off' } }],
  ])('are broken with %s', (_, value) => {
    expect(
      readStored(SETTINGS, { version: 3, value: { ...SETTINGS.initial, ...value } }).state,
    ).toBe('broken');
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

describe('a setting for one site', () => {
  const INITIAL = SETTINGS.initial;

  it('holds for that site alone', () => {
    const changed = withSite(INITIAL, 'a.example', { autoRetry: false });
    expect(autoRetryOn(changed, 'a.example')).toBe(false);
    expect(autoRetryOn(changed, 'b.example')).toBe(true);
    expect(isLeftAlone(changed, 'a.example')).toBe(false);
  });

  it('keeps what else is set for the site', () => {
    const both = withSite(withSite(INITIAL, 'a.example', { autoRetry: false }), 'a.example', {
      leftAlone: true,
    });
    expect(both.sites).toEqual({ 'a.example': { autoRetry: false, leftAlone: true } });
  });

  it('takes no room once it is back at the default', () => {
    const set = withSite(INITIAL, 'a.example', { autoRetry: false, leftAlone: true });
    const back = withSite(set, 'a.example', { autoRetry: true, leftAlone: false });
    expect(back).toEqual(INITIAL);
  });

  it('pushes out the oldest of a thousand, and never the newest', () => {
    const sites = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, n) => [`${n}.example`, { leftAlone: true }] as const),
    );
    const changed = withSite({ ...INITIAL, sites }, 'new.example', { leftAlone: true });
    expect(Object.keys(changed.sites)).toHaveLength(1_000);
    expect(isLeftAlone(changed, 'new.example')).toBe(true);
    expect(isLeftAlone(changed, '0.example')).toBe(false);
    expect(isLeftAlone(changed, '1.example')).toBe(true);
  });

  it('leaves the settings that it was given as they were', () => {
    withSite(INITIAL, 'a.example', { leftAlone: true });
    expect(INITIAL.sites).toEqual({});
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'is at its default for a host that is called "%s"',
    (host) => {
      expect(autoRetryOn(INITIAL, host)).toBe(true);
      expect(isLeftAlone(INITIAL, host)).toBe(false);
      expect(isLeftAlone(withSite(INITIAL, host, { leftAlone: true }), host)).toBe(true);
    },
  );
});
