import type { PageKind } from './diagnosis';
import { type Header, headerValues, type PageContent } from './observation';

/**
 * Headers by which a bot check says what it is. Known before the page is there, so that nothing of
 * ours ever appears on one. Cloudflare: `cf-mitigated: challenge` (its documentation, "Detect a
 * Challenge Page response"); Vercel: `x-vercel-mitigated`; AWS WAF: `x-amzn-waf-action`.
 */
const CHALLENGE_HEADERS: readonly { readonly name: string; readonly value: RegExp }[] = [
  { name: 'cf-mitigated', value: /^challenge/i },
  { name: 'x-vercel-mitigated', value: /^challenge/i },
  { name: 'x-amzn-waf-action', value: /^(?:challenge|captcha)/i },
];

/** Whether the headers alone say that this is a bot check. */
export function isChallenge(headers: readonly Header[]): boolean {
  return CHALLENGE_HEADERS.some(({ name, value }) =>
    headerValues(headers, name).some((found) => value.test(found)),
  );
}

/**
 * Markup by which a bot check's page is known where its headers don't say so. The path alone won't
 * do: Cloudflare's JavaScript Detections put `/cdn-cgi/challenge-platform/scripts/jsd/main.js` into
 * any page, failing ones included; only the check itself is orchestrated.
 */
const CHALLENGE_MARKUP =
  /\/cdn-cgi\/challenge-platform\/h\/[a-z]\/orchestrate\/|<form\b[^<>]{0,200}\bid="(?:challenge-form|cf-challenge)/i;

/**
 * The same of other makers: DataDome, HUMAN (PerimeterX), Anubis, Akamai, Kasada, Sucuri, F5, Imperva. What
 * they put into every page of a site has other addresses and names.
 */
const OTHER_CHALLENGES =
  /(?:geo|ct|interstitial)\.captcha-delivery\.com\b|id=["']?(?:px-captcha|anubis_challenge|sec-if-cpt-container)\b|class=["']?px-captcha\b|\/_sec\/cp_challenge\/|window\.KPSDK=\{\};KPSDK\.now=|sucuri_cloudproxy_js=|window\["bobcmn"\]|_Incapsula_Resource\?[^"'<>]{0,300}\bedet=1[2-7]\b/i;

/** What a check, or a waiting room, says to a person, whoever made it. */
const CHALLENGE_WORDS =
  /\b(?:checking (?:your browser (?:before|and)|if the site connection is secure)|verif(?:y|ying) (?:that )?you(?:'re|’re| are) (?:not a (?:ro)?bot|(?:a )?human)|mak(?:e|ing) sure (?:that )?you(?:'re|’re| are) not a (?:ro)?bot|(?:confirm|prove)(?: that)? you(?:'re|’re| are) (?:a )?human|verify your browser|verifying your browser|robot check|(?:complete|pass) the (?:security|captcha) check|enable JS and disable any ad blocker|your request is being verified|browser integrity check|unusual traffic from your|you are now in line|your estimated wait time)\b/i;

/** Anything by which a site gives a page a look of its own. */
const DESIGN =
  /<(?:link|style|script|img|svg|picture|video|iframe|form|nav|header|footer|button)\b|\bstyle="|\bclass="/gi;

/** A bare page has next to no design; two marks leave room for a favicon and a logo-less style. */
const BARE_MARKS = 2;

/** A bare page says what happened and no more. The longest of the recorded ones has about 900. */
const BARE_TEXT = 1_200;

/** A check's page is small; only Cloudflare's has its mark at the end of much. In characters. */
const CHECK_MARKUP = 16_384;

/** Whether the page itself is a bot check: by its maker's markup, or by a short page's words. */
function isCheck(markup: string, { text, title }: PageContent): boolean {
  if (CHALLENGE_MARKUP.test(markup) || OTHER_CHALLENGES.test(markup.slice(0, CHECK_MARKUP))) {
    return true;
  }
  return text.length <= BARE_TEXT && CHALLENGE_WORDS.test(`${title} ${text}`);
}

/**
 * The kind of page, from its markup without comments and its text. `byGateway`: the page is known to be a
 * gateway's own, which makes it bare however long it is: it was not made for this site's visitors.
 */
export function pageKind(page: PageContent | null, markup: string, byGateway: boolean): PageKind {
  if (page === null) return 'unread';
  if (isCheck(markup, page)) return 'challenge';
  if (byGateway) return 'bare';
  if (
    markup === '' ||
    (page.text === '' &&
      !/<(?:img|svg|video|canvas|iframe|frame|embed|object|script)\b/i.test(markup))
  ) {
    return 'empty';
  }
  let marks = 0;
  for (const _ of markup.matchAll(DESIGN)) {
    marks += 1;
    if (marks > BARE_MARKS) return 'branded';
  }
  return page.text.length <= BARE_TEXT ? 'bare' : 'branded';
}

/** A self-refresh later than this is none that a visitor would wait for. One hour, in seconds. */
const LONGEST_REFRESH = 3_600;

/** Whether the page reloads itself: a `Refresh` header, or `<meta http-equiv="refresh">`. */
export function refreshesItself(headers: readonly Header[], markup: string): boolean {
  const meta = /<meta\b[^<>]{0,100}\bhttp-equiv\s{0,9}=\s{0,9}["']?refresh["']?[^<>]{0,300}>/i.exec(
    markup,
  )?.[0];
  const content =
    meta === undefined
      ? undefined
      : /\bcontent\s{0,9}=\s{0,9}["']?([^"'>]{1,300})/i.exec(meta)?.[1];
  return [...headerValues(headers, 'refresh'), content].some((value) => {
    // HTML, "shared declarative refresh steps": whole seconds count, a fraction is read over, and a
    // semicolon, a comma or mere white space parts them from the address.
    const seconds = /^\s*(?=[\d.])(\d{0,7})[\d.]*(?:[;,\s]|$)/.exec(value ?? '')?.[1];
    return seconds !== undefined && Number(seconds) <= LONGEST_REFRESH;
  });
}
