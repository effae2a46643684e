import { isSet } from '../core/settings/organisation';
import {
  type Choices,
  layered,
  MOST_SITES,
  type OwnChoices,
  type Settings,
  withSite,
} from '../core/settings/settings';
import { isSite } from '../core/settings/site-name';
import { tidyUp } from '../platform/history-changes';
import { isFromLater } from '../platform/local-store';
import type { Sender } from '../platform/messaging';
import { type Origin, originOf } from '../platform/privacy';
import type { SettingsRequest, SettingsState, SiteRule } from '../protocol/settings';
import { SETTINGS } from '../protocol/settings-store';
import { keeping, lockHistory } from './history';
import { readOrganisation } from './organisation';
import { reconsiderAll } from './reconsider';
import { changeOwn, changeSettings, readOwn } from './settings';

/** Answers the settings page: each request changes something, or nothing, and is answered with what holds then. */
export async function onSettingsRequest(
  request: SettingsRequest,
  sender: Sender,
): Promise<SettingsState> {
  const from = originOf(sender.isPrivate);
  if (request.type === 'settings/state') return await stateOf(from, null);
  const wanted = await act(request, from);
  await reconsiderAll();
  if (from === 'ordinary') await lockHistory(async () => await tidyUp(from, await keeping()));
  return await stateOf(from, wanted);
}

/** Carries out a change. Resolves to what the visitor has chosen by it, which may not have been kept. */
async function act(
  request: Exclude<SettingsRequest, { type: 'settings/state' }>,
  from: Origin,
): Promise<OwnChoices> {
  let wanted: OwnChoices = {};
  const noted = (change: (own: OwnChoices) => OwnChoices) => (own: OwnChoices) => {
    wanted = change(own);
    return wanted;
  };
  switch (request.type) {
    case 'settings/change': {
      const { change } = request.body;
      await changeOwn(
        from,
        noted((own) => ({ ...own, ...change })),
      );
      return wanted;
    }
    case 'settings/site': {
      const { site, rule } = request.body;
      return await changeSettings(from, (settings) => withRule(settings, site, rule));
    }
    case 'settings/import':
      await changeOwn(
        from,
        noted(() => request.body.own),
      );
      return wanted;
    case 'settings/reset':
      await changeOwn(
        from,
        noted(() => ({})),
      );
      return wanted;
  }
}

function withRule(settings: Settings, site: string, rule: SiteRule | null): Settings {
  if (!isSite(site)) return settings;
  const known = Object.hasOwn(settings.sites, site);
  if (!known && rule !== null && Object.keys(settings.sites).length >= MOST_SITES) return settings;
  const { [site]: _before, ...others } = settings.sites;
  const bare: Settings = { ...settings, sites: others };
  if (rule === null) return bare;
  // Stands in the list though it says what holds everywhere: the visitor put it there.
  if (rule === 'tries') return { ...bare, sites: { ...others, [site]: { autoRetry: true } } };
  return withSite(bare, site, rule === 'leave-alone' ? { leftAlone: true } : { autoRetry: false });
}

/** `wanted`: what should be kept by now; null where nothing was asked for. */
async function stateOf(from: Origin, wanted: OwnChoices | null): Promise<SettingsState> {
  const [own, organisation] = await Promise.all([readOwn(from), readOrganisation()]);
  const { sites, organisation: _, ...choices } = layered(own, organisation);
  const isRefused = wanted !== null && inOneForm(wanted) !== inOneForm(own);
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

/** The same text for the same choices, in whatever order they were made. */
function inOneForm(own: OwnChoices): string {
  return JSON.stringify(SETTINGS.parse(own));
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
