import { describe, expect, it } from 'vitest';
import { closeDoors } from '../../../build/close-doors';

type Bundle = Record<string, { type: string; source: string }>;

/** Runs the plugin's one hook on a bundle. */
function close(bundle: Bundle): void {
  const { generateBundle } = closeDoors();
  if (typeof generateBundle !== 'object') throw new Error('the plugin lost its hook');
  (generateBundle.handler as (options: unknown, bundle: Bundle) => void)({}, bundle);
}

describe('the end of a build', () => {
  it('takes every open file out of the manifest, and nothing else', () => {
    const open = { name: 'x', web_accessible_resources: [{ resources: ['card.js'] }], icons: {} };
    const bundle = { 'manifest.json': { type: 'asset', source: JSON.stringify(open) } };
    close(bundle);
    expect(JSON.parse(bundle['manifest.json'].source)).toEqual({ name: 'x', icons: {} });
  });

  it('fails where there is no manifest to close', () => {
    expect(() => close({})).toThrow('manifest.json');
  });
});
