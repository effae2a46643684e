import * as v from 'valibot';
import { ask } from '../../platform/messaging';
import { DETAILS_STATE, type RemedyCommand } from '../../protocol/pages';
import type { DetailsProps } from './Details';

type Loaded = Pick<DetailsProps, 'failure' | 'answered'>;

/** The status of a page that was to be explained and is no server's error; null where none is named. */
export function statusOf(search: string): number | null {
  const named = new URLSearchParams(search).get('status') ?? '';
  return /^[1-9]\d{2}$/.test(named) ? Number(named) : null;
}

/** The tab that the page is about, from its own address; null where none is named. */
export function tabOf(search: string): number | null {
  const named = new URLSearchParams(search).get('tab') ?? '';
  return /^\d{1,10}$/.test(named) ? Number(named) : null;
}

/** Asks the background what the tab shows. Never throws: without an answer the page stays general. */
export async function load(tabId: number | null): Promise<Loaded> {
  if (tabId === null) return { failure: null, answered: true };
  const asked = await ask('details/state', { tabId });
  if (!asked.ok || asked.answer.type !== 'details') return { failure: null, answered: false };
  const read = v.safeParse(DETAILS_STATE, asked.answer.body);
  return read.success ? { ...read.output, answered: true } : { failure: null, answered: false };
}

/**
 * Has the background carry out a remedy, and returns what there is to show then. Where the failure has
 * ended meanwhile, or nobody answered, it is what was shown before.
 */
export async function carryOut(
  tabId: number,
  command: RemedyCommand,
  shown: Loaded,
): Promise<Loaded> {
  const asked = await ask('details/remedy', { tabId, command });
  const isAnswer = asked.ok && asked.answer.type === 'details';
  const read = isAnswer ? v.safeParse(DETAILS_STATE, asked.answer.body) : null;
  return read?.success && read.output.failure !== null ? { ...read.output, answered: true } : shown;
}
