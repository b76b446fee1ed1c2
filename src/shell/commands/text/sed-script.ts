/** Reads sed scripts (GNU sed 4.9) into commands; errors are worded and placed as sed places them. */
import { type SedRegex, sedRegex } from './sed-regex.ts';
import { readReplacement } from './sed-replacement.ts';
import {
  type Address,
  checkLabels,
  isPlain,
  placeOf,
  type RangeEnd,
  type ScriptPart,
  type SedAction,
  type SedCommand,
  SedError,
} from './sed-tree.ts';

export function parseSed(parts: readonly ScriptPart[], extended: boolean): readonly SedCommand[] {
  const text = parts.map((part) => part.text).join('\n');
  const commands: SedCommand[] = [];
  const blocks: { end: number }[] = [];
  let at = 0;

  function fail(message: string, place = at): never {
    throw new SedError(`${placeOf(parts, text, place)}: ${message}`);
  }

  const skip = (pattern: RegExp): string => {
    const match = pattern.exec(text.slice(at))?.[0] ?? '';
    at += match.length;
    return match;
  };

  /** Reads up to the delimiter; a delimiter in a bracket or after a backslash belongs to the text. */
  function delimited(delimiter: string, regex: boolean, unterminated: string): string {
    let out = '';
    let bracket = false;
    for (;;) {
      const character = text[at];
      if (character === undefined || (character === '\n' && regex)) fail(unterminated);
      at += 1;
      if (character === '\\' && !bracket) {
        const next = text[at];
        if (next === undefined) fail(unterminated);
        at += 1;
        if (next === delimiter)
          out += regex && '.*[]^$+?{}()|'.includes(next) ? `[${next}]` : regex ? next : `\\${next}`;
        else out += `\\${next}`;
        continue;
      }
      if (regex && bracket && character === '[' && /^[:.=]/.test(text.slice(at))) {
        const close = text.indexOf(`${text[at]}]`, at + 1);
        if (close > 0) {
          out += text.slice(at - 1, close + 2);
          at = close + 2;
          continue;
        }
      }
      if (regex && bracket && character === ']') bracket = false;
      else if (regex && !bracket && character === '[') {
        bracket = true;
        out += character + skip(/^\^?\]?/);
        continue;
      }
      if (character === delimiter && !bracket) return out;
      out += character;
    }
  }

  function compile(source: string, flags: string): SedRegex {
    const compiled = sedRegex(source, extended, flags);
    if (typeof compiled === 'string') {
      // This one sed finds only when it runs, and says without a place.
      if (compiled.startsWith('character class syntax')) throw new SedError(compiled);
      fail(compiled);
    }
    return compiled;
  }

  function address(): Address | undefined {
    const digits = skip(/^\d+/);
    if (digits !== '') {
      const step = /^\s*~\s*(\d*)/.exec(text.slice(at));
      if (!step) return { kind: 'line', number: Number(digits) };
      at += step[0].length;
      return { kind: 'step', first: Number(digits), step: Number(step[1]) };
    }
    if (skip(/^\$/) !== '') return { kind: 'last' };
    if (text[at] !== '/' && text[at] !== '\\') return undefined;
    if (text[at] === '\\') at += 1;
    const delimiter = text[at] ?? '';
    at += 1;
    const source = delimited(delimiter, true, 'unterminated address regex');
    return { kind: 'regex', regex: compile(source, skip(/^[IM]+/)) };
  }

  function rangeEnd(): RangeEnd {
    const more = /^([+~])(\d+)/.exec(text.slice(at));
    if (more) {
      at += more[0].length;
      const value = Number(more[2]);
      return more[1] === '+' ? { kind: 'more', count: value } : { kind: 'multiple', of: value };
    }
    const end = address();
    if (!end) {
      at += 1;
      fail("unexpected `,'", Math.min(at, text.length));
    }
    return end;
  }

  function endOfCommand(): void {
    skip(/^[ \t]*/);
    const character = text[at];
    if (character === undefined || character === '}' || character === '#') return;
    at += 1;
    if (character !== '\n' && character !== ';') fail('extra characters after command');
  }

  /** The text of `a`, `i` and `c`: `a\` and the next line, or what follows on the same line. */
  function textArgument(): string {
    skip(/^[ \t]*/);
    if (text[at] === undefined) fail("expected \\ after `a', `c' or `i'");
    if (text[at] === '\\') {
      at += 1;
      skip(/^[ \t]*\n?/);
    }
    let out = '';
    for (; at < text.length && text[at] !== '\n'; at += 1) {
      if (text[at] === '\\') {
        at += 1;
        if (at >= text.length) break;
        out += text[at] === 't' ? '\t' : text[at];
      } else out += text[at];
    }
    at += 1;
    return `${out}\n`;
  }

  function substitute(): SedAction {
    const delimiter = text[at];
    if (delimiter === undefined || delimiter === '\n' || delimiter === '\\') fail("unterminated `s' command");
    at += 1;
    const source = delimited(delimiter, true, "unterminated `s' command");
    const replacement = readReplacement(delimited(delimiter, false, "unterminated `s' command"));
    let global = false;
    let from: number | undefined;
    let print = false;
    let path: string | undefined;
    let flags = '';
    for (;;) {
      const digits = skip(/^\d+/);
      if (digits !== '') {
        if (from !== undefined) fail("multiple number options to `s' command");
        if (Number(digits) === 0) fail("number option to `s' command may not be zero");
        from = Number(digits);
        continue;
      }
      const flag = text[at];
      if (flag === undefined || flag === '}' || flag === '#') break;
      at += 1;
      if (flag === '\n' || flag === ';') break;
      if (flag === ' ' || flag === '\t') continue;
      if (flag === 'g') {
        if (global) fail("multiple `g' options to `s' command");
        global = true;
      } else if (flag === 'p') {
        if (print) fail("multiple `p' options to `s' command");
        print = true;
      } else if (/[iImM]/.test(flag)) flags += flag.toUpperCase();
      else if (flag === 'w') {
        path = skip(/^[^\n]*/).trim();
        if (path === '') fail('missing filename in r/R/w/W commands');
      } else if (flag === 'e') fail("the flag e of `s' is not supported here");
      else fail("unknown option to `s'");
    }
    const regex = compile(source, flags);
    if (replacement.highest > regex.groups && source !== '') {
      fail(`invalid reference \\${replacement.highest} on \`s' command's RHS`, Math.min(at, text.length));
    }
    return { name: 's', regex, replacement, global, from: from ?? 1, print, path };
  }

  function transliterate(): SedAction {
    const delimiter = text[at] ?? '';
    at += 1;
    const read = (): string[] =>
      [...delimited(delimiter, false, "unterminated `y' command").matchAll(/\\(n|[\s\S])|[\s\S]/gu)].map(
        ([all, escaped]) => (escaped === 'n' ? '\n' : (escaped ?? all)),
      );
    const [from, to] = [read(), read()];
    if (from.length !== to.length) fail("strings for `y' command are different lengths");
    endOfCommand();
    return { name: 'y', map: new Map(from.map((character, index) => [character, to[index] ?? ''])) };
  }

  function action(name: string): SedAction {
    if (isPlain(name)) {
      endOfCommand();
      return { name };
    }
    switch (name) {
      case 'a':
      case 'i':
      case 'c':
        return { name, text: textArgument() };
      case 'b':
      case 't':
      case 'T': {
        skip(/^[ \t]*/);
        const label = skip(/^[^;\n}]*/).trim();
        endOfCommand();
        return { name, label };
      }
      case ':': {
        skip(/^[ \t]*/);
        const label = skip(/^[^\s;]*/);
        if (label === '') fail('":" lacks a label');
        endOfCommand();
        return { name, label };
      }
      case 'q':
      case 'Q': {
        skip(/^[ \t]*/);
        const status = Number(skip(/^\d+/));
        endOfCommand();
        return { name, status: status & 255 };
      }
      case 'r':
      case 'w': {
        const path = skip(/^[^\n]*/).trim();
        if (path === '') fail('missing filename in r/R/w/W commands');
        return { name, path };
      }
      case 's':
        return substitute();
      case 'y':
        return transliterate();
      case '{':
        return { name, end: 0 };
      case '}':
        endOfCommand();
        return { name };
      case 'e':
      case 'R':
      case 'W':
      case 'v':
        return fail(`the command ${name} is not supported here`);
      default:
        return fail(`unknown command: \`${name}'`);
    }
  }

  for (;;) {
    skip(/^[\s;]*/);
    if (at >= text.length) break;
    if (text[at] === '#') {
      skip(/^[^\n]*/);
      continue;
    }
    const from = address();
    let to: RangeEnd | undefined;
    if (from) {
      skip(/^[ \t]*/);
      if (text[at] === ',') {
        at += 1;
        skip(/^[ \t]*/);
        to = rangeEnd();
      }
    }
    skip(/^[ \t]*/);
    const negated = text[at] === '!';
    if (negated) {
      at += 1;
      skip(/^[ \t]*/);
      if (text[at] === '!') {
        at += 1;
        fail("multiple `!'s");
      }
    }
    const name = text[at];
    if (name === undefined || name === '\n') fail('missing command');
    at += 1;
    if (from?.kind === 'line' && from.number === 0 && to?.kind !== 'regex') {
      fail('invalid usage of line address 0');
    }
    if (from && (name === ':' || name === '}')) {
      fail(name === ':' ? ": doesn't want any addresses" : "unexpected `}'");
    }
    const done = action(name);
    commands.push({ from, to, negated, action: done });
    if (done.name === '{') blocks.push(done);
    if (done.name === '}') {
      const block = blocks.pop();
      if (!block) fail("unexpected `}'");
      block.end = commands.length - 1;
    }
  }
  if (blocks.length > 0) fail("unmatched `{'", 0);
  checkLabels(commands);
  return commands;
}
