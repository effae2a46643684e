import { h, isValidElement, type VNode } from 'preact';
import { describe, expect, it, vi } from 'vitest';
import type { Copying } from '../../../src/pages/details/CopyReport';
import { Details } from '../../../src/pages/details/Details';
import type { DetailsFailure } from '../../../src/protocol/pages';

// The page's words come from the browser; here each is its key, with what was put into it.
vi.mock('../../../src/platform/browser', () => ({
  browser: {
    i18n: {
      getMessage: (key: string, put: string[] = []) =>
        key === 'languageTag' ? 'en' : [key, ...put].join(' '),
    },
  },
}));

/** A failure as the background describes it; `changes` say what a test is about. */
function failure(changes: Partial<DetailsFailure> = {}): DetailsFailure {
  return {
    status: 502,
    reason: 'Bad Gateway',
    site: 'shop.example',
    address: 'https://shop.example/basket',
    firstSeenAt: 1_763_662_867_000,
    lastSeenAt: 1_763_662_867_000,
    tries: { ours: 0, visitors: 0 },
    askedBy: 'get',
    gateway: { family: 'nginx', product: 'nginx', role: 'reverse-proxy' },
    author: 'gateway',
    side: 'site',
    failedLink: 'front-to-server',
    cause: 'unknown',
    certainty: 'certain',
    comparison: null,
    reference: null,
    evidence: [],
    remedies: ['K32', 'K31', 'K36', 'K46'],
    acts: ['K31', 'K37', 'K38', 'K47'],
    outcome: null,
    archive: 'https://web.archive.org/web/2/https://shop.example.org/cart',
    ...changes,
  };
}

const nothing = (): void => undefined;
const COPYING: Copying = { form: 'text', result: null, onForm: nothing, onCopy: nothing };

interface Element {
  readonly tag: string;
  readonly props: Record<string, unknown>;
  readonly text: string;
}

/** The page's elements in their order. Its parts are pure functions, so calling them is rendering. */
function elementsOf(node: unknown): { elements: Element[]; text: string } {
  if (Array.isArray(node)) {
    const parts = node.map(elementsOf);
    return {
      elements: parts.flatMap(({ elements }) => elements),
      text: parts.map(({ text }) => text).join(''),
    };
  }
  if (typeof node === 'string' || typeof node === 'number') {
    return { elements: [], text: String(node) };
  }
  if (!isValidElement(node)) return { elements: [], text: '' };
  const { type, props } = node as VNode<Record<string, unknown>>;
  if (typeof type === 'function') {
    return elementsOf((type as (given: typeof props) => unknown)(props));
  }
  const inner = elementsOf(props.children);
  return {
    elements: [{ tag: String(type), props, text: inner.text }, ...inner.elements],
    text: inner.text,
  };
}

function page(shown: DetailsFailure | null, answered = true): Element[] {
  return elementsOf(
    h(Details, { failure: shown, answered, copying: COPYING, onRemedy: () => undefined }),
  ).elements;
}

const factsOn = (elements: Element[]) =>
  elements.flatMap(({ props }) => (props['data-k'] === undefined ? [] : [props['data-k']]));
const count = (elements: Element[], tag: string) =>
  elements.filter((one) => one.tag === tag).length;

const STATES: Record<string, DetailsFailure | null> = {
  'a plain 502': failure(),
  'a form': failure({ askedBy: 'form', remedies: ['K48', 'K32', 'K46'] }),
  'a proxy of the visitor': failure({ side: 'visitor', failedLink: 'visitor-proxy' }),
  'no failure': null,
};

