import { parseAst } from 'vite';
import { faultsOfAddresses } from './addresses';

/** A node of a script's syntax tree, by the ESTree specification. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

type Rule = (node: Node, parent: Node | null) => string | null;

const RUNS_TEXT = 'runs text as code';
const MAKES_MARKUP = 'makes markup of text';
const ASKS = 'asks somebody on a way that the product has no use for';

/** What no script of the product names, whatever it is a part of. */
const UNWANTED = new Map([
  ['eval', RUNS_TEXT],
  ['execScript', RUNS_TEXT],
  ['Worker', RUNS_TEXT],
  ['SharedWorker', RUNS_TEXT],
  ['insertAdjacentHTML', MAKES_MARKUP],
  ['createContextualFragment', MAKES_MARKUP],
  ['setHTMLUnsafe', MAKES_MARKUP],
  ['parseHTMLUnsafe', MAKES_MARKUP],
  ['DOMParser', MAKES_MARKUP],
  ['srcdoc', MAKES_MARKUP],
  ['XMLHttpRequest', ASKS],
  ['WebSocket', ASKS],
  ['WebSocketStream', ASKS],
  ['WebTransport', ASKS],
  ['EventSource', ASKS],
  ['RTCPeerConnection', ASKS],
  ['sendBeacon', ASKS],
]);

/** How each request is made: by hand, and for nothing but the status. */
const GENTLY = { redirect: 'manual', referrerPolicy: 'no-referrer', cache: 'no-store' };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

const nodesIn = (value: unknown): Node[] => (Array.isArray(value) ? value : [value]).filter(isNode);

const childrenOf = (node: Node): Node[] => Object.values(node).flatMap(nodesIn);

/** The text that a node is, where it is one that doesn't change. */
function textOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type !== 'TemplateLiteral' || nodesIn(node.expressions).length > 0) return null;
  return textOfPiece(nodesIn(node.quasis)[0] as Node);
}

const textOfPiece = ({ value }: Node): string => (value as { cooked: string | null }).cooked ?? '';

/** The name of a variable, or of the property that is reached for; '' where it isn't known. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'Identifier') return String(node.name);
  if (node.type === 'ChainExpression') return nameOf(node.expression);
  if (node.type !== 'MemberExpression') return '';
  return node.computed ? (textOf(node.property) ?? '') : nameOf(node.property);
}

/** A key of an object or a class names something of that object's own. */
const isKey = (node: Node, parent: Node | null): boolean =>
  parent !== null &&
  ['Property', 'MethodDefinition', 'PropertyDefinition'].includes(parent.type) &&
  parent.key === node &&
  !parent.computed &&
  !parent.shorthand;

const namesUnwanted: Rule = (node, parent) => {
  const name = node.type === 'Identifier' ? String(node.name) : textOf(node);
  return name === null || isKey(node, parent) ? null : (UNWANTED.get(name) ?? null);
};

/** `Function` may be asked for what all functions have, and nothing be made with it. */
const makesFunctions: Rule = (node, parent) => {
  const name = node.type === 'Identifier' ? String(node.name) : textOf(node);
  if (name !== 'Function' || isKey(node, parent)) return null;
  if (parent?.type === 'BinaryExpression' && parent.operator === 'instanceof') return null;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return RUNS_TEXT;
  return /^(?:prototype|call|apply|bind)$/.test(nameOf(parent)) ? null : RUNS_TEXT;
};

const makesTimersOfText: Rule = (node) => {
  if (node.type !== 'CallExpression' || !/^set(?:Timeout|Interval)$/.test(nameOf(node.callee)))
    return null;
  const [first] = nodesIn(node.arguments);
  const isText = first?.type === 'TemplateLiteral' || first?.type === 'BinaryExpression';
  return isText || textOf(first) !== null ? RUNS_TEXT : null;
};

