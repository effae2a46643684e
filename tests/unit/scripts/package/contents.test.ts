import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../../scripts/package/contents';

const file = (path: string, text = 'x') => ({ path, bytes: new TextEncoder().encode(text) });
const manifest = (version: string) => file('manifest.json', JSON.stringify({ version }));

describe('what may be shipped', () => {
  const good = [
    manifest('1.2.3'),
    file('assets/main.ts.js'),
    file('icons/16.png'),
    file('src/popup/index.html'),
    file('_locales/en/messages.json'),
  ];

  it('is what an extension is made of', () => {
    expect(faultsOf(good, '1.2.3')).toEqual([]);
  });

  it.each([
    'assets/main.js.map',
    '.vite/manifest.json',
    'assets/.DS_Store',
    'tests/a.js',
    'src/a.test.js',
    'stories/index.html',
    'node_modules/a/index.js',
    'src/popup/main.tsx',
    'README.md',
  ])('has no %s in it', (path) => {
    const faults = faultsOf([...good, file(path)], '1.2.3');
    expect(faults).toEqual([expect.stringContaining(path)]);
  });

  it('has no empty file in it', () => {
    expect(faultsOf([...good, file('assets/a.js', '')], '1.2.3')).toEqual([
      'assets/a.js is empty.',
    ]);
  });

  it('is of the package’s version', () => {
    expect(faultsOf(good, '1.2.4')).toEqual(['manifest.json is of version 1.2.3, not 1.2.4.']);
  });

  it.each([
    ['assets/a.js', "eval('1')"],
    ['assets/a.css', "@import 'b.css';"],
    ['src/popup/index.html', '<script>run()</script>'],
    ['_locales/de/messages.json', '{"a":"https://collector.example/"}'],
  ])('has nothing in %s that could do what the product doesn’t', (path, text) => {
    const others = good.filter((one) => one.path !== path);
    expect(faultsOf([...others, file(path, text)], '1.2.3')).toEqual([
      expect.stringContaining(path),
    ]);
  });

  it('has a manifest', () => {
    expect(faultsOf(good.slice(1), '1.2.3')).toEqual(['There is no manifest.json.']);
  });
});
