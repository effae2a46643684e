import type { Choices, SomeOf } from './settings';

/** Where people get help, in their organisation's own words. One of the two is there at least. */
export interface HelpDesk {
  readonly text: string | null;
  /** An https or http address. */
  readonly link: string | null;
}

/** What an administrator has set, by the browser's own policies. */
export interface Organisation {
  /** What holds where a visitor has not chosen otherwise. */
  readonly defaults: SomeOf<Omit<Choices, 'sites'>>;
  /** Sites that are always left alone: `intranet.example`, or `*.example.org` for all below it. */
  readonly leaveAlone: readonly string[];
  readonly help: HelpDesk | null;
  /** Names of the parts that could not be read, and don't hold. */
  readonly unreadable: readonly string[];
}

export const NO_ORGANISATION: Organisation = {
  defaults: {},
  leaveAlone: [],
  help: null,
  unreadable: [],
};

/** Whether anything is set at all. */
export function isSet({ defaults, leaveAlone, help, unreadable }: Organisation): boolean {
  return Object.keys(defaults).length + leaveAlone.length + unreadable.length > 0 || help !== null;
}

/** Whether a site is meant by a pattern. `*.example.org` means every name below example.org, and not itself. */
export function matchesSite(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}
