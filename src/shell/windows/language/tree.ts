/** What was typed, as a tree. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | undefined }
  /** A word of a command, or a string in double quotes: texts and what is filled in. */
  | { readonly kind: 'text'; readonly parts: readonly (string | Expression)[] }
  /** `$name`, `$env:PATH`, `$_` */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'member'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly at: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  /** `( … )`, `$( … )` and `@( … )` */
  | { readonly kind: 'group'; readonly statements: readonly Statement[]; readonly always: boolean }
  | { readonly kind: 'block'; readonly source: string; readonly statements: readonly Statement[] }
  | { readonly kind: 'table'; readonly entries: readonly (readonly [string, Expression])[] };

export type Argument =
  /** `-Name`, `-Name:value`; as a program gets it too. */
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly value: Expression | undefined;
      readonly raw: string;
    }
  | { readonly kind: 'value'; readonly value: Expression };

/** Where a stream goes: `2>&1`, `> $null`, `>> file`. */
export interface Redirection {
  readonly stream: 1 | 2;
  readonly to: Expression | 'output';
  readonly appends: boolean;
}

export type Element =
  | {
      readonly kind: 'command';
      readonly name: Expression;
      readonly arguments: readonly Argument[];
      readonly redirections: readonly Redirection[];
    }
  | {
      readonly kind: 'expression';
      readonly value: Expression;
      readonly redirections: readonly Redirection[];
    };

export interface Pipeline {
  readonly elements: readonly Element[];
  /** Ends with `&`. */
  readonly background: boolean;
  readonly source: string;
}

export interface Statement {
  /** `$name =` in front. */
  readonly assignTo: string | undefined;
  readonly first: Pipeline;
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly pipeline: Pipeline }[];
}
