import * as v from 'valibot';
import { DEFAULT_LIMITS } from '../core/history/limits';
import type { Spec } from '../core/storage/versioned';
import { changeLocal, readLocal } from '../platform/local-store';
import type { Origin } from '../platform/privacy';
import { readSession, writeSession } from '../platform/session-store';
import { checkedBy, count, site } from '../protocol/fields';

const siteSettings = v.object({
  /** false: no automatic tries here. */
  autoRetry: v.optional(v.boolean()),
  /** true: no card and no tries here; badge and history stay. */
  leftAlone: v.optional(v.boolean()),
});

const settings = v.object({
  on: v.boolean(),
  autoRetry: v.boolean(),
  sites: v.record(site, siteSettings),
  /** Whether a page of ours may take the place of the browser's own error page. */
  standIn: v.boolean(),
  /** How much history is kept. */
  history: v.object({ days: count, incidents: count }),
});
export type Settings = v.InferOutput<typeof settings>;

/** Sites with a setting of their own; the oldest give way. */
const MOST_SITES = 1_000;

const SINCE_VERSION_3 = { standIn: true, history: { ...DEFAULT_LIMITS } };

export const SETTINGS: Spec<Settings> = {
  key: 'settings',
  version: 3,
  initial: { on: true, autoRetry: true, sites: {}, ...SINCE_VERSION_3 },
  parse: checkedBy(settings),
  migrations: { 1: fromVersion1, 2: fromVersion2 },
};

/** Version 1 kept two lists of sites instead of one record a site. */
const version1 = v.object({
  on: v.boolean(),
  autoRetry: v.boolean(),
  noRetry: v.array(site),
  leftAlone: v.array(site),
});

const version2 = v.pick(settings, ['on', 'autoRetry', 'sites']);
type Version2 = v.InferOutput<typeof version2>;

function fromVersion1(value: unknown): Version2 {
  const old = v.parse(version1, value);
  const sites: Version2['sites'] = {};
  for (const host of old.noRetry) sites[host] = { autoRetry: false };
  for (const host of old.leftAlone) sites[host] = { ...sites[host], leftAlone: true };
  return { on: old.on, autoRetry: old.autoRetry, sites };
}

function fromVersion2(value: unknown): Settings {
  return { ...v.parse(version2, value), ...SINCE_VERSION_3 };
}

/**
 * What is set in private windows: it would tell which sites were visited there, so it lives as long
 * as the browser does and no longer. It stands in front of the ordinary settings.
 */
const PRIVATE_SETTINGS: Spec<Settings | null> = {
  key: 'private-settings',
  version: 2,
  initial: null,
  parse: (value) => SETTINGS.parse(value),
  migrations: { 1: fromVersion2 },
};

/** The settings that hold for a window of this origin. */
export async function readSettings(from: Origin): Promise<Settings> {
  if (from === 'private') {
    const own = await readSession(PRIVATE_SETTINGS);
    if (own !== null) return own;
  }
  return await readLocal(SETTINGS);
}

export async function changeSettings(
  from: Origin,
  change: (settings: Settings) => Settings,
): Promise<void> {
  if (from === 'private') {
    await writeSession(PRIVATE_SETTINGS, change(await readSettings('private')));
  } else {
    await changeLocal(SETTINGS, from, change);
  }
}

/** Whether automatic tries are allowed on a site. */
export function autoRetryOn(current: Settings, host: string): boolean {
  return current.sites[host]?.autoRetry !== false;
}

export function isLeftAlone(current: Settings, host: string): boolean {
  return current.sites[host]?.leftAlone === true;
}

/** Settings with one thing changed for one site; what is back at the default takes no room. */
export function withSite(
  current: Settings,
  host: string,
  change: { autoRetry?: boolean; leftAlone?: boolean },
): Settings {
  const merged = { ...current.sites[host], ...change };
  const kept = {
    ...(merged.autoRetry === false ? { autoRetry: false } : {}),
    ...(merged.leftAlone === true ? { leftAlone: true } : {}),
  };
  const others = Object.entries(current.sites).filter(([name]) => name !== host);
  const all = Object.keys(kept).length === 0 ? others : [...others, [host, kept] as const];
  return { ...current, sites: Object.fromEntries(all.slice(-MOST_SITES)) };
}
