/** What can stand at a place of a command line: names of commands, files, variables, jobs, users, signals. */
import type { Commands } from './command.ts';
import type { Place } from './completion.ts';
import { readContent } from './file-system.ts';
import type { Shell } from './shell.ts';
import { signalTable } from './signal.ts';
import { hasEnded, type Task } from './task.ts';

export interface Choice {
  /** The whole word, without quotes. */
  readonly word: string;
  readonly shown: string;
  /** What follows a word that is complete. */
  readonly after: '' | ' ' | '/' | '}';
  /** The word means itself and is not quoted: `$HOME`, `~root`. */
  readonly plain?: boolean;
}

/** After these a command follows. */
const commandFollows = new Set(
  'sudo env time nohup strace watch xargs command exec builtin timeout nice setsid ! if then elif else while until do {'.split(
    ' ',
  ),
);
const keywords = 'if then elif else fi for while until do done case esac in function select time'.split(' ');

/** What comes after the name of these programs. */
const subcommands: ReadonlyMap<string, string> = new Map([
  ['ip', 'address link neighbour route'],
  [
    'ufw',
    'allow app default delete deny disable enable insert limit logging reject reload reset route show status',
  ],
  ['systemctl', 'disable enable is-active is-enabled list-units reload restart start status stop'],
  ['getent', 'ahosts ahostsv4 ahostsv6 hosts networks passwd protocols services'],
]);

