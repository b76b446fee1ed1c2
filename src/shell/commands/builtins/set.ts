/** set and shopt: how the shell behaves. */
import type { Builtin } from '../../command.ts';
import { functionText } from '../../language/command-text.ts';
import { Abandon } from '../../language/control-flow.ts';
import { listing } from '../../language/declaration.ts';
import { listQuote } from '../../language/quote.ts';
import { shellMessage } from '../../language/run.ts';
import { letterOptions } from '../../language/special-parameter.ts';
import { noOptions, type OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { complain, print } from '../../syscalls.ts';
import { builtinOptions } from './builtin-options.ts';

/** As `set -o` lists them. */
const optionNames: readonly string[] =
  'allexport braceexpand emacs errexit errtrace functrace hashall histexpand history ignoreeof interactive-comments keyword monitor noclobber noexec noglob nolog notify nounset onecmd physical pipefail posix privileged verbose vi xtrace'.split(
    ' ',
  );

const setUsage = 'set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]';

export const set: Builtin = {
  name: 'set',
  summary: 'change how the shell behaves, and set $1, $2, …',
  options: {
    options: [
      { short: 'e', help: 'leave when a command fails' },
      { short: 'u', help: 'a variable that is not set is an error' },
      { short: 'x', help: 'show each command before it runs' },
      { short: 'o', argument: 'NAME', help: 'an option by its name, as pipefail' },
    ],
  },
  *run(shell, argv) {
    if (argv.length === 1) return yield* listAll(shell);
    for (let index = 1; index < argv.length; index += 1) {
      const word = argv[index] ?? '';
      if (word === '--' || word === '-') {
        if (word === '--' || index + 1 < argv.length) shell.positional = argv.slice(index + 1);
        return 0;
      }
      if (!/^[-+]./.test(word)) {
        shell.positional = argv.slice(index);
        return 0;
      }
      const on = word.startsWith('-');
      for (const letter of word.slice(1)) {
        if (letter === 'o') {
          const name = argv[index + 1];
          if (name === undefined) return yield* listOptions(shell, on);
          index += 1;
          if (!optionNames.includes(name)) {
            yield* shellMessage(shell, `set: ${name}: invalid option name`);
            return 2;
          }
          switchOption(shell.options, name, on);
          continue;
        }
        const name = letterOptions.get(letter);
        if (name === undefined) {
          yield* shellMessage(shell, `set: ${word[0]}${letter}: invalid option`);
          yield* complain(`set: usage: ${setUsage}\n`);
          return 2;
        }
        switchOption(shell.options, name, on);
        if (name === 'monitor') shell.jobControl = on;
      }
    }
    return 0;
  },
};

function switchOption(options: Set<string>, name: string, on: boolean): void {
  if (on) options.add(name);
  else options.delete(name);
}

function* listAll(shell: Shell): Program {
  for (const name of shell.variables.names()) {
    const variable = shell.variables.find(name);
    if (variable) yield* print(listing(name, variable, listQuote));
  }
  for (const [name, { body, source }] of [...shell.functions].sort())
    yield* print(functionText(source, name, body));
  return 0;
}

function* listOptions(shell: Shell, table: boolean): Program {
  for (const name of optionNames) {
    const on = shell.options.has(name);
    yield* print(table ? `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n` : `set ${on ? '-' : '+'}o ${name}\n`);
  }
  return 0;
}

/** As `shopt` lists them. */
const extraNames: readonly string[] =
  'autocd assoc_expand_once cdable_vars cdspell checkhash checkjobs checkwinsize cmdhist compat31 compat32 compat40 compat41 compat42 compat43 compat44 complete_fullquote direxpand dirspell dotglob execfail expand_aliases extdebug extglob extquote failglob force_fignore globasciiranges globskipdots globstar gnu_errfmt histappend histreedit histverify hostcomplete huponexit inherit_errexit interactive_comments lastpipe lithist localvar_inherit localvar_unset login_shell mailwarn no_empty_cmd_completion nocaseglob nocasematch noexpand_translation nullglob patsub_replacement progcomp progcomp_alias promptvars restricted_shell shift_verbose sourcepath varredir_close xpg_echo'.split(
    ' ',
  );

const shoptOptions: OptionTable = {
  options: [
    { short: 's', help: 'switch on' },
    { short: 'u', help: 'switch off' },
    { short: 'q', help: 'say nothing; the status is the answer' },
    { short: 'p', help: 'list as commands' },
    { short: 'o', help: 'the options of set -o' },
  ],
};

export const shopt: Builtin = {
  name: 'shopt',
  summary: 'switch more of what the shell does on and off',
  options: shoptOptions,
  *run(shell, argv) {
    const parsed = yield* builtinOptions(shell, argv, shoptOptions, 'shopt [-pqsu] [-o] [optname ...]');
    if (!parsed) return 2;
    const [known, held] = parsed.has('o') ? [optionNames, shell.options] : [extraNames, shell.extraOptions];
    const line = (name: string): string => {
      const on = held.has(name);
      if (parsed.has('p'))
        return parsed.has('o') ? `set ${on ? '-' : '+'}o ${name}\n` : `shopt -${on ? 's' : 'u'} ${name}\n`;
      return `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`;
    };
    const change = parsed.has('s') || parsed.has('u');
    if (parsed.operands.length === 0) {
      const listed = known.filter((name) => !change || held.has(name) === parsed.has('s'));
      if (!parsed.has('q')) yield* print(listed.map(line).join(''));
      return 0;
    }
    let status = 0;
    for (const name of parsed.operands) {
      if (!known.includes(name)) {
        yield* shellMessage(shell, `shopt: ${name}: invalid shell option name`);
        status = 1;
      } else if (change) switchOption(held, name, parsed.has('s'));
      else {
        if (!parsed.has('q')) yield* print(line(name));
        if (!held.has(name)) status = 1;
      }
    }
    return status;
  },
};

export const shift: Builtin = {
  name: 'shift',
  summary: 'drop $1, so that $2 becomes $1',
  options: noOptions,
  *run(shell, [, text = '1', extra]) {
    if (extra !== undefined) {
      yield* shellMessage(shell, 'shift: too many arguments');
      throw new Abandon(1);
    }
    if (!/^[+-]?\d+$/.test(text)) {
      yield* shellMessage(shell, `shift: ${text}: numeric argument required`);
      return 1;
    }
    const count = Number(text);
    if (count < 0) {
      yield* shellMessage(shell, `shift: ${text}: shift count out of range`);
      return 1;
    }
    if (count > shell.positional.length) {
      if (shell.extraOptions.has('shift_verbose'))
        yield* shellMessage(shell, `shift: ${text}: shift count out of range`);
      return 1;
    }
    shell.positional = shell.positional.slice(count);
    return 0;
  },
};
