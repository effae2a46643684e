import * as v from 'valibot';
import { copyText } from '../../platform/clipboard';
import { now } from '../../platform/clock';
import { ask } from '../../platform/messaging';
import { ownTab } from '../../platform/tabs';
import type { CardView } from '../../protocol/card';
import { DETAILS_STATE } from '../../protocol/pages';
import { reportOf } from '../../ui/report/report';

/** Puts the details on the clipboard, right after a click. What came of it is said as on any card. */
export async function copyDetails(): Promise<NonNullable<CardView['outcome']>> {
  const went = (await isCopied()) ? 'done' : 'refused';
  return { remedy: 'copy', went, ifFails: went, at: now() };
}

async function isCopied(): Promise<boolean> {
  const tabId = await ownTab();
  if (tabId === null) return false;
  const asked = await ask('details/state', { tabId });
  if (!asked.ok || asked.answer.type !== 'details') return false;
  const read = v.safeParse(DETAILS_STATE, asked.answer.body);
  const failure = read.success ? read.output.failure : null;
  return failure !== null && (await copyText(reportOf(failure).text));
}
