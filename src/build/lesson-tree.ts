/** What is looked at of a lesson's syntax tree (mdast with MDX), whoever parsed it. */

export interface TreeAttribute {
  readonly type: string;
  readonly name?: string;
  /** Text in quotes; an expression in braces; null where the name stands alone. */
  readonly value?: string | null | { readonly value: string } | undefined;
}

export interface TreeNode {
  readonly type: string;
  readonly name?: string | null | undefined;
  readonly value?: string;
  readonly url?: string;
  readonly lang?: string | null | undefined;
  readonly attributes?: readonly TreeAttribute[];
  readonly children?: readonly TreeNode[];
  readonly position?: { readonly start: { readonly line: number; readonly column: number } } | undefined;
}

/** Components are written with a capital. */
export function isPart(node: TreeNode): boolean {
  return node.type.startsWith('mdxJsx') && /^[A-Z]/.test(node.name ?? '');
}

/** The parts and text that stand in a node, whatever paragraphs are between. */
export function partsIn(node: TreeNode): readonly TreeNode[] {
  return (node.children ?? []).flatMap((child) => (isPart(child) ? [child] : partsIn(child)));
}

/** The words in a node, code included. */
export function textIn(node: TreeNode): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value ?? '';
  return (node.children ?? []).map(textIn).join('');
}

/** The text of an attribute in quotes. */
export function textOf(node: TreeNode, name: string): string | undefined {
  const value = node.attributes?.find((attribute) => attribute.name === name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** The items of a list in braces; undefined for anything but a list of plain texts. */
export function listOf(node: TreeNode, name: string): readonly string[] | undefined {
  const value = node.attributes?.find((attribute) => attribute.name === name)?.value;
  return typeof value === 'object' && value !== null ? readList(value.value) : undefined;
}

const literal = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\$]|\\.)*`/g;

/** `['one', "two"]` */
export function readList(source: string): readonly string[] | undefined {
  const items = source.match(literal) ?? [];
  const rest = source.replaceAll(literal, '').replaceAll(/\s/g, '');
  if (!new RegExp(`^\\[,{${Math.max(0, items.length - 1)}},?\\]$`).test(rest)) return undefined;
  return items.map((item) => item.slice(1, -1).replaceAll(/\\(.)/g, '$1'));
}

/** Every node below and with this one, with those that it stands in, the nearest last. */
export function* walk(
  node: TreeNode,
  around: readonly TreeNode[] = [],
): Generator<readonly [node: TreeNode, around: readonly TreeNode[]]> {
  yield [node, around];
  for (const child of node.children ?? []) yield* walk(child, [...around, node]);
}
