/** Scripts that are compared with the real bash, as plain data: what README.md describes. */

/** Where each script runs, and as what: bash names it in its messages (`script: line 3: …`). */
export const caseFolder = '/tmp/case';
export const scriptName = 'script';

export interface ScriptCase {
  /** The rule, in words. */
  readonly name: string;
  readonly script: string;
  /** Where it stands in its file, from 1. */
  readonly line: number;
}

export interface ReadError {
  readonly line: number;
  readonly message: string;
}

const heading = /^### *(.*)$/;

/** Cuts a file into its scripts. Lines before the first `###` are a comment on the file. */
export function parseCases(text: string): {
  readonly cases: readonly ScriptCase[];
  readonly errors: readonly ReadError[];
} {
  const found: { name: string; line: number; lines: string[] }[] = [];
  const errors: ReadError[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const name = heading.exec(line)?.[1]?.trim();
    if (name === undefined) {
      if (found.length === 0 && line !== '' && !line.startsWith('#')) {
        errors.push({ line: index + 1, message: 'a line of script before the first "### NAME OF THE RULE"' });
      }
      found.at(-1)?.lines.push(line);
      continue;
    }
    if (name === '') errors.push({ line: index + 1, message: '"###" needs the name of a rule' });
    if (found.some((other) => other.name === name)) {
      errors.push({ line: index + 1, message: `the name "${name}" is used twice in this file` });
    }
    found.push({ name, line: index + 1, lines: [] });
  }
  const cases = found.map(({ name, line, lines }) => ({
    name,
    line,
    script: `${lines.join('\n').trimEnd()}\n`,
  }));
  for (const { script, line } of cases) {
    if (script === '\n') errors.push({ line, message: 'no script stands below this name' });
  }
  return { cases, errors: errors.sort((one, other) => one.line - other.line) };
}
