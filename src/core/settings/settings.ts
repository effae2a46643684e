/**
 * What the visitor, and before them an organisation, can choose. What isn't chosen is at its default:
 * so only what was chosen is kept, and a default that an organisation sets later reaches everyone who
 * didn't choose otherwise.
 */
import { DEFAULT_LIMITS } from '../history/limits';
import { matchesSite, NO_ORGANISATION, type Organisation } from './organisation';
import type { Theme } from './theme';

/** Kinds of failures that can be left alone, by their statuses. */
export const STATUS_GROUPS = ['502', '503', '504', 'cdn', 'other'] as const;
export type StatusGroup = (typeof STATUS_GROUPS)[number];

/**
 * What stands in a failing page. `card`: the card, or a pill where the page has a design of its own.
 * `pill`: always a pill at first. `badge`: nothing; the toolbar button alone tells.
 */
export const APPEARANCES = ['card', 'pill', 'badge'] as const;
export type Appearance = (typeof APPEARANCES)[number];

interface SiteSettings {
  /** Whether tries are made here; absent: as everywhere. */
  readonly autoRetry?: boolean | undefined;
  /** true: no card and no tries here; badge and history stay. */
  readonly leftAlone?: boolean | undefined;
}

/** All that can be chosen. */
export interface Choices {
  readonly on: boolean;
  readonly autoRetry: boolean;
  readonly sites: Readonly<Record<string, SiteSettings>>;
  /** The failures that are taken up; the others are left as they are. */
  readonly statuses: readonly StatusGroup[];
  readonly appearance: Appearance;
  /** Whether a page of ours may take the place of the browser's own error page. */
  readonly standIn: boolean;
  readonly theme: Theme;
  /** `keep`: whether anything new is kept; how much, in days and incidents. */
  readonly history: { readonly keep: boolean; readonly days: number; readonly incidents: number };
}

/** Some of the choices; what is undefined counts as absent. */
export type SomeOf<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** What a visitor has chosen themselves. */
export type OwnChoices = SomeOf<Choices>;

/** What holds: every choice, and what the organisation says besides. */
export interface Settings extends Choices {
  readonly organisation: Organisation;
}

export const DEFAULTS: Choices = {
  on: true,
  autoRetry: true,
  sites: {},
  statuses: STATUS_GROUPS,
  appearance: 'card',
  standIn: true,
  theme: 'system',
  history: { keep: true, ...DEFAULT_LIMITS },
};

/** Sites with a setting of their own; no more are taken then. */
export const MOST_SITES = 1_000;

/** What holds, the most particular last: the defaults, the organisation's, the visitor's own. */
export function layered(own: OwnChoices, organisation: Organisation = NO_ORGANISATION): Settings {
  return { ...DEFAULTS, ...chosenIn(organisation.defaults), ...chosenIn(own), organisation };
}

function chosenIn(some: OwnChoices): Partial<Choices> {
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));
}

/** The visitor's own choices once they have changed what holds from one state to another. */
export function ownAfter(own: OwnChoices, before: Choices, after: Choices): OwnChoices {
  const keys = Object.keys(DEFAULTS) as (keyof Choices)[];
  const changed = keys.filter((key) => !isSame(before[key], after[key]));
  return { ...own, ...Object.fromEntries(changed.map((key) => [key, after[key]])) };
}

/** The choices that differ from the defaults: the others were never made. */
export function withoutDefaults(all: Choices): OwnChoices {
  return ownAfter({}, DEFAULTS, all);
}

/** All are plain data, made in the same order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether automatic tries are made on a site, by its own rule or by the one for all. */
export function autoRetryOn(settings: Choices, host: string): boolean {
  return ruleOf(settings, host)?.autoRetry ?? settings.autoRetry;
}

/** Whether a site's own rule speaks against tries, where those for all don't. */
export function isOffHere(settings: Choices, host: string): boolean {
  return settings.autoRetry && ruleOf(settings, host)?.autoRetry === false;
}

export function isLeftAlone(settings: Settings, host: string): boolean {
  return ruleOf(settings, host)?.leftAlone === true || isLeftAloneByOrganisation(settings, host);
}

/** The visitor can't change that. */
export function isLeftAloneByOrganisation({ organisation }: Settings, host: string): boolean {
  return organisation.leaveAlone.some((pattern) => matchesSite(pattern, host));
}

function ruleOf({ sites }: Choices, host: string): SiteSettings | undefined {
  return Object.hasOwn(sites, host) ? sites[host] : undefined;
}

/**
 * Settings with one thing changed for one site; what it changes back to what holds everywhere takes no room. Where there
 * is no room for another site nothing is changed.
 */
export function withSite<T extends Choices>(current: T, host: string, change: SiteSettings): T {
  const { autoRetry, leftAlone } = { ...ruleOf(current, host), ...change };
  const isAsEverywhere = change.autoRetry !== undefined && autoRetry === current.autoRetry;
  const kept: SiteSettings = {
    ...(autoRetry === undefined || isAsEverywhere ? {} : { autoRetry }),
    ...(leftAlone === true ? { leftAlone } : {}),
  };
  const others = Object.entries(current.sites).filter(([name]) => name !== host);
  const all = Object.keys(kept).length === 0 ? others : [...others, [host, kept] as const];
  return all.length > MOST_SITES ? current : { ...current, sites: Object.fromEntries(all) };
}

/** The kind that a server error's status belongs to. */
export function groupOf(status: number): StatusGroup {
  if (status === 502 || status === 503 || status === 504) return `${status}`;
  return (status >= 520 && status <= 527) || status === 530 ? 'cdn' : 'other';
}

/** Whether a failure with this status is to be taken up. */
export function isStatusWanted({ statuses }: Choices, status: number): boolean {
  return statuses.includes(groupOf(status));
}
