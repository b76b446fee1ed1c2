/** Runs a sed script over lines. */
import type { Program } from '../../program.ts';
import { now } from '../../syscalls.ts';
import { replaceMatches } from './sed-replacement.ts';
import type { SedInput, SedOptions, SedOutput } from './sed-streams.ts';
import type { Address, RangeEnd, SedAction, SedCommand } from './sed-tree.ts';
import { visible } from './sed-visible.ts';

/** How much work, in commands and pieces of 64 characters, goes between two calls, so that a loop can be stopped. */
const workPerCall = 4;

/** @returns the exit status */
export function* runSed(
  commands: readonly SedCommand[],
  input: SedInput,
  output: SedOutput,
  options: SedOptions,
): Program {
  const ranges = new Map<SedCommand, { active: boolean; end: number }>();
  const labels = new Map<string, number>();
  commands.forEach(({ action }, index) => {
    if (action.name === ':') labels.set(action.label, index);
  });
  let space = '';
  let hold = '';
  let number = 0;
  let replaced = false;
  let lastRegex: RegExp | undefined;
  let appended: (() => Program<string>)[] = [];
  let work = 0;
  const end = options.separator;

  function* fits(address: Address): Program<boolean> {
    switch (address.kind) {
      case 'line':
        return number === address.number;
      case 'step':
        return address.step === 0
          ? number === address.first
          : number >= address.first && (number - address.first) % address.step === 0;
      case 'last':
        return yield* input.atEnd();
      case 'regex':
        return matches(address.regex.expression);
    }
  }

  function matches(expression: RegExp | undefined): boolean {
    lastRegex = expression ?? lastRegex;
    if (!lastRegex) return false;
    lastRegex.lastIndex = 0;
    return lastRegex.test(space);
  }

  function* selected(command: SedCommand): Program<boolean> {
    const { from, to, negated } = command;
    if (!from) return !negated;
    const inside = to ? yield* inRange(command, from, to) : yield* fits(from);
    return inside !== negated;
  }

  function* inRange(command: SedCommand, from: Address, to: RangeEnd): Program<boolean> {
    let state = ranges.get(command);
    if (!state) {
      // `0,/re/`: the end may be on the first line already.
      state = { active: from.kind === 'line' && from.number === 0, end: 0 };
      ranges.set(command, state);
    }
    if (!state.active) {
      if (!(yield* fits(from))) return false;
      if (to.kind === 'line') state.active = to.number > number;
      else if (to.kind === 'more') state.active = to.count > 0;
      else if (to.kind === 'multiple') state.active = to.of > 0 && number % to.of !== 0;
      else if (to.kind === 'last') state.active = !(yield* input.atEnd());
      else state.active = true;
      state.end =
        to.kind === 'more'
          ? number + to.count
          : to.kind === 'multiple'
            ? Math.ceil(number / Math.max(1, to.of)) * to.of
            : 0;
      return true;
    }
    if (to.kind === 'line') {
      state.active = number < to.number;
      return number <= to.number || fitsLine(from);
    }
    if (to.kind === 'more' || to.kind === 'multiple') state.active = number < state.end;
    else state.active = !(yield* fits(to));
    return true;
  }

  function fitsLine(from: Address): boolean {
    return from.kind === 'line'
      ? number === from.number
      : from.kind === 'regex' && matches(from.regex.expression);
  }

  function* print(text: string): Program<void> {
    yield* output.out(text + (input.closed() ? end : ''));
  }

  function* endCycle(): Program<void> {
    if (!options.quiet) yield* print(space);
    yield* flush();
  }

  function* flush(): Program<void> {
    const waiting = appended;
    appended = [];
    for (const one of waiting) yield* output.out(yield* one());
  }

  /** Reads the next line into the pattern space. */
  function* advance(): Program<string | undefined> {
    const line = yield* input.next();
    if (line !== undefined) number += 1;
    return line;
  }

  function* substitute(action: SedAction & { readonly name: 's' }): Program<void> {
    const expression = action.regex.expression ?? lastRegex;
    if (!expression) return;
    lastRegex = expression;
    const text = replaceMatches(space, expression, action);
    if (text === undefined) return;
    space = text;
    replaced = true;
    if (action.print) yield* print(space);
    if (action.path !== undefined) yield* output.append(action.path, space + end);
  }

  /** What happens after a command: the next one, another place, a new cycle, or the end with a status. */
  type Next =
    | { readonly go: 'on' | 'cycle' | 'again' }
    | { readonly go: 'jump'; readonly to: number }
    | { readonly go: 'quit'; readonly status: number };
  const on: Next = { go: 'on' };

  function jump(label: string): Next {
    return { go: 'jump', to: label === '' ? commands.length : (labels.get(label) ?? commands.length) };
  }

  function* act(action: SedAction, command: SedCommand): Program<Next> {
    switch (action.name) {
      case ':':
      case '{':
      case '}':
        return on;
      case '=':
        yield* output.out(`${number}\n`);
        return on;
      case 'F':
        yield* output.out(`${input.path()}\n`);
        return on;
      case 'a':
        // biome-ignore lint/correctness/useYield: a text that is there already.
        appended.push(function* () {
          return action.text;
        });
        return on;
      case 'i':
        yield* output.out(action.text);
        return on;
      case 'c': {
        const state = ranges.get(command);
        if (!command.to || command.negated || !state?.active) yield* output.out(action.text);
        space = '';
        yield* flush();
        return { go: 'again' };
      }
      case 'b':
        return jump(action.label);
      case 't':
      case 'T': {
        const was = replaced;
        replaced = false;
        return was === (action.name === 't') ? jump(action.label) : on;
      }
      case 'd':
        yield* flush();
        return { go: 'again' };
      case 'D': {
        const cut = space.indexOf(end);
        yield* flush();
        if (cut < 0) return { go: 'again' };
        space = space.slice(cut + 1);
        return { go: 'jump', to: -1 };
      }
      case 'g':
        space = hold;
        return on;
      case 'G':
        space += end + hold;
        return on;
      case 'h':
        hold = space;
        return on;
      case 'H':
        hold += end + space;
        return on;
      case 'x':
        [space, hold] = [hold, space];
        return on;
      case 'z':
        space = '';
        return on;
      case 'l':
        yield* output.out(`${visible(space)}$\n`);
        return on;
      case 'n': {
        if (yield* input.atEnd()) return { go: 'quit', status: 0 };
        yield* endCycle();
        space = (yield* advance()) ?? '';
        return on;
      }
      case 'N': {
        if (yield* input.atEnd()) return { go: 'quit', status: 0 };
        yield* flush();
        space += end + ((yield* advance()) ?? '');
        return on;
      }
      case 'p':
        yield* print(space);
        return on;
      case 'P':
        yield* output.out(space.split(end, 1)[0] + end);
        return on;
      case 'q':
        return { go: 'quit', status: action.status };
      case 'Q':
        return { go: 'quit', status: -1 - action.status };
      case 'r':
        appended.push(() => output.read(action.path));
        return on;
      case 'w':
        yield* output.append(action.path, space + end);
        return on;
      case 's':
        yield* substitute(action);
        return on;
      case 'y':
        space = [...space].map((character) => action.map.get(character) ?? character).join('');
        return on;
    }
  }

  for (;;) {
    const line = yield* advance();
    if (line === undefined) return 0;
    space = line;
    replaced = false;
    let index = 0;
    let again = false;
    while (index < commands.length) {
      work += 1 + space.length / 64;
      for (; work > workPerCall; work -= workPerCall) yield* now();
      const command = commands[index];
      if (!command) break;
      if (!(yield* selected(command))) {
        index = command.action.name === '{' ? command.action.end + 1 : index + 1;
        continue;
      }
      const next = yield* act(command.action, command);
      if (next.go === 'quit') {
        if (next.status < 0) return -1 - next.status;
        yield* endCycle();
        return next.status;
      }
      if (next.go === 'again') {
        again = true;
        break;
      }
      index = next.go === 'jump' ? next.to + 1 : index + 1;
      if (next.go === 'jump' && next.to >= commands.length) break;
    }
    if (!again) yield* endCycle();
  }
}
