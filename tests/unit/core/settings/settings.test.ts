import { describe, expect, it } from 'vitest';
import { NO_ORGANISATION } from '../../../../src/core/settings/organisation';
import {
  autoRetryOn,
  DEFAULTS,
  groupOf,
  isLeftAlone,
  isLeftAloneByOrganisation,
  isOffHere,
  isStatusWanted,
  layered,
  ownAfter,
  withSite,
} from '../../../../src/core/settings/settings';

const INITIAL = layered({});

describe('what holds', () => {
  it('is the default where nobody chose anything', () => {
    expect(layered({})).toEqual({ ...DEFAULTS, organisation: NO_ORGANISATION });
  });

  it("is the organisation's choice before the default, and the visitor's before that", () => {
    const organisation = {
      ...NO_ORGANISATION,
      defaults: { autoRetry: false, appearance: 'pill' as const },
    };
    const settings = layered({ appearance: 'badge' }, organisation);
    expect(settings).toMatchObject({ autoRetry: false, appearance: 'badge', on: true });
  });

  it('is not touched by what is there and undefined', () => {
    expect(layered({ on: undefined }).on).toBe(true);
  });

  it('becomes an own choice only where it was changed', () => {
    const organisation = { ...NO_ORGANISATION, defaults: { autoRetry: false } };
    const before = layered({}, organisation);
    expect(ownAfter({}, before, { ...before, theme: 'dark' })).toEqual({ theme: 'dark' });
    expect(ownAfter({}, before, { ...before, autoRetry: true })).toEqual({ autoRetry: true });
    expect(ownAfter({ on: false }, before, before)).toEqual({ on: false });
  });
});

describe('a setting for one site', () => {
  it('holds for that site alone', () => {
    const changed = withSite(INITIAL, 'a.example', { autoRetry: false });
    expect(autoRetryOn(changed, 'a.example')).toBe(false);
    expect(isOffHere(changed, 'a.example')).toBe(true);
    expect(autoRetryOn(changed, 'b.example')).toBe(true);
    expect(isLeftAlone(changed, 'a.example')).toBe(false);
  });

  it('can allow tries on one site while they are off for all others', () => {
    const off = { ...INITIAL, autoRetry: false };
    const changed = withSite(off, 'a.example', { autoRetry: true });
    expect(autoRetryOn(changed, 'a.example')).toBe(true);
    expect(autoRetryOn(changed, 'b.example')).toBe(false);
    expect(isOffHere(changed, 'b.example')).toBe(false);
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

  it('keeps a rule against tries when something else is changed, also where tries are off anyway', () => {
    const off = { ...withSite(INITIAL, 'a.example', { autoRetry: false }), autoRetry: false };
    const changed = withSite(off, 'a.example', { leftAlone: true });
    expect(changed.sites['a.example']).toEqual({ autoRetry: false, leftAlone: true });
  });

  it('is not taken beyond a thousand sites, and no other is lost for it', () => {
    const sites = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, n) => [`${n}.example`, { leftAlone: true }] as const),
    );
    const changed = withSite({ ...INITIAL, sites }, 'new.example', { leftAlone: true });
    expect(changed.sites).toEqual(sites);
    const known = withSite({ ...INITIAL, sites }, '0.example', { leftAlone: false });
    expect(Object.keys(known.sites)).toHaveLength(999);
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

describe('sites that an organisation leaves alone', () => {
  const settings = layered(
    {},
    { ...NO_ORGANISATION, leaveAlone: ['intranet.example', '*.corp.example'] },
  );

  it.each([
    ['intranet.example', true],
    ['wiki.intranet.example', false],
    ['a.corp.example', true],
    ['b.a.corp.example', true],
    ['corp.example', false],
    ['notcorp.example', false],
  ])('%s: %s', (host, alone) => {
    expect(isLeftAlone(settings, host)).toBe(alone);
    expect(isLeftAloneByOrganisation(settings, host)).toBe(alone);
  });

  it('are no choice of the visitor, who can leave others alone', () => {
    const own = withSite(settings, 'own.example', { leftAlone: true });
    expect(isLeftAlone(own, 'own.example')).toBe(true);
    expect(isLeftAloneByOrganisation(own, 'own.example')).toBe(false);
  });
});

describe('the kinds of failures', () => {
  it.each([
    [502, '502'],
    [503, '503'],
    [504, '504'],
    [520, 'cdn'],
    [527, 'cdn'],
    [528, 'other'],
    [530, 'cdn'],
    [500, 'other'],
    [599, 'other'],
    [750, 'other'],
  ] as const)('%i is of the kind %s', (status, group) => {
    expect(groupOf(status)).toBe(group);
    expect(isStatusWanted({ ...INITIAL, statuses: [group] }, status)).toBe(true);
    expect(isStatusWanted({ ...INITIAL, statuses: [] }, status)).toBe(false);
  });
});
