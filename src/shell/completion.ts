/** Tab completion: commands in the first place, then options, job ids and files. */
import type { Commands } from './command.ts';
import type { Program } from './program.ts';
import type { Shell } from './shell.ts';
import { self } from './syscalls.ts';
import type { Task } from './task.ts';

export interface Completion {
  /** What to add at the cursor; '' when nothing is certain. */
  readonly insert: string;
  /** All that fits, as it is listed. */
  readonly choices: readonly string[];
}

interface Choice {
  /** The whole word. */
  readonly word: string;
  readonly shown: string;
  /** What follows a word that is complete. */
  readonly after: string;
}

export function* completeLine(
  shell: Shell,
  commands: Commands,
  text: string,
  cursor: number,
): Program<Completion> {
  const before = text.slice(0, cursor);
  const word = /(?:[^\s;|&<>()]|\\.)*$/.exec(before)?.[0] ?? '';
  const command = before
    .slice(0, before.length - word.length)
    .split(/[;|&()]/)
    .at(-1)
    ?.trim();
  const redirected = /[<>]\s*$/.test(before.slice(0, before.length - word.length));
  const choices = choose(yield* self(), shell, commands, redirected ? 'cat' : (command ?? ''), word);
  return { insert: certainPart(word, choices), choices: choices.map(({ shown }) => shown) };
}

function choose(
  task: Task,
  shell: Shell,
  commands: Commands,
  command: string,
  word: string,
): readonly Choice[] {
  if (command === '' && !word.includes('/')) {
    const names = [...commands.builtins.keys(), ...commands.programs.keys()];
    return plain(names, word);
  }
  const [name = ''] = command.split(/\s+/);
  if (word.startsWith('-')) {
    const table = (commands.builtins.get(name) ?? commands.programs.get(name))?.options;
    const options = table?.options ?? [];
    const spelled = options.map(({ long, short }) =>
      long && !(short && word === '-') ? `--${long}` : `-${short}`,
    );
    return plain(spelled, word);
  }
  if (word.startsWith('%')) {
    return plain(
      shell.jobs.map(({ number }) => `%${number}`),
      word,
    );
  }
  if (/^(python3?) -m$/.test(command)) return plain(['http.server'], word);
  return files(task, shell, word);
}

function plain(names: readonly string[], word: string): readonly Choice[] {
  return [...new Set(names)]
    .filter((name) => name.startsWith(word))
    .sort()
    .map((name) => ({ word: name, shown: name, after: ' ' }));
}

function files(task: Task, shell: Shell, word: string): readonly Choice[] {
  const cut = word.lastIndexOf('/') + 1;
  const folder = word.slice(0, cut);
  const start = word.slice(cut).replace(/\\(.)/g, '$1');
  const place = folder.replace(/^~(?=\/)/, shell.variables.get('HOME') ?? '~') || '.';
  const found = task.around.files.find(task.cwd, place, task.process.uid);
  if (!found.ok || found.value.kind !== 'directory') return [];
  return [...found.value.entries]
    .filter(([name]) => name.startsWith(start) && (start !== '' || !name.startsWith('.')))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { kind }]) => {
      const mark = kind === 'directory' ? '/' : '';
      const escaped = name.replace(/[\s"'\\$&|;<>()*?[\]]/g, '\\$&');
      return { word: folder + escaped + mark, shown: name + mark, after: mark ? '' : ' ' };
    });
}

/** What all choices agree on beyond the word, with the space after it when there is only one. */
function certainPart(word: string, choices: readonly Choice[]): string {
  const [first] = choices;
  if (!first) return '';
  if (choices.length === 1) return first.word.slice(word.length) + first.after;
  let length = first.word.length;
  for (const choice of choices) {
    while (!choice.word.startsWith(first.word.slice(0, length))) length -= 1;
  }
  return first.word.slice(word.length, length);
}
