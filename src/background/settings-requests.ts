import { isSet, type Organisation } from '../core/settings/organisation';
import {
  type Choices,
  layered,
  MOST_SITES,
  type OwnChoices,
  ownAfter,
  type Settings,
  withSite,
} from '../core/settings/settings';
import { isSite } from '../core/settings/site-name';
import { isFromLater } from '../platform/local-store';
import type { Sender } from '../platform/messaging';
import { type Origin, originOf } from '../platform/privacy';
import type { SettingsRequest, SettingsState, SiteRule } from '../protocol/settings';
import { SETTINGS } from '../protocol/settings-store';
import { lockHistory, tidyHistory } from './history';
import { readOrganisation } from './organisation';
import { reconsiderAll } from './reconsider';
import { changeOwn, readOwn } from './settings';

/** Answers the settings page: each request changes something, or nothing, and is answered with what holds then. */
export async function onSettingsRequest(
  request: SettingsRequest,
  sender: Sender,
): Promise<SettingsState> {
  const from = originOf(sender.isPrivate);
  if (request.type === 'settings/state') return await stateOf(from, false);
  const organisation = await readOrganisation();
  let wanted: OwnChoices = {};
  const kept = await changeOwn(from, (own) => {
    wanted = after(request, own, organisation);
    return wanted;
  });
  // Compared at once: by the time that everything is told of it, something else may have been chosen.
  const isRefused = inOneForm(kept) !== inOneForm(wanted);
  await reconsiderAll();
  if (from === 'ordinary') await lockHistory(tidyHistory);
  return await stateOf(from, isRefused);
}

/** What the visitor has chosen by a request. */
function after(
  request: Exclude<SettingsRequest, { type: 'settings/state' }>,
  own: OwnChoices,
  organisation: Organisation,
): OwnChoices {
  switch (request.type) {
    case 'settings/change':
      return { ...own, ...request.body.change };
    case 'settings/site': {
      const { site, rule } = request.body;
      const before = layered(own, organisation);
      return ownAfter(own, before, withRule(before, site, rule));
    }
    case 'settings/import':
      return { ...longHistory(own, organisation), ...request.body.own };
    case 'settings/reset':
      return longHistory(own, organisation);
  }
}

/**
 * More history than would hold without the visitor's choice stays so, where nobody says otherwise: else it would be
 * deleted at once.
 */
function longHistory({ history }: OwnChoices, organisation: Organisation): OwnChoices {
  if (history === undefined) return {};
  const { keep, days, incidents } = layered({}, organisation).history;
  const limits = {
    days: Math.max(history.days, days),
    incidents: Math.max(history.incidents, incidents),
  };
  const isMore = limits.days > days || limits.incidents > incidents;
  return isMore ? { history: { keep, ...limits } } : {};
}

function withRule(settings: Settings, site: string, rule: SiteRule | null): Settings {
  if (!isSite(site)) return settings;
  const known = Object.hasOwn(settings.sites, site);
  if (!known && rule !== null && Object.keys(settings.sites).length >= MOST_SITES) return settings;
  const { [site]: _before, ...others } = settings.sites;
  const bare: Settings = { ...settings, sites: others };
  if (rule === null) return bare;
  // These stand in the list also where they say what holds everywhere: the visitor put them there.
  if (rule === 'tries') return { ...bare, sites: { ...others, [site]: { autoRetry: true } } };
  if (rule === 'no-tries') return { ...bare, sites: { ...others, [site]: { autoRetry: false } } };
  return withSite(bare, site, { leftAlone: true });
}

/** `isRefused`: what was asked for could not be kept. */
async function stateOf(from: Origin, isRefused: boolean): Promise<SettingsState> {
  const [own, organisation] = await Promise.all([readOwn(from), readOrganisation()]);
  const { sites, organisation: _, ...choices } = layered(own, organisation);
  const isLater = from === 'ordinary' && (await isFromLater(SETTINGS));
  return {
    state: isLater ? 'later' : isRefused ? 'refused' : 'good',
    isPrivate: from === 'private',
    choices: { ...choices, statuses: [...choices.statuses] },
    sites: rulesOf(sites),
    own: own as SettingsState['own'],
    organisation: isSet(organisation)
      ? { leaveAlone: [...organisation.leaveAlone], unreadable: [...organisation.unreadable] }
      : null,
  };
}

/** The same text for the same choices, in whatever order they were made: Chromium's storage sorts by name. */
function inOneForm(own: OwnChoices): string {
  const { sites, ...others } = SETTINGS.parse(own) ?? {};
  const sorted = Object.entries(sites ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([others, sites === undefined ? null : sorted]);
}

function rulesOf(sites: Choices['sites']): SettingsState['sites'] {
  return Object.entries(sites)
    .map(([site, { autoRetry, leftAlone }]) => ({
      site,
      rule:
        leftAlone === true
          ? ('leave-alone' as const)
          : autoRetry === false
            ? ('no-tries' as const)
            : ('tries' as const),
    }))
    .sort((one, other) => (one.site < other.site ? -1 : 1));
}
