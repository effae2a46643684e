import * as v from 'valibot';
import type { Spec } from '../core/storage/versioned';
import { changeLocal, readLocal } from '../platform/local-store';
import type { Origin } from '../platform/privacy';
import { readSession, writeSession } from '../platform/session-store';
import { site } from '../protocol/fields';

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
});
export type Settings = v.InferOutput<typeof settings>;

/** Sites with a setting of their own; the oldest give way. */
const MOST_SITES = 1_000;

export const SETTINGS: Spec<Settings> = {
  key: 'settings',
  version: 2,
  initial: { on: true, autoRetry: true, sites: {} },
  parse: (value) => {
    const parsed = v.safeParse(settings, value);
    return parsed.success ? parsed.output : null;
  },
  migrations: { 1: fromVersion1 },
};

/** Version 1 kept two lists of sites instead of one record a site. */
const version1 = v.object({
  on: v.boolean(),
  autoRetry: v.boolean(),
  noRetry: v.array(site),
  leftAlone: v.array(site),
});

function fromVersion1(value: unknown): Settings {
  const old = v.parse(version1, value);
  const sites: Settings['sites'] = {};
  for (const host of old.noRetry) sites[host] = { autoRetry: false };
  for (const host of old.leftAlone) sites[host] = { ...sites[host], leftAlone: true };
  return { on: old.on, autoRetry: old.autoRetry, sites };
}

/**
 * What is set in private windows: it would tell which sites were visited there, so it lives as long
 * as the browser does and no longer. It stands in front of the ordinary settings.
 */
const PRIVATE_SETTINGS: Spec<Settings | null> = {
  key: 'private-settings',
  version: 1,
  initial: null,
  parse: (value) => SETTINGS.parse(value),
  migrations: {},
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
