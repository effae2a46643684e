import type { Diagnosis } from '../../../src/core/diagnosis/diagnosis';
import type { Circumstances } from '../../../src/core/others/comparison';
import type { BrowserUnderTest, Tab } from './driver';
import { type ExpectedCard, plain, timeless } from './expected-card';
import { pollUntil } from './poll';

/** What the background keeps of a failing page that it has judged. */
export interface JudgedPage {
  readonly diagnosis: Diagnosis;
  readonly circumstances: Circumstances;
}

interface KeptTab extends JudgedPage {
  readonly judged: boolean;
  readonly incident: { readonly address: string };
}

/** Waits until the page that a tab shows at `address` is judged. */
export function judgedPage(
  under: BrowserUnderTest,
  tab: Tab,
  address: string,
): Promise<JudgedPage> {
  let last: KeptTab | null = null;
  return pollUntil(
    async () => {
      last = await keptTab(under, tab);
      return last?.judged && last.incident.address === address ? last : undefined;
    },
    { what: () => `the page ${address} to be judged; so far: ${JSON.stringify(last)}` },
  );
}

/** The same where the page is the browser's own: no card stands in it to tell, and the headers are all there is. */
export function headersJudged(
  under: BrowserUnderTest,
  tab: Tab,
  address: string,
): Promise<JudgedPage> {
  return pollUntil(
    async () => {
      const kept = await keptTab(under, tab);
      return kept?.incident.address === address ? kept : undefined;
    },
    // The background first waits whether a document comes after all.
    { what: () => `the failure of ${address} to be known`, timeout: 15_000 },
  );
}

function keptTab(under: BrowserUnderTest, tab: Tab): Promise<KeptTab | null> {
  return under.background(async (api, tabId: number) => {
    const key = `tab:${tabId}`;
    const kept = await api.storage.session.get(key);
    return kept[key]?.value ?? null;
  }, tab.id);
}

/**
 * The sentences that the card shows, once it is open and was asked what else one can do. `asPill`: it comes folded,
 * because the page has a design of its own.
 */
export async function readCard(tab: Tab, { asPill }: { asPill: boolean }): Promise<ExpectedCard> {
  if (asPill) await tab.card.click('.pill');
  await tab.card.click('.whatelse');
  const { headline, side, next, remedies } = await pollUntil(
    async () => {
      const shown = await tab.card.evaluate(sentencesOf);
      return shown.remedies.length > 0 ? shown : undefined;
    },
    { what: () => 'what else one can do' },
  );
  return { headline: plain(headline), side: plain(side), next: timeless(next), remedies };
}

/** Runs inside the browser: it must stand alone, its source is all that travels. */
function sentencesOf(root: ShadowRoot): ExpectedCard {
  const textOf = (selector: string): string => root.querySelector(selector)?.textContent ?? '';
  return {
    headline: textOf('.card h2'),
    side: textOf('.card .side'),
    next: textOf('.card .next p'),
    // The sentences alone: some have a button behind them.
    remedies: Array.from(
      root.querySelectorAll('.remedies li'),
      (item) => item.firstChild?.textContent ?? '',
    ),
  };
}
