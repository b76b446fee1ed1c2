import type { ProgramFile } from '../../command.ts';
import { open, write } from '../../syscalls.ts';
import { curly, fileError, gnuTool, quit, usageError } from '../gnu-tool.ts';
import { eachFile, linesOf } from './input.ts';

/** uniq(1) of GNU coreutils. */
export const uniq: ProgramFile = gnuTool({
  name: 'uniq',
  summary: 'report or drop repeated lines that follow one another',
  operands: '[OPTION]... [INPUT [OUTPUT]]',
  about:
    'Filter adjacent matching lines from INPUT (or standard input), writing to OUTPUT (or standard output).',
  options: [
    { short: 'c', long: 'count', help: 'prefix lines by the number of occurrences' },
    { short: 'd', long: 'repeated', help: 'only print repeated lines, one for each group' },
    { short: 'f', long: 'skip-fields', argument: 'N', help: 'avoid comparing the first N fields' },
    { short: 'i', long: 'ignore-case', help: 'ignore differences in case when comparing' },
    { short: 's', long: 'skip-chars', argument: 'N', help: 'avoid comparing the first N characters' },
    { short: 'u', long: 'unique', help: 'only print lines that are not repeated' },
    { short: 'w', long: 'check-chars', argument: 'N', help: 'compare no more than N characters' },
  ],
  absent: 'Dz',
  absentNames: ['all-repeated', 'group'],
  *run(call) {
    const [input = '-', output, extra] = call.operands;
    if (extra !== undefined) return yield* usageError(call, `extra operand ${curly(extra)}`);
    const fields = yield* number('skip-fields', 'number of fields to skip');
    const skip = yield* number('skip-chars', 'number of bytes to skip');
    const width = call.has('check-chars')
      ? yield* number('check-chars', 'number of bytes to compare')
      : undefined;
    let target = 1;
    if (output !== undefined && output !== '-') {
      const opened = yield* open(output, 'write');
      if (!opened.ok) return yield* quit(1, `uniq: ${fileError(output, opened.errno)}\n`);
      target = opened.value;
    }

    function keyOf(line: string): string {
      const rest = fields > 0 ? line.replace(new RegExp(`^(?:[ \\t]*[^ \\t]+){0,${fields}}`), '') : line;
      const part = rest.slice(skip, width === undefined ? undefined : skip + width);
      return call.has('ignore-case') ? part.toLowerCase() : part;
    }

    let group: { readonly line: string; readonly key: string; count: number } | undefined;
    const shown = (): string => {
      if (!group) return '';
      const repeated = group.count > 1;
      if ((call.has('repeated') && !repeated) || (call.has('unique') && repeated)) return '';
      return `${call.has('count') ? `${String(group.count).padStart(7)} ` : ''}${group.line}\n`;
    };
    const all = yield* eachFile(
      [input],
      (path, errno) => call.warn(fileError(path, errno)),
      function* (fd) {
        const lines = linesOf(fd);
        for (let some = yield* lines.next(); some; some = yield* lines.next()) {
          let text = '';
          for (const line of some) {
            const key = keyOf(line);
            if (group?.key === key) {
              group.count += 1;
              continue;
            }
            text += shown();
            group = { line, key, count: 1 };
          }
          if (target === 1) yield* call.out(text);
          else yield* write(target, text);
        }
      },
    );
    if (target === 1) yield* call.out(shown());
    else yield* write(target, shown());
    return all ? 0 : 1;

    function* number(option: string, what: string) {
      const text = call.value(option) ?? '0';
      if (!/^\d+$/.test(text)) return yield* quit(1, `uniq: ${text}: invalid ${what}\n`);
      return Number(text);
    }
  },
});
