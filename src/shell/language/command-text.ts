/** Commands as bash itself prints them, in its list of jobs and for `type` and `declare -f` (print_cmd.c). */
import type {
  AndOr,
  ArithmeticExpression,
  CommandNode,
  Function as FunctionNode,
  PipelineNode,
  Redirection,
  Statement,
  TestExpression,
} from 'unbash';

export function commandText(source: string, node: PipelineNode | AndOr): string {
  return new Printer(source).list(node);
}

/** `name () { … }` as `declare -f` prints it. */
export function functionText(source: string, name: string, body: FunctionNode['body']): string {
  return `${new Printer(source).definition(name, body)}\n`;
}

class Printer {
  private readonly source: string;
  private depth = 0;
  /** Inside a function every command has a line of its own. */
  private inFunction = false;
  /** The bodies of here-documents that wait for the end of their line. */
  private documents: string[] = [];

  constructor(source: string) {
    this.source = source;
  }

  list(node: PipelineNode | AndOr): string {
    if (node.type === 'AndOr') {
      return interleave(
        node.commands.map((command) => this.list(command)),
        node.operators,
      );
    }
    if (node.type !== 'Pipeline') return this.command(node);
    const prefix = node.prefixes.map((one) =>
      one.type === 'Negation' ? '! ' : one.posix ? 'time -p ' : 'time ',
    );
    const parts = node.commands.map((command) => this.command(command));
    // bash reads `|&` as `2>&1 |`.
    const shown = parts.map((part, index) => (node.operators[index] === '|&' ? `${part} 2>&1` : part));
    return (
      prefix.join('') +
      interleave(
        shown,
        node.operators.map(() => '|'),
      )
    );
  }

  definition(name: string, body: FunctionNode['body']): string {
    const before = this.inFunction;
    this.inFunction = true;
    const text = this.definitionText(name, body);
    this.inFunction = before;
    return text;
  }

  private definitionText(name: string, body: FunctionNode['body']): string {
    const braces = (statements: readonly Statement[]): string =>
      `{ \n${this.block(statements)}${this.margin()}}`;
    const start = `${name} () \n${this.margin()}`;
    if (body.type === 'CompoundList') return start + braces(body.commands);
    if (body.type === 'BraceGroup') return start + braces(body.body.commands);
    if (body.type === 'Redirected' && body.command.type === 'BraceGroup') {
      return `${start}${braces(body.command.body.commands)}${this.redirections(body.redirects)}`;
    }
    return `${start}{ \n${this.indented(() => this.margin() + this.command(body))}\n${this.margin()}}`;
  }

  private margin(): string {
    return ' '.repeat(4 * this.depth);
  }

  private indented(print: () => string): string {
    this.depth += 1;
    const text = print();
    this.depth -= 1;
    return text;
  }

  /** Statements on lines of their own, one level deeper. */
  private block(statements: readonly Statement[], end = ''): string {
    return this.indented(() => `${this.margin()}${this.statements(statements)}${end}\n`);
  }

  private statements(statements: readonly Statement[]): string {
    const separator = this.inFunction ? `;\n${this.margin()}` : '; ';
    return statements
      .map((statement, index) => {
        const text = this.list(statement.command);
        const last = index === statements.length - 1;
        const bodies = this.takeDocuments();
        if (statement.background) return `${text} &${bodies}${last ? '' : ' '}`;
        if (bodies !== '') return `${text}${bodies}${last ? '' : this.margin()}`;
        return text + (last ? '' : separator);
      })
      .join('');
  }

  private takeDocuments(): string {
    const bodies = this.documents.join('');
    this.documents = [];
    return bodies === '' ? '' : `\n${bodies}`;
  }

