/** What assistive technology gets of a document, as the browser hands it out: closed shadow roots are open to it. */
export interface AccessibleNode {
  /** In ARIA's words; 'text' for running text. */
  readonly role: string;
  readonly name: string;
  /** Of what opens and closes. */
  readonly expanded?: boolean;
}

/** What is read out as one, and in one's own words: what is inside of it is not read again. */
const WHOLE = ['heading', 'button', 'text'];

/** The number before an entry of a list: Chromium has it as a text, Firefox in the entry's name. */
const MARKER = /^\d+$/;

const SPOKEN = ['region', 'status', 'list', ...WHOLE];

/** A node of a browser's own tree, its role in ARIA's words. */
export interface TreeNode extends AccessibleNode {
  readonly children: readonly TreeNode[];
}

/** The nodes that a screen reader speaks of, in the order in which it does. */
export function spoken(node: TreeNode): AccessibleNode[] {
  const { children, ...itself } = node;
  if (node.role === 'text' && MARKER.test(node.name)) return [];
  if (node.role === 'listitem') return [{ role: node.role, name: '' }, ...children.flatMap(spoken)];
  const inside = WHOLE.includes(node.role) ? [] : children.flatMap(spoken);
  return SPOKEN.includes(node.role) ? [itself, ...inside] : inside;
}

/** One line a node, without the marks that keep foreign text apart. */
export function inLines(nodes: readonly AccessibleNode[]): string[] {
  return nodes.map(({ role, name, expanded }) => {
    const state = expanded === undefined ? '' : expanded ? ' (open)' : ' (closed)';
    return `${role} ${name}${state}`.replace(/[\u2066-\u2069]/g, '').trim();
  });
}
