import { expect, test } from 'playwright/test';
import { gatewayProgram } from '../../scripts/gateway-programs';
import type { Diagnosis } from '../../src/core/diagnosis/diagnosis';
import type { Circumstances } from '../../src/core/others/comparison';
import { diagnosisOf } from '../e2e/support/expected-card';
import { ask } from './support/ask';
import { Gateway } from './support/gateway';
import { FAILURES, type Failure, Origins } from './support/origins';
import { PRODUCTS } from './support/products';

/** An http page, and nothing known around it. */
const HTTP: Circumstances = {
  scheme: 'http',
  proxy: 'unknown',
  others: 'unknown',
  online: true,
  failingFamilies: [],
  serverAddress: 'unknown',
};
const SURROUNDINGS: readonly Circumstances[] = [
  HTTP,
  { ...HTTP, proxy: 'none' },
  { ...HTTP, proxy: 'known' },
  { ...HTTP, others: 'failing' },
  { ...HTTP, scheme: 'https' },
];

/** What is true of the cause. A page need not tell it; it must not tell another one. */
const CAUSES: Readonly<Record<Failure, Diagnosis['cause'] | null>> = {
  refused: 'refused',
  closed: 'closed',
  reset: 'closed',
  slow: 'timeout',
  garbage: 'invalid',
  own: null,
};

const STORIES: Readonly<Record<Failure, string>> = {
  refused: 'a server that refuses connections',
  closed: 'a server that hangs up without an answer',
  reset: 'a server that resets the connection',
  slow: 'a server that keeps silent',
  garbage: 'a server that sends no HTTP',
  own: 'a server that answers with an error page of its own',
};

test.describe('the servers behind', () => {
  test('fail in just the way that is told', async () => {
    const origins = await Origins.start();
    const asked = async (failure: Failure): Promise<string> => {
      const port = origins.port(failure);
      const bytes = await ask({ port, target: '/', host: 'site.localhost', patience: 500 });
      return bytes.toString('latin1');
    };
    try {
      await expect(asked('refused')).rejects.toThrow('ECONNREFUSED');
      expect(await asked('closed')).toBe('');
      await expect(asked('reset')).rejects.toThrow('ECONNRESET');
      await expect(asked('slow')).rejects.toThrow('no answer');
      expect(await asked('garbage')).toContain('no header at all');
      expect(await asked('own')).toContain('The Bakery');
    } finally {
      origins.close();
    }
  });
});

for (const product of PRODUCTS) {
  test.describe(`a real ${product.package}`, () => {
    const isMissing = gatewayProgram(product.package) === undefined;
    test.skip(isMissing, `${product.package} is not installed`);
    let gateway: Gateway;

    test.beforeAll(async () => {
      gateway = await Gateway.start(product);
    });

    test.afterAll(async () => {
      await gateway?.close();
    });

    for (const failure of FAILURES) {
      test(`in front of ${STORIES[failure]}`, async () => {
        const bytes = await gateway.ask(failure);
        for (const around of SURROUNDINGS) {
          const diagnosis = diagnosisOf(bytes, around, Date.now());
          if (failure === 'own') expectNobodyBlamed(diagnosis, around);
          else expectNamed(diagnosis, product.family);
          expectSide(diagnosis, { ...product, failure }, around);
          expect([CAUSES[failure], 'unknown']).toContain(diagnosis.cause);
          // Varnish sends "Retry-After: 5" with every page of its own, which means nothing.
          expect(diagnosis.retry.notBeforeSeconds).toBeNull();
          expect(diagnosis.retry.automatic).toBe(true);
        }
      });
    }
  });
}

function expectNamed(diagnosis: Diagnosis, family: string): void {
  expect(diagnosis.gateway?.family).toBe(family);
  expect(diagnosis.author).toBe('gateway');
  expect(diagnosis.page).toBe('bare');
}

/** The site's own page, which the gateway merely passed on. */
function expectNobodyBlamed(diagnosis: Diagnosis, around: Circumstances): void {
  expect(diagnosis.gateway).toBeNull();
  expect(diagnosis.author).not.toBe('gateway');
  expect(diagnosis.page).toBe('branded');
  expect(diagnosis.certainty).not.toBe('certain');
  if (around.scheme === 'https') expect(diagnosis.side).toBe('site');
}

/** A gateway of the site's is the site's. Of a proxy's own page nothing tells where it stands, or it is the visitor's. */
function expectSide(
  { side, failedLink }: Diagnosis,
  { isForward, failure }: { readonly isForward: boolean; readonly failure: Failure },
  around: Circumstances,
): void {
  if (failure === 'own') {
    expect(side).not.toBe('visitor');
  } else if (isForward) {
    const isTold = around.proxy === 'known' || around.others === 'failing';
    expect(side).toBe(isTold ? 'visitor' : 'unknown');
    expect(failedLink).toBe(isTold ? 'visitor-proxy' : 'unknown');
  } else {
    expect(side).toBe('site');
    expect(['front-to-server', 'unknown']).toContain(failedLink);
  }
}
