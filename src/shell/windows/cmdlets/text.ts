/** Cmdlets for texts: what is written, read from files, and searched. */
import { readContent, resolvePath } from '../../file-system.ts';
import type { Program } from '../../program.ts';
import { openStream, self } from '../../syscalls.ts';
import type { Cmdlet, CmdletCall } from '../language/cmdlet.ts';
import { PsError } from '../language/errors.ts';
import { formatValues } from '../language/format.ts';
import { isTrue, listOf, textOf, type Value } from '../language/values.ts';
import { fromWindowsPath, toWindowsPath } from '../windows-path.ts';

const writeOutput: Cmdlet = {
  name: 'Write-Output',
  summary: 'give values to the pipe, or show them',
  aliases: ['echo', 'write'],
  parameters: [...Array(20).keys()].map((position) => ({ name: `InputObject${position}`, position })),
  run(call) {
    const given = [...Array(20).keys()].flatMap((position) => listOf(call.value(`InputObject${position}`)));
    return given.length > 0 ? given : (call.input ?? []);
  },
};

const writeHost: Cmdlet = {
  name: 'Write-Host',
  summary: 'show a text',
  parameters: [
    ...writeOutput.parameters,
    { name: 'NoNewline', switch: true },
    { name: 'ForegroundColor' },
    { name: 'BackgroundColor' },
  ],
  *run(call) {
    const given = [...Array(20).keys()].flatMap((position) => listOf(call.value(`InputObject${position}`)));
    yield* call.show(`${given.map(textOf).join(' ')}${call.has('NoNewline') ? '' : '\n'}`);
    return [];
  },
};

const selectString: Cmdlet = {
  name: 'Select-String',
  summary: 'find lines: netstat -ano | Select-String 62893',
  aliases: ['sls'],
  parameters: [
    { name: 'Pattern', position: 0 },
    { name: 'Path', position: 1 },
    { name: 'SimpleMatch', switch: true },
    { name: 'CaseSensitive', switch: true },
    { name: 'NotMatch', switch: true },
    { name: 'Quiet', switch: true },
  ],
  absent: 'Context AllMatches List Raw Encoding Exclude Include LiteralPath NoEmphasis Culture',
  *run(call) {
    const path = call.text('Path');
    const lines =
      path === undefined ? formatValues(call.input ?? [], 120, false).split('\n') : yield* readLines(path);
    const patterns = call.list('Pattern').map(textOf);
    const tests = patterns.map((pattern) => {
      try {
        return new RegExp(
          call.has('SimpleMatch') ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : pattern,
          call.has('CaseSensitive') ? '' : 'i',
        );
      } catch {
        throw new PsError(`The string ${pattern} is not a valid regular expression.`);
      }
    });
    const found = lines.filter(
      (line) => line !== '' && tests.some((test) => test.test(line)) !== call.has('NotMatch'),
    );
    if (call.has('Quiet')) return [found.length > 0];
    // PowerShell puts an empty line before and after what it found.
    return found.length > 0 ? ['', ...found, ''] : [];
  },
};

export function* readLines(path: string): Program<readonly string[]> {
  const task = yield* self();
  const found = task.around.files.find(task.cwd, fromWindowsPath(path), task.process.uid);
  if (!found.ok || found.value.kind !== 'file') {
    throw new PsError(
      `Cannot find path '${toWindowsPath(resolvePath(task.cwd, fromWindowsPath(path)))}' because it does not exist.`,
    );
  }
  return readContent(found.value).replace(/\n$/, '').split('\n');
}

const getContent: Cmdlet = {
  name: 'Get-Content',
  summary: 'show a file',
  aliases: ['gc', 'cat', 'type'],
  parameters: [
    { name: 'Path', position: 0, aliases: ['LiteralPath'] },
    { name: 'TotalCount', aliases: ['First', 'Head'] },
    { name: 'Tail', aliases: ['Last'] },
    { name: 'Raw', switch: true },
  ],
  absent: 'Wait Encoding Delimiter ReadCount Stream Force Filter Include Exclude Credential AsByteStream',
  *run(call) {
    let lines = yield* readLines(call.text('Path') ?? '');
    const [first, last] = [call.number('TotalCount'), call.number('Tail')];
    if (first !== undefined) lines = lines.slice(0, first);
    if (last !== undefined) lines = lines.slice(-last);
    return call.has('Raw') ? [lines.join('\n')] : lines;
  },
};

function* writeFile(call: CmdletCall, flags: 'write' | 'append', text: string): Program<readonly Value[]> {
  const path = call.text('Path') ?? call.text('FilePath') ?? '';
  const task = yield* self();
  const opened = openStream(task, fromWindowsPath(path), flags);
  if (!opened.ok)
    throw new PsError(
      `Could not find a part of the path '${toWindowsPath(resolvePath(task.cwd, fromWindowsPath(path)))}'.`,
    );
  opened.value.write(task, text);
  return [];
}

const written = [
  { name: 'Path', position: 0, aliases: ['LiteralPath'] },
  { name: 'Value', position: 1 },
  { name: 'NoNewline', switch: true },
  { name: 'Encoding' },
] as const;

function textToWrite(call: CmdletCall): string {
  const values = call.value('Value') === undefined ? (call.input ?? []) : call.list('Value');
  const text = values.map(textOf).join('\n');
  return isTrue(call.value('NoNewline')) ? text : `${text}\n`;
}

const setContent: Cmdlet = {
  name: 'Set-Content',
  summary: 'write a file',
  aliases: ['sc'],
  parameters: written,
  run: (call) => writeFile(call, 'write', textToWrite(call)),
};

const addContent: Cmdlet = {
  name: 'Add-Content',
  summary: 'write at the end of a file',
  aliases: ['ac'],
  parameters: written,
  run: (call) => writeFile(call, 'append', textToWrite(call)),
};

const outFile: Cmdlet = {
  name: 'Out-File',
  summary: 'write the output to a file',
  parameters: [{ name: 'FilePath', position: 0 }, { name: 'Append', switch: true }, { name: 'Encoding' }],
  run: (call) =>
    writeFile(call, call.has('Append') ? 'append' : 'write', formatValues(call.input ?? [], 120, false)),
};

export const textCmdlets: readonly Cmdlet[] = [
  writeOutput,
  writeHost,
  selectString,
  getContent,
  setContent,
  addContent,
  outFile,
];
