import { type AccessibleNode, spoken, type TreeNode } from './accessible';
import type { FirefoxChrome } from './firefox-chrome';
import { pollUntil } from './poll';

interface Accessible {
  readonly role: number;
  readonly name: string | null;
  readonly childCount: number;
  readonly firstChild: Accessible | null;
  readonly nextSibling: Accessible | null;
  getState(state: { value?: number }, more: { value?: number }): void;
}

interface AccessibilityService {
  getAccessibleFor(node: unknown): Accessible | null;
  getStringRole(role: number): string;
  getStringStates(state: number, more: number): { length: number; item(index: number): string };
}

/** Firefox begins to make the tree when it is first asked, and the page's own process hands it in. */
export async function firefoxAccessible(
  chrome: FirefoxChrome,
  contextId: string,
): Promise<AccessibleNode[]> {
  const tree = await pollUntil(() => chrome.run<TreeNode | null>(treeOf, contextId).then(orNone), {
    what: () => 'the accessibility tree',
  });
  return spoken(tree);
}

const orNone = (tree: TreeNode | null): TreeNode | undefined => tree ?? undefined;

/** Runs in Firefox's own scope: it must stand alone, its source is all that travels. */
function treeOf(contextId: string): TreeNode | null {
  const { NavigableManager } = ChromeUtils.importESModule<{
    NavigableManager: { getBrowserById(id: string): unknown };
  }>('chrome://remote/content/shared/NavigableManager.sys.mjs');
  const { classes, interfaces } = (
    globalThis as unknown as {
      Components: {
        classes: Record<string, { getService(type: unknown): AccessibilityService }>;
        interfaces: Record<string, unknown>;
      };
    }
  ).Components;
  const service = classes['@mozilla.org/accessibilityService;1']?.getService(
    interfaces.nsIAccessibilityService,
  );
  const roles: Record<string, string> = {
    pushbutton: 'button',
    'text leaf': 'text',
    statusbar: 'status',
  };
  const node = (accessible: Accessible): TreeNode => {
    const state: { value?: number } = {};
    const more: { value?: number } = {};
    accessible.getState(state, more);
    const list = service?.getStringStates(state.value ?? 0, more.value ?? 0);
    const states = Array.from({ length: list?.length ?? 0 }, (_, at) => list?.item(at));
    const role = service?.getStringRole(accessible.role) ?? '';
    const children: TreeNode[] = [];
    for (let child = accessible.firstChild; child !== null; child = child.nextSibling)
      children.push(node(child));
    return {
      role: roles[role] ?? role,
      name: accessible.name ?? '',
      ...(states.includes('expandable') ? { expanded: states.includes('expanded') } : {}),
      children,
    };
  };
  const document = service?.getAccessibleFor(
    NavigableManager.getBrowserById(contextId),
  )?.firstChild;
  return document == null || document.childCount === 0 ? null : node(document);
}