export function choicesFor(
  task: Task,
  shell: Shell,
  commands: Commands,
  { words, word, redirected }: Place,
): readonly Choice[] {
  if (/^\$\{?\w*$/.test(word)) return variables(shell, word);
  if (/^~[^/]*$/.test(word)) return homes(task, word);
  if (redirected) return files(task, shell, word);
  const start = commandStart(words);
  const [name, ...rest] = words.slice(start);
  if (name === undefined) {
    if (word.includes('/')) return files(task, shell, word);
    if (start > 0 && word.startsWith('-')) return optionsOf(commands, words[start - 1] ?? '', word);
    return among(commandNames(shell, commands), word);
  }
  const special = argumentsOf(task, shell, commands, name, rest, word);
  if (special) return among(special, word);
  if (word.startsWith('-')) return optionsOf(commands, name, word);
  if (word.startsWith('%')) return among(jobIds(shell), word);
  return files(task, shell, word, /^(cd|pushd|rmdir)$/.test(name));
}

/** Where the command's name stands: behind assignments, and behind commands that run another one. */
function commandStart(words: readonly string[]): number {
  let start = 0;
  for (;;) {
    const word = words[start];
    if (word === undefined) return start;
    if (!commandFollows.has(word) && !/^\w+=/.test(word)) return start;
    start += 1;
    // sudo -u NAME, env -i
    while (words[start]?.startsWith('-')) start += /^-[un]$/.test(words[start] ?? '') ? 2 : 1;
    if (start > words.length) return start - 2;
  }
}

function argumentsOf(
  task: Task,
  shell: Shell,
  commands: Commands,
  name: string,
  before: readonly string[],
  word: string,
): readonly string[] | undefined {
  const last = before.at(-1);
  const signals = signalTable.map(([, text]) => text.slice(3)).filter((text) => /^[A-Z0-9]+$/.test(text));
  switch (name) {
    case 'fg':
    case 'bg':
    case 'disown':
    case 'jobs':
    case 'wait':
      return word.startsWith('-') ? undefined : jobIds(shell);
    case 'kill':
      if (last === '-s' || last === '-l') return signals;
      if (word.startsWith('-')) return signals.map((text) => `-${text}`);
      return [...jobIds(shell), ...pids(task)];
    case 'pkill':
    case 'killall':
      if (last === '-s') return signals;
      if (/^-[A-Z]/.test(word)) return signals.map((text) => `-${text}`);
      return word.startsWith('-') ? undefined : processNames(task);
    case 'pgrep':
    case 'pidof':
      return word.startsWith('-') ? undefined : processNames(task);
    case 'trap':
      return before.length > 0 ? [...signals, 'EXIT', 'ERR', 'DEBUG', 'RETURN'] : undefined;
    case 'su':
    case 'id':
    case 'groups':
      return word.startsWith('-') ? undefined : users(task);
    case 'man':
    case 'which':
    case 'type':
    case 'hash':
      return word.startsWith('-') ? undefined : commandNames(shell, commands);
    case 'help':
      return [...commands.builtins.keys()];
    case 'export':
    case 'unset':
    case 'readonly':
    case 'declare':
    case 'local':
    case 'read':
      return word.startsWith('-') ? undefined : shell.variables.names();
    case 'alias':
    case 'unalias':
      return [...shell.aliases.keys()];
    case 'ping':
    case 'nc':
      return word.startsWith('-') ? undefined : hostNames(task);
    case 'ifconfig':
      return before.length === 0 && !word.startsWith('-') ? interfaceNames(task) : undefined;
    case 'python':
    case 'python3':
      return last === '-m' ? ['http.server'] : undefined;
    default: {
      if (last === 'dev') return interfaceNames(task);
      if (name === 'getent' && last === 'hosts') return hostNames(task);
      const first = before.every((text) => text.startsWith('-')) && !word.startsWith('-');
      return first ? subcommands.get(name)?.split(' ') : undefined;
    }
  }
}

function among(names: readonly string[], word: string): readonly Choice[] {
  return names
    .filter((name) => name.startsWith(word))
    .map((name) => ({ word: name, shown: name, after: ' ' as const }));
}

function commandNames(shell: Shell, { builtins, programs }: Commands): readonly string[] {
  return [
    ...builtins.keys(),
    ...programs.keys(),
    ...shell.functions.keys(),
    ...shell.aliases.keys(),
    ...keywords,
  ];
}

function optionsOf({ builtins, programs }: Commands, name: string, word: string): readonly Choice[] {
  const options = (builtins.get(name) ?? programs.get(name))?.options.options ?? [];
  const spelled = options.map(({ long, short }) =>
    long !== undefined && !(short !== undefined && word === '-') ? `--${long}` : `-${short}`,
  );
  return among(spelled, word);
}

function jobIds({ jobs }: Shell): readonly string[] {
  return jobs.map(({ number }) => `%${number}`);
}

function living({ around }: Task): readonly Task[] {
  return [...around.scheduler.tasks.values()].filter((task) => !hasEnded(task));
}

function pids(task: Task): readonly string[] {
  return living(task).map(({ pid }) => String(pid));
}

function processNames(task: Task): readonly string[] {
  return living(task).map(({ process }) => process.argv[0]?.split('/').at(-1) ?? '');
}

function users({ around }: Task): readonly string[] {
  return ['root', ...around.host.users.map(({ name }) => name)];
}

function interfaceNames({ around }: Task): readonly string[] {
  return around.host.interfaces.map(({ name }) => name);
}

function hostNames(task: Task): readonly string[] {
  const found = task.around.files.find('/', '/etc/hosts', 0);
  if (!found.ok || found.value.kind !== 'file') return [];
  const lines = readContent(found.value).replace(/#.*/g, '').split('\n');
  return lines.flatMap((line) => line.trim().split(/\s+/).slice(1));
}

function variables(shell: Shell, word: string): readonly Choice[] {
  const mark = word.startsWith('${') ? '${' : '$';
  return shell.variables
    .names()
    .map((name) => mark + name)
    .filter((name) => name.startsWith(word))
    .map((name) => ({ word: name, shown: name, after: mark === '$' ? ' ' : '}', plain: true }));
}

function homes(task: Task, word: string): readonly Choice[] {
  return users(task)
    .map((name) => `~${name}`)
    .filter((name) => name.startsWith(word))
    .map((name) => ({ word: name, shown: name, after: '/', plain: true }));
}

function files(task: Task, shell: Shell, word: string, foldersOnly = false): readonly Choice[] {
  const cut = word.lastIndexOf('/') + 1;
  const [folder, start] = [word.slice(0, cut), word.slice(cut)];
  const place = folder.replace(/^~(?=\/)/, shell.variables.get('HOME') ?? '~') || '.';
  const { around, cwd, process } = task;
  const found = around.files.find(cwd, place, process.uid);
  if (!found.ok || found.value.kind !== 'directory') return [];
  return [...found.value.entries.keys()]
    .filter((name) => name.startsWith(start) && (start !== '' || !name.startsWith('.')))
    .flatMap((name): readonly Choice[] => {
      const node = around.files.find(cwd, `${place}/${name}`, process.uid);
      const isFolder = node.ok && node.value.kind === 'directory';
      if (foldersOnly && !isFolder) return [];
      return [{ word: folder + name, shown: isFolder ? `${name}/` : name, after: isFolder ? '/' : ' ' }];
    });
}