describe('the details page', () => {
  it.each(Object.entries(STATES))('shows all 68 facts once each: %s', (_, shown) => {
    const facts = factsOn(page(shown));
    expect(facts).toHaveLength(68);
    expect(new Set(facts).size).toBe(68);
  });

  it.each(Object.entries(STATES))('has one main heading and skips no level: %s', (_, shown) => {
    const elements = page(shown);
    expect(count(elements, 'h1')).toBe(1);
    const levels = elements.flatMap(({ tag }) => (/^h[1-6]$/.test(tag) ? [Number(tag[1])] : []));
    for (const [at, level] of levels.entries()) {
      expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
  });

  it.each(Object.entries(STATES))('links only to sections that are there: %s', (_, shown) => {
    const elements = page(shown);
    const ids = new Set(elements.map(({ props }) => props.id));
    const targets = elements.flatMap(({ props }) =>
      typeof props.href === 'string' && props.href.startsWith('#') ? [props.href.slice(1)] : [],
    );
    expect(targets.length).toBeGreaterThan(3);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  });

  it('shows the remedies that fit first, in their order', () => {
    const facts = factsOn(page(failure({ remedies: ['K42', 'K41', 'K32'] })));
    expect(facts.slice(facts.indexOf('K42'), facts.indexOf('K42') + 3)).toEqual([
      'K42',
      'K41',
      'K32',
    ]);
    expect(facts.indexOf('K42')).toBeLessThan(facts.indexOf('K30'));
  });

  it('warns of a form at the top and in the first remedy', () => {
    const elements = page(failure({ askedBy: 'form', remedies: ['K48', 'K32'] }));
    expect(elements.some(({ props, text }) => props.class === 'notice' && text === 'askForm')).toBe(
      true,
    );
    expect(elements.find(({ props }) => props['data-k'] === 'K48')?.props.class).toContain(
      'urgent',
    );
  });

  it('marks the status at hand in words', () => {
    const row = page(failure({ status: 504 })).find(
      ({ tag, text }) => tag === 'tr' && text.startsWith('504'),
    );
    expect(row?.text).toContain('detailsThisOne');
  });

  it('shows values from outside as text, isolated and without invisible marks', () => {
    const evidence = [
      { kind: 'header', name: 'server', value: '<b>\u202egnp.exe</b>', speaksFor: 'gateway' },
    ];
    const isolated = page(failure({ evidence })).filter(({ tag }) => tag === 'bdi');
    expect(isolated.map(({ text }) => text)).toContain('<b>gnp.exe</b>');
  });

  it('keeps calm without a failure: no story of one, no evidence', () => {
    const ids = page(null).map(({ props }) => props.id);
    expect(ids).not.toContain('happened');
    expect(ids).not.toContain('evidence');
  });

  it('says so when nobody could tell what happened', () => {
    const lead = (answered: boolean) =>
      page(null, answered).find(({ props }) => props.class === 'lead')?.text;
    expect(lead(true)).toBe('detailsGeneralLead');
    expect(lead(false)).toBe('detailsUnanswered');
  });

  it('says that it can’t tell whether a page is down for everyone, and who can', () => {
    const cloudflare = { family: 'cloudflare', product: 'Cloudflare', role: 'cdn' };
    const known = page(failure({ gateway: cloudflare }));
    expect(known.some(({ text }) => text === 'detailsForEveryoneUnknown')).toBe(true);
    const links = known.map(({ props }) => props.href);
    expect(links).toContain('https://www.cloudflarestatus.com/');
    const unknown = page(failure({ gateway: null }));
    expect(unknown.some(({ text }) => text === 'detailsForEveryoneUnknown')).toBe(true);
    expect(unknown.some(({ text }) => text === 'detailsStatusPage')).toBe(false);
  });

  it('shows no way that speaks against what other sites tell', () => {
    const lead = (shown: DetailsFailure) =>
      page(shown).find(({ props }) => props.class === 'lead')?.text;
    const fine = failure({ comparison: 'others-fine' });
    expect(lead(fine)).toBe('sideSiteCertain');
    expect(page(fine).some(({ text }) => text === 'compareOthersFine')).toBe(true);
    expect(page(fine).some(({ props }) => props.class === 'chain')).toBe(true);
    const turned = failure({ comparison: 'others-failing-same-gateway' });
    expect(lead(turned)).toBe('compareSameGateway');
    expect(page(turned).some(({ props }) => props.class === 'chain')).toBe(false);
  });

  it('leaves the way of the request out where not even the side is known', () => {
    const chain = (shown: DetailsFailure) =>
      page(shown).some(({ props }) => props.class === 'chain');
    expect(chain(failure({ side: 'unknown', failedLink: 'unknown' }))).toBe(false);
    expect(chain(failure({ failedLink: 'unknown' }))).toBe(true);
  });

  it('says the way of the request in one sentence to those who don’t see it', () => {
    const elements = page(failure({ failedLink: 'front-to-server' }));
    const row = elements.find(({ tag, props }) => tag === 'ol' && props['aria-hidden'] === 'true');
    expect(row?.text).toContain('detailsChainHere');
    const said = elements.find(({ text }) => text === 'detailsChainSaysBetween');
    expect(said?.props.class).toBe('visually-hidden');
  });

  it('tells the owner what the page means in that product, where it writes, and what misleads', () => {
    const apache = { family: 'apache', product: 'Apache', role: 'reverse-proxy' };
    const elements = page(failure({ status: 503, gateway: apache }));
    const part = elements.find(({ props }) => String(props.class).includes('in-product'));
    expect(part?.text).toContain('ownerBehindUnknown \u2068Apache\u2069');
    expect(part?.text).toContain('ownerTrapRefusedIs503');
    expect(part?.text).not.toContain('ownerTrapTimeoutIs502');
    expect(part?.text).toContain('/var/log/apache2/error.log');
    expect(part?.text).toContain('apachectl configtest');
    expect(part?.text).toContain('k11Title');
  });

  it('speaks of no product where none is known', () => {
    const elements = page(failure({ gateway: null }));
    expect(elements.some(({ props }) => String(props.class).includes('in-product'))).toBe(false);
  });

  it('shows weak signs as weak, and an empty page as empty', () => {
    const evidence = [
      { kind: 'perhaps', value: 'Traefik', speaksFor: 'gateway' },
      { kind: 'page', value: 'empty', speaksFor: 'page' },
      { kind: 'context', value: 'relayed', speaksFor: 'side' },
    ];
    const texts = page(failure({ evidence })).map(({ text }) => text);
    expect(texts).toContain('detailsPerhapsValue \u2068Traefik\u2069');
    expect(texts).toContain('detailsPageEmpty');
    expect(texts).toContain('detailsContextRelayed');
  });

  it('shows the report that will be copied, and copies that', () => {
    const copied: string[] = [];
    const copying = { ...COPYING, onCopy: (text: string) => copied.push(text) };
    const { elements } = elementsOf(
      h(Details, { failure: failure(), answered: true, copying, onRemedy: () => undefined }),
    );
    const preview = elements.find(({ tag }) => tag === 'textarea');
    const button = elements.find(
      ({ tag, text }) => tag === 'button' && text === 'detailsReportCopy',
    );
    const click = button?.props.onClick as (() => void) | undefined;
    click?.();
    expect(copied).toEqual([preview?.props.value]);
    expect(copied[0]).toContain('https://shop.example/basket');
  });

  it('opens links elsewhere without saying where from', () => {
    const outward = page(failure()).filter(({ props }) => String(props.href).startsWith('https:'));
    expect(outward.length).toBeGreaterThan(0);
    expect(outward.every(({ props }) => props.rel === 'noreferrer')).toBe(true);
  });
});
