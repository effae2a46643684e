/** How settings are stored, and were stored by earlier versions. */
import * as v from 'valibot';
import { DEFAULT_LIMITS } from '../core/history/limits';
import { layered, type OwnChoices, withoutDefaults } from '../core/settings/settings';
import type { Spec } from '../core/storage/versioned';
import { checkedBy, count, site } from './fields';
import { OWN_CHOICES } from './settings';

/** What the visitor has chosen, and nothing else: see `layered`. */
export const SETTINGS: Spec<OwnChoices> = {
  key: 'settings',
  version: 4,
  initial: {},
  parse: checkedBy(OWN_CHOICES),
  migrations: { 1: fromVersion1, 2: fromVersion2, 3: fromVersion3 },
};

/** Version 1 kept two lists of sites instead of one record a site. */
const version1 = v.object({
  on: v.boolean(),
  autoRetry: v.boolean(),
  noRetry: v.array(site),
  leftAlone: v.array(site),
});

const siteSettings = v.object({
  autoRetry: v.optional(v.boolean()),
  leftAlone: v.optional(v.boolean()),
});
const version2 = v.object({
  on: v.boolean(),
  autoRetry: v.boolean(),
  sites: v.record(site, siteSettings),
});

/** Up to version 3 everything was kept, chosen or not. */
const version3 = v.object({
  ...version2.entries,
  standIn: v.boolean(),
  history: v.object({ days: count, incidents: count }),
});

function fromVersion1(value: unknown): v.InferOutput<typeof version2> {
  const old = v.parse(version1, value);
  const sites: v.InferOutput<typeof version2>['sites'] = {};
  for (const host of old.noRetry) sites[host] = { autoRetry: false };
  for (const host of old.leftAlone) sites[host] = { ...sites[host], leftAlone: true };
  return { on: old.on, autoRetry: old.autoRetry, sites };
}

function fromVersion2(value: unknown): v.InferOutput<typeof version3> {
  return { ...v.parse(version2, value), standIn: true, history: { ...DEFAULT_LIMITS } };
}

function fromVersion3(value: unknown): OwnChoices {
  const old = v.parse(version3, value);
  const history = { keep: true, ...old.history };
  return withoutDefaults({ ...layered({}), ...old, history });
}

/**
 * What is set in private windows: it would tell which sites were visited there, so it lives as long
 * as the browser does and no longer. It stands in front of the ordinary settings.
 */
export const PRIVATE_SETTINGS: Spec<OwnChoices | null> = {
  key: 'private-settings',
  version: 3,
  initial: null,
  parse: SETTINGS.parse,
  migrations: { 1: fromVersion2, 2: fromVersion3 },
};
