import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../../.github/workflows', import.meta.url));
const FILES = readdirSync(FOLDER);

describe.each(FILES)('the workflow %s', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const jobs = text.slice(text.indexOf('\njobs:\n')).split(/^ {2}(?=\w+:$)/m);

  it('uses actions by their full commit, and says of which version that is', () => {
    const uses = [...text.matchAll(/uses:(.*)/g)].map(([, what = '']) => what.trim());
    expect(uses.length).toBeGreaterThan(0);
    const pinned = /^[\w.-]+\/[\w./-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/;
    expect(uses.filter((what) => !pinned.test(what))).toEqual([]);
  });

  it('has the same commit for the same action everywhere', () => {
    const uses = new Set([...text.matchAll(/uses:(.*)/g)].map(([, what = '']) => what.trim()));
    const actions = new Set([...uses].map((what) => what.split('@')[0]));
    expect(uses.size).toBe(actions.size);
  });

  it('may read the repository, and nothing else', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n\n/m);
    expect(text.match(/permissions:/g)).toHaveLength(1);
    expect(text).not.toMatch(/:\s*write|write-all|pull_request_target|secrets\./);
  });

  it('leaves no credentials in the checkout', () => {
    const checkouts = text.split('actions/checkout@').slice(1);
    expect(checkouts.length).toBeGreaterThan(0);
    for (const checkout of checkouts)
      expect(checkout.split('- uses:')[0]).toContain('persist-credentials: false');
  });

  it('ends each job that hangs', () => {
    expect(jobs.length).toBeGreaterThan(1);
    for (const job of jobs.slice(1)) expect(job).toMatch(/^ {4}timeout-minutes: \d+$/m);
  });

  it('puts nothing of an event into a shell', () => {
    const commands = [...text.matchAll(/run:(.*)/g)].map(([, command]) => command);
    expect(commands.filter((command) => command?.includes('${{'))).toEqual([]);
  });
});

describe('the commands that have to hold', () => {
  it('are run by the workflow as by .ci/run', () => {
    const ci = readFileSync(join(FOLDER, 'ci.yml'), 'utf8');
    const run = readFileSync(join(FOLDER, '../../.ci/run'), 'utf8');
    const commands = [...run.matchAll(/^count (.+)$/gm)].map(([, command]) => command);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(ci).toContain(`- run: ${command}\n`);
  });
});

describe('what is known against packages', () => {
  const text = readFileSync(join(FOLDER, 'advisories.yml'), 'utf8');

  it('is asked for each week, and when they change', () => {
    expect(text).toMatch(/^ {2}schedule:\n {4}- cron: '\d+ \d+ \* \* \d'$/m);
    expect(text.match(/paths: \[package-lock\.json\]/g)).toHaveLength(2);
  });

  it('fails the run: anything in the extension, and what is grave in the tools', () => {
    expect(text).toContain('- run: npm audit --package-lock-only --omit=dev\n');
    expect(text).toContain('- run: npm audit --package-lock-only --audit-level=high\n');
    expect(text).not.toContain('continue-on-error');
  });
});
