/** Tab: cmdlets and programs where a command's name stands, parameters after `-`, else files. */
import type { Completion } from '../../completion.ts';
import type { Program } from '../../program.ts';
import { self } from '../../syscalls.ts';
import { fromWindowsPath } from '../windows-path.ts';
import type { PsState } from './state.ts';

export function* completeLine(state: PsState, text: string, cursor: number): Program<Completion> {
  const before = text.slice(0, cursor);
  const segment = before.split(/[|;({]/).at(-1) ?? '';
  const words = segment.trimStart().split(/\s+/);
  const word = words.at(-1) ?? '';
  const choices =
    words.length <= 1
      ? yield* commandNames(state)
      : word.startsWith('-')
        ? parameterNames(state, words[0] ?? '')
        : yield* fileNames(word);
  const lower = word.toLowerCase();
  const fitting = [...new Set(choices)].filter((one) => one.toLowerCase().startsWith(lower)).sort();
  const [first] = fitting;
  if (first === undefined) return { insert: '', choices: [] };
  let length = first.length;
  for (const one of fitting)
    while (!one.toLowerCase().startsWith(first.slice(0, length).toLowerCase())) length -= 1;
  const ending = fitting.length === 1 && !first.endsWith('\\') ? ' ' : '';
  return { insert: first.slice(word.length, length) + ending, choices: fitting };
}

function* commandNames({ cmdlets }: PsState): Program<readonly string[]> {
  const task = yield* self();
  const folder = task.around.files.find('/', '/Windows/System32', 0);
  const programs =
    folder.ok && folder.value.kind === 'directory'
      ? [...folder.value.entries]
          .filter(([, { kind }]) => kind === 'file')
          .map(([name]) => name.replace(/\.exe$/, ''))
      : [];
  return [...new Set([...cmdlets.values()].map(({ name }) => name)), ...programs];
}

function parameterNames({ cmdlets }: PsState, name: string): readonly string[] {
  return (cmdlets.get(name.toLowerCase())?.parameters ?? []).map((one) => `-${one.name}`);
}

function* fileNames(word: string): Program<readonly string[]> {
  const task = yield* self();
  const [, folder = ''] = /^(.*[\\/])?[^\\/]*$/.exec(word) ?? [];
  const found = task.around.files.find(task.cwd, fromWindowsPath(folder) || '.', task.process.uid);
  if (!found.ok || found.value.kind !== 'directory') return [];
  return [...found.value.entries].map(
    ([name, { kind }]) => `${folder}${name}${kind === 'directory' ? '\\' : ''}`,
  );
}