  private command(node: CommandNode): string {
    switch (node.type) {
      case 'Command': {
        const before = node.prefix.flatMap((part) => (part.type === 'Assignment' ? [part.text] : []));
        const words = [
          ...before,
          ...(node.name ? [node.name.text] : []),
          ...node.args.map(({ text }) => text),
        ];
        return words.join(' ') + this.redirections(node.redirects, words.length > 0);
      }
      case 'BraceGroup':
        return !this.inFunction
          ? `{ ${this.statements(node.body.commands)}; }`
          : `{ \n${this.block(node.body.commands)}${this.margin()}}`;
      case 'Subshell':
        return `( ${this.statements(node.body.commands)} )`;
      case 'Redirected':
        return this.command(node.command) + this.redirections(node.redirects);
      case 'If': {
        const [first, ...others] = [node, ...node.elif];
        let text = this.branch(first);
        for (const other of others) {
          text += `${this.margin()}else\n`;
          this.depth += 1;
          text += this.margin() + this.branch(other);
        }
        if (node.else) text += `${this.margin()}else\n${this.block(node.else.commands, ';')}`;
        for (const _ of others) {
          text += `${this.margin()}fi;\n`;
          this.depth -= 1;
        }
        return `${text}${this.margin()}fi`;
      }
      case 'While':
        return `${node.kind} ${this.statements(node.clause.commands)}; do\n${this.body(node.body.commands)}`;
      case 'For':
      case 'Select': {
        const words = node.wordlist ? node.wordlist.map(({ text }) => text).join(' ') : '"$@"';
        const kind = node.type === 'For' ? 'for' : 'select';
        return `${kind} ${node.name.text} in ${words};\n${this.margin()}do\n${this.body(node.body.commands)}`;
      }
      case 'ArithmeticFor': {
        const parts = [node.initialize, node.test, node.update].map((part) => this.expression(part));
        return `for ((${parts.join('; ')}))\n${this.margin()}do\n${this.body(node.body.commands)}`;
      }
      case 'Case': {
        const items = node.items.map(({ body, pattern, terminator }) =>
          this.indented(() => {
            const start = `${this.margin()}${pattern.map(({ text }) => text).join(' | ')})\n`;
            const inside = body.commands.length > 0 ? this.block(body.commands) : `${this.margin()}\n`;
            return `${start}${inside}${this.margin()}${terminator ?? ';;'}\n`;
          }),
        );
        return `case ${node.word.text} in \n${items.join('')}${this.margin()}esac`;
      }
      case 'TestCommand':
        return `[[ ${testText(node.expression)} ]]`;
      case 'ArithmeticCommand':
        return `((${node.body}))`;
      case 'Function':
        return `function ${this.definition(node.name.text, node.body)}`;
      case 'Coproc':
        return this.source.slice(node.pos, node.end);
    }
  }

  private expression(part: ArithmeticExpression | undefined): string {
    return part ? this.source.slice(part.pos, part.end) : '1';
  }

  private branch(node: {
    readonly clause: { readonly commands: readonly Statement[] };
    readonly then: { readonly commands: readonly Statement[] };
  }): string {
    return `if ${this.statements(node.clause.commands)}; then\n${this.block(node.then.commands, ';')}`;
  }

  private body(statements: readonly Statement[]): string {
    return `${this.block(statements, ';')}${this.margin()}done`;
  }

  private redirections(redirects: readonly Redirection[], space = true): string {
    return redirects.map((one, index) => (space || index > 0 ? ' ' : '') + this.redirection(one)).join('');
  }

  private redirection(redirect: Redirection): string {
    const { descriptor } = redirect;
    const fd =
      descriptor?.type === 'FileDescriptor'
        ? String(descriptor.value)
        : descriptor
          ? `{${descriptor.name}}`
          : undefined;
    if (redirect.type === 'HereDoc') {
      const word = redirect.delimiter?.text ?? '';
      this.documents.push(`${redirect.body.text}${redirect.delimiter?.value ?? ''}\n`);
      return `${fd ?? ''}${redirect.operator}${word}`;
    }
    const target = redirect.target?.text ?? '';
    const { operator } = redirect;
    if (operator === '>&' || operator === '<&')
      return `${fd ?? (operator === '>&' ? 1 : 0)}${operator}${target}`;
    const usual = operator.startsWith('<') ? '0' : '1';
    return `${fd === undefined || fd === usual ? '' : fd}${operator} ${target}`;
  }
}

function interleave(parts: readonly string[], operators: readonly string[]): string {
  return parts.map((part, index) => (index === 0 ? part : ` ${operators[index - 1]} ${part}`)).join('');
}

function testText(node: TestExpression): string {
  switch (node.type) {
    case 'TestUnary':
      return node.operator === '-n' && !node.operand ? '' : `${node.operator} ${node.operand.text}`;
    case 'TestBinary':
      return `${node.left.text} ${node.operator} ${node.right.text}`;
    case 'TestLogical':
      return node.operands.map(testText).join(` ${node.operator} `);
    case 'TestNot':
      return `${node.negations.map(() => '! ').join('')}${testText(node.operand)}`;
    case 'TestGroup':
      return `( ${testText(node.expression)} )`;
  }
}
