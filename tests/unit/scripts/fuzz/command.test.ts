import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { keptOf } from '../../../fuzz/corpus';

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/fuzz.ts', ...args], {
    encoding: 'utf8',
  });

/** In ms: on a machine that is busy with browsers too, Node alone takes its time to begin. */
const PATIENCE = { timeout: 120_000 };

describe('npm run fuzz', PATIENCE, () => {
  it('says of each target what it tried and with which seed, and counts them at the end', () => {
    const { status, stdout } = run('--minutes=0.01', '--target=site-name', '--seed=3');
    expect(status).toBe(0);
    const lines = stdout.trim().split('\n');
    expect(lines[0]).toBe('site-name: seed 3');
    expect(lines[1]).toMatch(
      new RegExp(`^ {2}[\\d,]*000 inputs, ${keptOf('site-name').length} kept$`),
    );
    expect(lines.at(-1)).toBe('1 passed, 0 failed');
  });

  it('says what is wrong in one line, without a word on standard output', () => {
    const { status, stdout, stderr } = run('--target', 'nothing');
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
