import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/simulate.ts', ...args], {
    encoding: 'utf8',
  });

const SMALL = ['--clients', '300', '--outage', '60'];

describe('npm run simulate', () => {
  it('prints one object for machines, and draws the picture', () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
    try {
      const plot = join(folder, 'retry.svg');
      const { status, stdout } = run(...SMALL, '--json', '--plot', plot);
      expect(status).toBe(0);
      const told = JSON.parse(stdout);
      expect(told.scene).toEqual({
        clients: 300,
        outageSeconds: 60,
        capacity: 1,
        inView: 0.1,
        seed: 1,
      });
      expect(told.policies).toHaveLength(6);
      expect(told.policies[0]).toMatchObject({
        id: 'backsoon',
        ample: { wasted: expect.any(Number) },
      });
      expect(told.goals).toHaveLength(5);
      const drawn = readFileSync(plot, 'utf8');
      expect(drawn.match(/<polyline/g)).toHaveLength(12);
      expect(drawn).not.toContain('NaN');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says what is wrong in one line, without a word on standard output', () => {
    for (const args of [
      ['--clients', 'many'],
      ['--plot', join(tmpdir(), 'no', 'such', 'folder.svg'), ...SMALL],
    ]) {
      const { status, stdout, stderr } = run(...args);
      expect(status).toBe(2);
      expect(stdout).toBe('');
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });
});
