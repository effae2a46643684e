import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/** What brings in another document, or changes where addresses lead. */
const UNWANTED = new Set(['base', 'embed', 'frame', 'iframe', 'object', 'portal', 'style']);

/** Attributes by which a page loads something. */
const LOADING = new Set(['src', 'href', 'srcset', 'data', 'poster', 'action', 'formaction']);

function elementsOf(node: Node): Element[] {
  const below = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
  return defaultTreeAdapter.isElementNode(node) ? [node, ...below] : below;
}

/** The file of the package that an address of a page at `path` leads to; null where it leads out of the package. */
function fileAt(address: string, path: string): string | null {
  const origin = 'package://root/';
  const file = URL.canParse(address, origin + path) ? new URL(address, origin + path).href : '';
  return file.startsWith(origin) ? file.slice(origin.length) : null;
}

function faultsOfElement(
  { tagName, attrs, childNodes }: Element,
  path: string,
  files: ReadonlySet<string>,
): string[] {
  const faults: string[] = [];
  const attributes = new Map(attrs.map(({ name, value }) => [name, value]));
  if (UNWANTED.has(tagName)) faults.push(`has a <${tagName}>`);
  if (tagName === 'script' && childNodes.length > 0) faults.push('has a script in its markup');
  if (attributes.get('http-equiv')?.toLowerCase() === 'refresh') faults.push('leads away');
  for (const [name, value] of attributes) {
    if (name === 'style' || name.startsWith('on')) faults.push(`has an attribute ${name}`);
    if (!LOADING.has(name)) continue;
    const file = fileAt(value, path);
    if (file === null || !files.has(file))
      faults.push(`loads ${value}, which is not in the package`);
  }
  return faults;
}

/** Why a page can't be shipped. `files` are all paths of the package, `path` is the page's own. */
export function faultsOfPage(markup: string, path: string, files: ReadonlySet<string>): string[] {
  return elementsOf(parse(markup)).flatMap((element) => faultsOfElement(element, path, files));
}

/** Why a style sheet can't be shipped: none of the product's loads anything at all. */
export function faultsOfStyle(style: string): string[] {
  const loading = /@import\b|\b(?:url|src|image-set|image)\s*\(|\/\/[#@]\s*sourceMappingURL=/i;
  const [found] = loading.exec(style) ?? [];
  return found === undefined ? [] : [`loads something: ${found}`];
}
