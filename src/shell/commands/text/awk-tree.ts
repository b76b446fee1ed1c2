/** An awk program as a tree. */

export type AwkLvalue =
  | { readonly kind: 'name'; readonly name: string; readonly line: number }
  | { readonly kind: 'field'; readonly index: AwkExpression }
  | { readonly kind: 'element'; readonly array: string; readonly index: readonly AwkExpression[] };

export type AwkExpression =
  | AwkLvalue
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'regex'; readonly expression: RegExp }
  | { readonly kind: 'group'; readonly inner: AwkExpression }
  | {
      readonly kind: 'assign';
      readonly operator: string;
      readonly target: AwkLvalue;
      readonly value: AwkExpression;
    }
  | {
      readonly kind: 'condition';
      readonly test: AwkExpression;
      readonly yes: AwkExpression;
      readonly no: AwkExpression;
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: AwkExpression;
      readonly right: AwkExpression;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: AwkExpression }
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly before: boolean; readonly target: AwkLvalue }
  | { readonly kind: 'in'; readonly index: readonly AwkExpression[]; readonly array: string }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly AwkExpression[] }
  | { readonly kind: 'builtin'; readonly name: string; readonly arguments: readonly AwkExpression[] }
  | {
      readonly kind: 'getline';
      readonly from: 'input' | 'file' | 'command';
      readonly source: AwkExpression | undefined;
      readonly target: AwkLvalue | undefined;
    };

export interface AwkRedirect {
  readonly operator: '>' | '>>' | '|';
  readonly target: AwkExpression;
}

export type AwkStatement =
  | { readonly kind: 'block'; readonly body: readonly AwkStatement[] }
  | { readonly kind: 'expression'; readonly expression: AwkExpression }
  | {
      readonly kind: 'print' | 'printf';
      readonly arguments: readonly AwkExpression[];
      readonly redirect: AwkRedirect | undefined;
    }
  | {
      readonly kind: 'if';
      readonly test: AwkExpression;
      readonly then: AwkStatement;
      readonly else: AwkStatement | undefined;
    }
  | { readonly kind: 'while'; readonly test: AwkExpression; readonly body: AwkStatement }
  | { readonly kind: 'do'; readonly test: AwkExpression; readonly body: AwkStatement }
  | {
      readonly kind: 'for';
      readonly start: AwkStatement | undefined;
      readonly test: AwkExpression | undefined;
      readonly step: AwkStatement | undefined;
      readonly body: AwkStatement;
    }
  | { readonly kind: 'forin'; readonly name: string; readonly array: string; readonly body: AwkStatement }
  | { readonly kind: 'next' | 'break' | 'continue' }
  | { readonly kind: 'exit' | 'return'; readonly value: AwkExpression | undefined }
  | { readonly kind: 'delete'; readonly array: string; readonly index: readonly AwkExpression[] | undefined };

export interface AwkRule {
  readonly when: 'begin' | 'end' | 'record';
  readonly from: AwkExpression | undefined;
  /** The end of a range. */
  readonly to: AwkExpression | undefined;
  /** Undefined prints the record. */
  readonly body: AwkStatement | undefined;
}

export interface AwkFunction {
  readonly parameters: readonly string[];
  readonly body: AwkStatement;
}

export interface AwkProgram {
  readonly rules: readonly AwkRule[];
  readonly functions: ReadonlyMap<string, AwkFunction>;
}
