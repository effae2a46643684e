import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import packageJson from '../../../../package.json' with { type: 'json' };
import { faultsOf } from '../../../../scripts/package/contents';
import { builtFiles } from '../../../../scripts/package/files';

describe.each(['chrome', 'firefox'])('the build for %s', (target) => {
  const folder = fileURLToPath(new URL(`../../../../dist/${target}`, import.meta.url));
  const isThere = existsSync(folder);
  const where = isThere ? '' : ` (skipped: dist/${target} is not there, run "npm run build")`;

  it.skipIf(!isThere)(`holds nothing that could do what the product doesn’t${where}`, () => {
    expect(faultsOf(builtFiles(folder), packageJson.version)).toEqual([]);
  });
});
