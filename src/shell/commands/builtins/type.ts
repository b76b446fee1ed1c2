/** type, hash, alias, unalias and enable: what a name stands for. */
import type { Builtin } from '../../command.ts';
import { searchPath } from '../../exec.ts';
import { functionText } from '../../language/command-text.ts';
import { singleQuote } from '../../language/quote.ts';
import { type Run, shellMessage } from '../../language/run.ts';
import { pathOf } from '../../language/simple-command.ts';
import { noOptions, type OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { print, self } from '../../syscalls.ts';
import { builtinOptions } from './builtin-options.ts';

const keywords = new Set(
  'if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc'.split(
    ' ',
  ),
);

interface Meaning {
  readonly kind: 'alias' | 'keyword' | 'function' | 'builtin' | 'file';
  readonly short: string;
  readonly sentence: string;
  readonly path?: string;
}

function* meaningsOf({ shell, commands }: Run, name: string, all: boolean): Program<readonly Meaning[]> {
  const task = yield* self();
  const meanings: Meaning[] = [];
  const alias = shell.extraOptions.has('expand_aliases') ? shell.aliases.get(name) : undefined;
  if (alias !== undefined) {
    meanings.push({
      kind: 'alias',
      short: `alias ${name}=${singleQuote(alias)}`,
      sentence: `${name} is aliased to \`${alias}'`,
    });
  }
  if (keywords.has(name))
    meanings.push({ kind: 'keyword', short: name, sentence: `${name} is a shell keyword` });
  const body = shell.functions.get(name);
  if (body) {
    const text = functionText(body.source, name, body.body);
    meanings.push({ kind: 'function', short: name, sentence: `${name} is a function\n${text.trimEnd()}` });
  }
  if (commands.builtins.has(name)) {
    meanings.push({ kind: 'builtin', short: name, sentence: `${name} is a shell builtin` });
  }
  const hashed = shell.hashed.get(name)?.path;
  const first = pathOf(shell, task, name);
  const paths = all ? searchPath(name, shell.variables.get('PATH')) : first === undefined ? [] : [first];
  for (const path of paths) {
    const found = task.around.files.find(task.cwd, path, task.process.uid);
    if (!found.ok || found.value.kind !== 'file' || (found.value.mode & 0o111) === 0) continue;
    const sentence = hashed !== undefined && !all ? `${name} is hashed (${path})` : `${name} is ${path}`;
    meanings.push({ kind: 'file', short: path, sentence, path });
  }
  return all ? meanings : meanings.slice(0, 1);
}

/** `type` and `command -v` for each name. */
export function* describeNames(
  run: Run,
  names: readonly string[],
  form: 'short' | 'sentence' | 'kind' | 'path',
  command: string,
  all = false,
): Program {
  let status = command === 'command' && names.length > 0 ? 1 : 0;
  for (const name of names) {
    const meanings = yield* meaningsOf(run, name, all);
    // `command -v` is content with one of them, `type` wants all.
    if (meanings.length > 0 && command === 'command') status = 0;
    if (meanings.length === 0) {
      if (command !== 'command') status = 1;
      if (form === 'sentence') yield* shellMessage(run.shell, `${command}: ${name}: not found`);
    }
    for (const meaning of meanings) {
      if (form === 'sentence') yield* print(`${meaning.sentence}\n`);
      else if (form === 'kind') yield* print(`${meaning.kind}\n`);
      else if (form === 'short') yield* print(`${meaning.short}\n`);
      else if (meaning.path !== undefined) yield* print(`${meaning.path}\n`);
    }
  }
  return status;
}

const typeOptions: OptionTable = {
  options: [
    { short: 't', help: 'one word: alias, keyword, function, builtin or file' },
    { short: 'a', help: 'all that it could be' },
    { short: 'p', help: 'the path of the file' },
    { short: 'P', help: 'the path of the file, whatever else has the name' },
    { short: 'f', help: 'pass over functions' },
  ],
};

export const type: Builtin = {
  name: 'type',
  summary: 'tell what a name would run',
  options: typeOptions,
  *run(shell, argv, run) {
    const parsed = yield* builtinOptions(shell, argv, typeOptions, 'type [-afptP] name [name ...]');
    if (!parsed) return 2;
    const form = parsed.has('t') ? 'kind' : parsed.has('p') || parsed.has('P') ? 'path' : 'sentence';
    if (!parsed.has('P')) return yield* describeNames(run, parsed.operands, form, 'type', parsed.has('a'));
    let status = 0;
    for (const name of parsed.operands) {
      const path = pathOf(shell, yield* self(), name);
      if (path === undefined) status = 1;
      else yield* print(`${path}\n`);
    }
    return status;
  },
};

const hashOptions: OptionTable = {
  options: [
    { short: 'r', help: 'forget all' },
    { short: 'd', help: 'forget some' },
    { short: 'l', help: 'list as commands' },
    { short: 't', help: 'print where they are' },
    { short: 'p', argument: 'PATH', help: 'remember this path' },
  ],
};

export const hash: Builtin = {
  name: 'hash',
  summary: 'remember where commands are',
  options: hashOptions,
  *run(shell, argv) {
    const parsed = yield* builtinOptions(
      shell,
      argv,
      hashOptions,
      'hash [-lr] [-p pathname] [-dt] [name ...]',
    );
    if (!parsed) return 2;
    if (parsed.has('r')) shell.hashed.clear();
    if (parsed.operands.length === 0) {
      if (parsed.has('r')) return 0;
      if (shell.hashed.size === 0) {
        yield* print('hash: hash table empty\n');
        return 0;
      }
      const lines = [...shell.hashed.values()].map(
        ({ path, hits }) => `${String(hits).padStart(4)}\t${path}\n`,
      );
      yield* print(`hits\tcommand\n${lines.join('')}`);
      return 0;
    }
    let status = 0;
    for (const name of parsed.operands) {
      if (parsed.has('d')) {
        shell.hashed.delete(name);
        continue;
      }
      const path = parsed.value('p') ?? pathOf(shell, yield* self(), name);
      if (path === undefined) {
        yield* shellMessage(shell, `hash: ${name}: not found`);
        status = 1;
      } else if (parsed.has('t')) yield* print(`${path}\n`);
      else if (!name.includes('/')) shell.hashed.set(name, { path, hits: 0 });
    }
    return status;
  },
};

const aliasOptions: OptionTable = { options: [{ short: 'p', help: 'list all' }] };

export const alias: Builtin = {
  name: 'alias',
  summary: 'give a command a short name',
  options: aliasOptions,
  *run(shell, argv) {
    const parsed = yield* builtinOptions(shell, argv, aliasOptions, 'alias [-p] [name[=value] ... ]');
    if (!parsed) return 2;
    const show = (name: string): string => `alias ${name}=${singleQuote(shell.aliases.get(name) ?? '')}\n`;
    if (parsed.operands.length === 0) yield* print([...shell.aliases.keys()].sort().map(show).join(''));
    let status = 0;
    for (const word of parsed.operands) {
      const cut = word.indexOf('=', 1);
      if (cut > 0) {
        const name = word.slice(0, cut);
        if (/[\s$`"'\\/&|;()<>]/.test(name)) {
          yield* shellMessage(shell, `alias: \`${name}': invalid alias name`);
          status = 1;
        } else shell.aliases.set(name, word.slice(cut + 1));
      } else if (shell.aliases.has(word)) yield* print(show(word));
      else {
        yield* shellMessage(shell, `alias: ${word}: not found`);
        status = 1;
      }
    }
    return status;
  },
};

const unaliasOptions: OptionTable = { options: [{ short: 'a', help: 'forget all' }] };

export const unalias: Builtin = {
  name: 'unalias',
  summary: 'forget an alias',
  options: unaliasOptions,
  *run(shell, argv) {
    const usage = 'unalias [-a] name [name ...]';
    const parsed = yield* builtinOptions(shell, argv, unaliasOptions, usage);
    if (!parsed) return 2;
    if (parsed.has('a')) shell.aliases.clear();
    else if (parsed.operands.length === 0) {
      yield* builtinOptions(shell, ['unalias', '-?'], noOptions, usage);
      return 2;
    }
    let status = 0;
    for (const name of parsed.operands) {
      if (shell.aliases.delete(name)) continue;
      yield* shellMessage(shell, `unalias: ${name}: not found`);
      status = 1;
    }
    return status;
  },
};
