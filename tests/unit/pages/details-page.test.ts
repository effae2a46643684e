import { h, isValidElement, type VNode } from 'preact';
import { describe, expect, it, vi } from 'vitest';
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
    reference: null,
    evidence: [],
    remedies: ['K32', 'K31', 'K36', 'K46'],
    ...changes,
  };
}

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
  return elementsOf(h(Details, { failure: shown, answered })).elements;
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

  it('opens links elsewhere without saying where from', () => {
    const outward = page(failure()).filter(({ props }) => String(props.href).startsWith('https:'));
    expect(outward.length).toBeGreaterThan(0);
    expect(outward.every(({ props }) => props.rel === 'noreferrer')).toBe(true);
  });
});
