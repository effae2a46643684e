import fc from 'fast-check';
import { LEAST, MOST } from '../../../src/core/history/limits';
import {
  APPEARANCES,
  autoRetryOn,
  isLeftAlone,
  isStatusWanted,
  layered,
  MOST_SITES,
  type OwnChoices,
  STATUS_GROUPS,
} from '../../../src/core/settings/settings';
import { siteFrom } from '../../../src/core/settings/site-name';
import { THEMES } from '../../../src/core/settings/theme';
import { readStored, toStored } from '../../../src/core/storage/versioned';
import { readFile, toFile } from '../../../src/pages/settings/file';
import { organisationOf } from '../../../src/protocol/organisation';
import { PRIVATE_SETTINGS, SETTINGS } from '../../../src/protocol/settings-store';
import { assert } from '../assert';
import { anyJson, mutatedJson, mutatedText } from '../mutations';
import { assertPlace } from '../places';
import { type Json, target } from '../target';
import { anyText } from './pieces';

const own = fc.record(
  {
    on: fc.boolean(),
    autoRetry: fc.boolean(),
    statuses: fc.subarray([...STATUS_GROUPS]),
    appearance: fc.constantFrom(...APPEARANCES),
    standIn: fc.boolean(),
    theme: fc.constantFrom(...THEMES),
    sites: fc.dictionary(
      fc.oneof(fc.domain(), fc.constantFrom('localhost', '[::1]', '127.0.0.1')),
      fc.record({ autoRetry: fc.boolean(), leftAlone: fc.boolean() }, { requiredKeys: [] }),
      { maxKeys: 4 },
    ),
    history: fc.record({
      keep: fc.boolean(),
      days: fc.integer({ min: LEAST.days, max: MOST.days }),
      incidents: fc.integer({ min: LEAST.incidents, max: MOST.incidents }),
    }),
  },
  { requiredKeys: [] },
);

/** Each of the choices is one that can be made, whoever made it. */
function assertValid(some: OwnChoices): void {
  const all = layered(some);
  assert.equal(typeof all.on, 'boolean');
  assert.equal(typeof all.autoRetry, 'boolean');
  assert.equal(typeof all.standIn, 'boolean');
  assert(APPEARANCES.includes(all.appearance) && THEMES.includes(all.theme));
  assert(all.statuses.every((group) => STATUS_GROUPS.includes(group)));
  assert.equal(new Set(all.statuses).size, all.statuses.length);
  assert(Number.isInteger(all.history.days) && Number.isInteger(all.history.incidents));
  assert(all.history.days >= 0 && all.history.incidents >= 0);
  for (const host of ['shop.example.org', '__proto__', 'constructor', ...Object.keys(all.sites)]) {
    assert.equal(typeof autoRetryOn(all, host), 'boolean');
    assert.equal(typeof isLeftAlone(all, host), 'boolean');
  }
  assert.equal(typeof isStatusWanted(all, 502), 'boolean');
}

const PIECES = fc.oneof(
  anyText,
  fc.constantFrom(...['{', '}', '[', ']', ',', ':', '"', '\\', '0', 'null', '"version": 2']),
);

/** Whatever the file: all of it or nothing, with a place; and what is good comes back as it is. */
export const settingsFile = target(
  'settings-file',
  fc.oneof(
    mutatedText(own.map(toFile), PIECES),
    mutatedJson(own.map((chosen) => JSON.parse(toFile(chosen)) as Json)).map((value) =>
      JSON.stringify(value),
    ),
    fc.json(),
  ),
  (text) => {
    const reading = readFile(text);
    if (reading.kind === 'good') {
      assertValid(reading.own);
      const { sites = {}, history } = reading.own;
      assert(Object.keys(sites).length <= MOST_SITES);
      assert(Object.keys(sites).every((host) => siteFrom(host) === host));
      assert(history === undefined || history.days >= LEAST.days);
      assert.deepEqual(readFile(toFile(reading.own)), reading);
      return;
    }
    const { problem } = reading;
    if (problem.kind === 'not-json') assertPlace(problem.place, text);
    if (problem.kind === 'bad-value') assert.match(problem.path, /^settings(?:\.|$)/);
  },
);

/** What was chosen comes back from a file just as it was. */
export const settingsRoundTrip = target('settings-round-trip', own, (chosen) => {
  assert.deepEqual(readFile(toFile(chosen)), { kind: 'good', own: chosen });
});

const version1 = { on: true, autoRetry: false, noRetry: ['a.example'], leftAlone: ['b.example'] };
const version2 = { on: true, autoRetry: true, sites: { 'a.example': { autoRetry: false } } };
const version3 = { ...version2, standIn: false, history: { days: 30, incidents: 500 } };

const stored = mutatedJson(
  fc.oneof(
    fc.constantFrom<Json>(
      { version: 1, value: version1 },
      { version: 2, value: version2 },
      { version: 3, value: version3 },
      { version: 5, value: {} },
    ),
    own.map((value) => ({ version: 4, value }) as unknown as Json),
    anyJson,
  ),
);

/** Whatever lies in the store: settings that hold, and that are the same once they are written. */
export const storedSettings = target('stored-settings', stored, (raw) => {
  const { state, value } = readStored(SETTINGS, raw);
  assertValid(value);
  if (state === 'good' || state === 'migrated') {
    const again = readStored(SETTINGS, JSON.parse(JSON.stringify(toStored(SETTINGS, value))));
    assert.deepEqual(again, { state: 'good', value });
  } else assert.deepEqual(value, SETTINGS.initial);
  assertValid(readStored(PRIVATE_SETTINGS, raw).value ?? {});
});

const policy = mutatedJson(
  fc.oneof(
    fc.constantFrom<Json>(
      {},
      {
        defaults: { autoRetry: false, appearance: 'pill', history: { keep: false, days: 30 } },
        leaveAlone: ['Intranet.example', '*.corp.example'],
        help: { text: ' Ask the desk ', link: 'https://help.example/502' },
      },
    ),
    own.map(({ sites: _, ...defaults }) => ({ defaults }) as unknown as Json),
  ),
);

/** Whatever an administrator wrote: what can be read holds, the rest is named, and not without end. */
export const organisationPolicy = target('organisation-policy', policy, (raw) => {
  const { defaults, leaveAlone, help, unreadable } = organisationOf(raw);
  assertValid(defaults);
  assert(!Object.hasOwn(defaults, 'sites'));
  assert(leaveAlone.every((pattern) => pattern === pattern.toLowerCase()));
  assert(help === null || help.text !== null || help.link !== null);
  assert.match(help?.link ?? 'https://', /^https?:/i);
  assert(unreadable.length <= 20 && unreadable.every((path) => path.length <= 100));
});

/** Whatever is typed: a site as the browser writes it, or none. */
export const siteName = target(
  'site-name',
  mutatedText(
    fc.oneof(
      fc.domain(),
      fc.webUrl(),
      fc.ipV4(),
      fc.ipV6().map((address) => `[${address}]`),
    ),
    fc.oneof(anyText, fc.constantFrom('.', ':', '/', '@', '%', '*', '[', ']', '?', '#', 'Ä', '。')),
  ),
  (typed) => {
    const site = siteFrom(typed);
    if (site === null) return;
    assert.equal(siteFrom(site), site, 'not what it is itself called');
    assert(site.length > 0 && site.length <= 260);
  },
);
