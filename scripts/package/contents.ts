import type { ArchiveFile } from './archive';

/** What the bundler puts into an extension, by the end of the name. Anything else is there by mistake. */
const SHIPPED = /\.(?:js|css|html|json|png|svg)$/;

const MISTAKES: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)\./, 'begins with a dot'],
  [/\.map$/, 'is a source map'],
  [/(?:^|\/)(?:tests?|stories|node_modules)(?:\/|$)|\.(?:test|spec)\./, 'belongs to the tests'],
];

/** Why these files can't be shipped as an extension of this version, a sentence each; none where they can. */
export function faultsOf(files: readonly ArchiveFile[], version: string): string[] {
  const faults = files.flatMap(({ path, bytes }) => {
    const known = MISTAKES.find(([pattern]) => pattern.test(path));
    if (known !== undefined) return [`${path} ${known[1]}.`];
    if (!SHIPPED.test(path)) return [`${path} is of no kind that an extension is made of.`];
    return bytes.length === 0 ? [`${path} is empty.`] : [];
  });
  const manifest = files.find(({ path }) => path === 'manifest.json');
  if (manifest === undefined) return [...faults, 'There is no manifest.json.'];
  const said: unknown = JSON.parse(new TextDecoder().decode(manifest.bytes)).version;
  if (said !== version) faults.push(`manifest.json is of version ${said}, not ${version}.`);
  return faults;
}