const importsFromElsewhere: Rule = (node) => {
  if (!/^(?:Import(?:Expression|Declaration)|Export(?:All|Named)Declaration)$/.test(node.type))
    return null;
  if (!isNode(node.source)) return null;
  return isOwnFile(node.source) ? null : 'loads a script from elsewhere';
};

/** Of the package: relative, or from its root, which `//` is not. */
const isOwnFile = (source: unknown): boolean => /^\.{0,2}\/(?!\/)/.test(textOf(source) ?? '');

/** Only called, and with files of the package that are named here. */
const bringsIn: Rule = (node, parent) => {
  const name = node.type === 'Identifier' ? String(node.name) : textOf(node);
  if (name !== 'importScripts' || isKey(node, parent)) return null;
  const isCalled = parent?.type === 'CallExpression' && parent.callee === node;
  const files = nodesIn(parent?.arguments);
  return isCalled && files.length > 0 && files.every(isOwnFile) ? null : RUNS_TEXT;
};

/** But for `dangerouslySetInnerHTML` of Preact, whose value is `__html`; the linter keeps ours from using it. */
const setsMarkup: Rule = (node) => {
  if (node.type !== 'AssignmentExpression' || !/^(?:inner|outer)HTML$/.test(nameOf(node.left)))
    return null;
  const isPreacts =
    node.operator === '=' && nameOf(node.left) === 'innerHTML' && nameOf(node.right) === '__html';
  return isPreacts ? null : MAKES_MARKUP;
};

const writesDocuments: Rule = (node) => {
  if (node.type !== 'MemberExpression' || !/^write(?:ln)?$/.test(nameOf(node))) return null;
  return /^(?:document|ownerDocument|contentDocument)$/.test(nameOf(node.object))
    ? MAKES_MARKUP
    : null;
};

/** Each request says by itself that it is gentle; by another name, none could be told from the rest. */
const asksGently: Rule = (node, parent) => {
  if (nameOf(node) !== 'fetch' || isKey(node, parent)) return null;
  if (parent?.type === 'MemberExpression' && parent.property === node) return null;
  if (parent?.type !== 'CallExpression' || parent.callee !== node)
    return 'takes fetch by another name';
  const said = new Map(
    nodesIn(nodesIn(parent.arguments)[1]?.properties).map(({ key, value }) => [
      nameOf(key),
      textOf(value),
    ]),
  );
  const isGentle = Object.entries(GENTLY).every(([key, value]) => said.get(key) === value);
  return isGentle ? null : 'asks, and not as gently as was promised';
};

const namesAddresses: Rule = (node) => {
  const text = node.type === 'TemplateElement' ? textOfPiece(node) : textOf(node);
  if (text === null || node.type === 'TemplateLiteral') return null;
  return faultsOfAddresses(text)[0] ?? null;
};

const RULES: readonly Rule[] = [
  namesUnwanted,
  makesFunctions,
  makesTimersOfText,
  bringsIn,
  importsFromElsewhere,
  setsMarkup,
  writesDocuments,
  asksGently,
  namesAddresses,
];

/** Long enough to find it again. */
const EXCERPT = 60;

/**
 * Why a built script can't be shipped: what in it could run foreign text, make markup of it, or ask others than the
 * failing site. It reads what is written, and no more: what a script puts together while it runs, the pages' content
 * security policy has to refuse.
 */
export function faultsOfScript(script: string): string[] {
  const faults = /^\/\/[#@]\s*sourceMappingURL=/m.test(script) ? ['names a source map'] : [];
  const steps: { node: Node; parent: Node | null }[] = [
    { node: parseAst(script) as unknown as Node, parent: null },
  ];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { node, parent } = step;
    const excerpt = script.slice(node.start, node.end).slice(0, EXCERPT);
    for (const rule of RULES) {
      const fault = rule(node, parent);
      if (fault !== null) faults.push(`${fault}: ${excerpt}`);
    }
    for (const child of childrenOf(node)) steps.push({ node: child, parent: node });
  }
  return faults;
}
