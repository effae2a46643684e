/** What can be set, as it is stored, moved in files, and told between the pages and the background. */

import * as v from 'valibot';
import { LEAST, MOST } from '../core/history/limits';
import { APPEARANCES, MOST_SITES, STATUS_GROUPS } from '../core/settings/settings';
import { isSite } from '../core/settings/site-name';
import { THEMES } from '../core/settings/theme';
import type { RequestOf } from './envelope';
import { count, site, text } from './fields';

const rule = {
  autoRetry: v.optional(v.boolean()),
  leftAlone: v.optional(v.boolean()),
};

/** Each kind once, in the order that they have everywhere. */
const statuses = v.pipe(
  v.array(v.picklist(STATUS_GROUPS)),
  v.transform((chosen) => STATUS_GROUPS.filter((group) => chosen.includes(group))),
);

/** The choices that stand for themselves; each is known by its name in policies and files. */
export const CHOICES = {
  on: v.boolean(),
  autoRetry: v.boolean(),
  statuses,
  appearance: v.picklist(APPEARANCES),
  standIn: v.boolean(),
  theme: v.picklist(THEMES),
};

const days = v.pipe(count, v.minValue(LEAST.days), v.maxValue(MOST.days));
const incidents = v.pipe(count, v.minValue(LEAST.incidents), v.maxValue(MOST.incidents));

/** `OwnChoices` of the core, as they are stored. */
export const OWN_CHOICES = v.partial(
  v.object({
    ...CHOICES,
    sites: v.record(site, v.object(rule)),
    history: v.object({ keep: v.boolean(), days: count, incidents: count }),
  }),
);

/** How much history is kept, within its bounds. */
export const HISTORY_CHOICE = { keep: v.boolean(), days, incidents };

/** The same in a file, where whatever isn't known is an error. */
export const PORTABLE_CHOICES = v.partial(
  v.strictObject({
    ...CHOICES,
    sites: v.pipe(
      v.record(v.pipe(site, v.check(isSite)), v.strictObject(rule)),
      v.check((sites) => Object.keys(sites).length <= MOST_SITES),
    ),
    history: v.strictObject(HISTORY_CHOICE),
  }),
);

/** What Backsoon does on a site with a rule of its own. */
export const SITE_RULES = ['tries', 'no-tries', 'leave-alone'] as const;
export type SiteRule = (typeof SITE_RULES)[number];

/** Requests of the settings page. Each is answered with `settings`. */
export const SETTINGS_REQUESTS = {
  'settings/state': v.object({}),
  'settings/change': v.object({
    change: v.partial(v.object({ ...CHOICES, history: v.object(HISTORY_CHOICE) })),
  }),
  /** `rule` null: none of its own any more. */
  'settings/site': v.object({ site, rule: v.nullable(v.picklist(SITE_RULES)) }),
  /** What a file holds, in place of all that was chosen. */
  'settings/import': v.object({ own: PORTABLE_CHOICES }),
  'settings/reset': v.object({}),
};
export type SettingsRequest = RequestOf<typeof SETTINGS_REQUESTS>;

export const SETTINGS_STATE = v.object({
  /**
   * `later`: a later Backsoon wrote them, and they are left alone. `refused`: what was just asked for
   * could not be stored.
   */
  state: v.picklist(['good', 'later', 'refused']),
  isPrivate: v.boolean(),
  choices: v.object({
    ...CHOICES,
    history: v.object({ keep: v.boolean(), days: count, incidents: count }),
  }),
  /** Sites with a rule of their own, by name. */
  sites: v.array(v.object({ site, rule: v.picklist(SITE_RULES) })),
  /** What the visitor has chosen themselves: what a file gets. */
  own: OWN_CHOICES,
  /** null where no administrator has set anything. */
  organisation: v.nullable(
    v.object({ leaveAlone: v.array(text(300)), unreadable: v.array(text(100)) }),
  ),
});
export type SettingsState = v.InferOutput<typeof SETTINGS_STATE>;
