import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { gatewaysDoc } from '../../../scripts/gateways-doc';
import { CATALOGUE } from '../../../src/core/diagnosis/catalogue';

const FILE = fileURLToPath(new URL('../../../docs/gateways.md', import.meta.url));

describe('docs/gateways.md', () => {
  it('is what the catalogue says: `npm run gateways-doc` writes it', () => {
    expect(readFileSync(FILE, 'utf8')).toBe(gatewaysDoc());
  });

  it('has a row for each entry, with seven cells', () => {
    const rows = gatewaysDoc()
      .split('\n')
      .filter((line) => line.startsWith('| ['));
    expect(rows).toHaveLength(CATALOGUE.length);
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(9);
  });

  it('has the marks of the path', () => {
    const doc = gatewaysDoc();
    for (const mark of [
      'server: /^nginx',
      'via: /\\bvarnish',
      'x-render-origin-server',
      'cf-ray',
    ]) {
      expect(doc).toContain(mark);
    }
  });
});
