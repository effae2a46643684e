import type { BrowserUnderTest, Tab } from './support/driver';
import { diagnosisOf, expectedOf, getsCard } from './support/expected-card';
import { expect, test } from './support/fixtures';
import { judgedPage, readCard } from './support/judged-page';
import type { RawServer } from './support/raw-server';
import { examples, makesDocument, type Recorded, recordings } from './support/recorded';

/** So many are walked through in one tab: a test has 30 seconds. */
const IN_ONE_TAB = 8;

const SITE = 'site.localhost';

interface Stage {
  readonly under: BrowserUnderTest;
  readonly server: RawServer;
  readonly tab: Tab;
}

/** What the command line says of the bytes, the browser's page must say too: verdict and words. */
async function compare({ under, server, tab }: Stage, { name, bytes }: Recorded): Promise<void> {
  const path = `/${encodeURIComponent(name)}`;
  const address = server.route(path, [bytes]).url(path);
  await tab.goto(address, { wait: 'commit' });
  const { diagnosis, circumstances } = await judgedPage(under, tab, address);
  expect(circumstances).toMatchObject({ scheme: 'http', others: 'unknown', online: true });
  const expected = await expectedOf(bytes, { ...circumstances, site: SITE }, Date.now());
  const { evidence: _, ...verdict } = diagnosis;
  const { evidence: __, ...fromBytes } = expected.diagnosis;
  expect.soft(verdict, `${name}: the verdict`).toEqual(fromBytes);
  const asPill = diagnosis.page === 'branded';
  expect.soft(await readCard(tab, { asPill }), `${name}: the card`).toEqual(expected.card);
}

const AROUND = {
  scheme: 'http',
  proxy: 'unknown',
  others: 'unknown',
  online: true,
  failingFamilies: [],
  serverAddress: 'loopback',
} as const;

/** Those that get a card, in at least one browser. Of bot checks and the like other stories tell. */
function withCard(all: readonly Recorded[]): Recorded[] {
  const shown = all.filter((recorded) => makesDocument(recorded, 'chromium'));
  return shown.filter(({ bytes }) => getsCard(diagnosisOf(bytes, AROUND, 0)));
}

/** Enough of them, in either browser, that the stories tell something: 30 responses of 15 products. */
function expectVariety(all: readonly Recorded[], browser: 'chromium' | 'firefox'): void {
  const shown = all.filter((recorded) => makesDocument(recorded, browser));
  const products = shown.map(({ bytes }) => diagnosisOf(bytes, AROUND, 0).gateway?.product);
  const named = new Set(products.filter((product) => product !== undefined));
  expect(shown.length).toBeGreaterThanOrEqual(30);
  expect(named.size).toBeGreaterThanOrEqual(15);
}

/** Tells the story of each response, several to a test. */
function tell(all: readonly Recorded[]): void {
  for (let at = 0; at < all.length; at += IN_ONE_TAB) {
    const group = all.slice(at, at + IN_ONE_TAB);
    const names = `${group[0]?.name} to ${group.at(-1)?.name}`;
    test(`the card says what the bytes say: ${names}`, async ({ under, server, tab }) => {
      for (const recorded of group) {
        if (makesDocument(recorded, under.name)) await compare({ under, server, tab }, recorded);
      }
    });
  }
}

const made = withCard(examples());
const everyThird = made.filter((_, at) => at % 3 === 0);
const others = made.filter((recorded) => !everyThird.includes(recorded));
const real = withCard(recordings());

test.describe("gateways' own pages, from the catalogue's examples", () => {
  test('are 30 of 15 products', ({ under }) => expectVariety(everyThird, under.name));
  tell(everyThird);
});

test.describe("all other gateways' own pages, from the catalogue's examples", {
  tag: '@full',
}, () => {
  tell(others);
});

if (real.length > 0) {
  test.describe("gateways' own pages, as real servers sent them", { tag: '@full' }, () => {
    test('are 30 of 15 products', ({ under }) => expectVariety(real, under.name));
    tell(real);
  });
}
