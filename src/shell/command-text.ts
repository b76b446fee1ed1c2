/** A command as bash prints it in its list of jobs: the words as typed, redirections spaced its own way. */
import type { AndOr, CommandNode, PipelineNode, Redirection } from 'unbash';

export function commandText(source: string, node: PipelineNode | AndOr): string {
  switch (node.type) {
    case 'AndOr':
      return interleave(
        node.commands.map((command) => commandText(source, command)),
        node.operators,
      );
    case 'Pipeline': {
      const prefix = node.prefixes.map(({ type }) => (type === 'Negation' ? '! ' : 'time ')).join('');
      const parts = node.commands.map((command) => commandText(source, command));
      return prefix + interleave(parts, node.operators);
    }
    default:
      return simpleText(source, node);
  }
}

function interleave(parts: readonly string[], operators: readonly string[]): string {
  return parts.map((part, index) => (index === 0 ? part : ` ${operators[index - 1]} ${part}`)).join('');
}

function simpleText(source: string, node: CommandNode): string {
  if (node.type !== 'Command') return source.slice(node.pos, node.end);
  const before = node.prefix.flatMap((part) => (part.type === 'Assignment' ? [part.text] : []));
  const name = node.name ? [node.name.text] : [];
  const words = node.args.map(({ text }) => text);
  return [...before, ...name, ...words, ...node.redirects.map(redirectionText)].join(' ');
}

function redirectionText(redirect: Redirection): string {
  const fd = redirect.descriptor?.type === 'FileDescriptor' ? redirect.descriptor.value : undefined;
  if (redirect.type === 'HereDoc') return `${redirect.operator}${redirect.delimiter?.text ?? ''}`;
  const target = redirect.target?.text ?? '';
  const { operator } = redirect;
  if (operator === '>&' || operator === '<&')
    return `${fd ?? (operator === '>&' ? 1 : 0)}${operator}${target}`;
  const usual = operator.startsWith('<') ? 0 : 1;
  return `${fd === undefined || fd === usual ? '' : fd}${operator} ${target}`;
}
