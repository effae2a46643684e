import { type AccessibleNode, spoken, type TreeNode } from './accessible';
import type { ChromiumSession } from './chromium-session';

interface AxNode {
  readonly nodeId: string;
  readonly childIds?: readonly string[];
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly {
    readonly name: string;
    readonly value: { readonly value: unknown };
  }[];
}

export async function chromiumAccessible(session: ChromiumSession): Promise<AccessibleNode[]> {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const all = nodes as readonly AxNode[];
  const byId = new Map(all.map((node) => [node.nodeId, node]));
  const treeOf = (node: AxNode): TreeNode => {
    const expanded = node.properties?.find(({ name }) => name === 'expanded')?.value.value;
    const role = node.role?.value ?? '';
    return {
      role: node.ignored ? '' : role === 'StaticText' ? 'text' : role,
      name: node.name?.value ?? '',
      ...(typeof expanded === 'boolean' ? { expanded } : {}),
      children: (node.childIds ?? []).flatMap((id) => {
        const child = byId.get(id);
        return child === undefined ? [] : [treeOf(child)];
      }),
    };
  };
  const [root] = all;
  return root === undefined ? [] : spoken(treeOf(root));
}
