import { faultsOfAddresses } from './addresses';
import type { ArchiveFile } from './archive';
import { faultsOfScript } from './code';
import { faultsOfPage, faultsOfStyle } from './pages';

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
  faults.push(...faultsWithin(files));
  const manifest = files.find(({ path }) => path === 'manifest.json');
  if (manifest === undefined) return [...faults, 'There is no manifest.json.'];
  const said: unknown = JSON.parse(new TextDecoder().decode(manifest.bytes)).version;
  if (said !== version) faults.push(`manifest.json is of version ${said}, not ${version}.`);
  return faults;
}

/** What is wrong with a file's text, by what the file is: nothing in it may do what the product doesn't. */
function faultsOfText(text: string, path: string, paths: ReadonlySet<string>): string[] {
  if (path.endsWith('.js')) return faultsOfScript(text);
  if (path.endsWith('.html')) return faultsOfPage(text, path, paths);
  if (path.endsWith('.css')) return faultsOfStyle(text);
  return path.endsWith('.json') ? faultsOfAddresses(text) : [];
}

function faultsWithin(files: readonly ArchiveFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap(({ path, bytes }) =>
    faultsOfText(new TextDecoder().decode(bytes), path, paths).map((fault) => `${path} ${fault}.`),
  );
}
