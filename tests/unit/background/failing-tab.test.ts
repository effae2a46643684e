import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  allFailingTabs,
  type FailingTab,
  forgetFailingTab,
  readFailingTab,
  writeFailingTab,
} from '../../../src/background/failing-tab';
import { PLAIN } from '../../../src/background/look';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import { nextStep } from '../../../src/core/retry/next-step';
import { resetBrowser } from '../support/fake-browser';
import { AROUND, aDiagnosis, anIncident, aPage, aResponse, HTTPS, NOON } from '../support/samples';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../support/fake-browser')).fakeBrowser,
}));

function aTab(parts: Partial<FailingTab> = {}): FailingTab {
  return {
    tabId: 7,
    isPrivate: false,
    incident: anIncident(),
    documentId: 'ABC',
    diagnosis: aDiagnosis(),
    circumstances: AROUND,
    judged: true,
    step: { kind: 'wait', until: NOON + 5_000, why: 'backoff' },
    trying: null,
    stopped: false,
    dismissed: false,
    standIn: 'none',
    watched: false,
    expected: null,
    pose: null,
    outcome: null,
    look: PLAIN,
    ...parts,
  };
}

beforeEach(resetBrowser);

describe('what is known of a failing tab', () => {
  it('is there again when the worker wakes', async () => {
    await writeFailingTab(aTab());
    expect(await readFailingTab(7)).toEqual(aTab());
    expect(await readFailingTab(8)).toBeNull();
  });

  it('can be forgotten, for one tab alone', async () => {
    await writeFailingTab(aTab());
    await writeFailingTab(aTab({ tabId: 8 }));
    await forgetFailingTab(7);
    expect((await allFailingTabs()).map(({ tabId }) => tabId)).toEqual([8]);
  });

  it('is there whatever the server sent, and whatever comes next', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    const names = ['server', 'via', 'retry-after', 'cf-ray', 'x-squid-error', 'x-request-id'];
    const answer = fc.record({
      status: fc.integer({ min: 500, max: 999 }),
      reason: fc.option(text),
      headers: fc.array(fc.record({ name: fc.constantFrom(...names), value: text })),
    });
    await fc.assert(
      fc.asyncProperty(answer, text, text, fc.boolean(), async (parts, markup, title, form) => {
        const found = diagnose(aResponse({}, parts), aPage(markup, title), HTTPS, NOON);
        const incident = anIncident({ askedBy: form ? 'form' : 'get', statuses: [parts.status] });
        const free = { allowed: 'yes', inView: true, online: true } as const;
        const step = nextStep(incident, found, free, NOON, 0.5);
        const tab = aTab({ diagnosis: found, incident, step });
        await writeFailingTab(tab);
        expect(await readFailingTab(7)).toEqual(tab);
      }),
      { numRuns: 50 },
    );
  });
});
