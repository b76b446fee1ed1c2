/** Tab completion: where the cursor is in the line, what fits there, and what of it is certain. */
import type { Commands } from './command.ts';
import { type Choice, choicesFor } from './completion-choices.ts';
import type { Program } from './program.ts';
import { inFull } from './program-part.ts';
import type { Shell } from './shell.ts';
import { self } from './syscalls.ts';

export interface Completion {
  /** What to add at the cursor; '' when nothing is certain. */
  readonly insert: string;
  /** All that fits, as it is listed. */
  readonly choices: readonly string[];
}

/** What stands before the cursor in the simple command there. */
export interface Place {
  /** The words before, without their quotes; none where a command's name is typed. */
  readonly words: readonly string[];
  /** The word at the cursor, without its quotes. */
  readonly word: string;
  readonly quote: '"' | "'" | '';
  /** The word is where `>` or `<` leads. */
  readonly redirected: boolean;
}

export function* completeLine(
  shell: Shell,
  commands: Commands,
  text: string,
  cursor: number,
): Program<Completion> {
  const place = placeOf(text.slice(0, cursor));
  const program = commands.programs.get(place.words[0] ?? '');
  if (program && place.word.startsWith('-')) yield* inFull(program);
  const all = choicesFor(yield* self(), shell, commands, place);
  const choices = [...new Map(all.map((choice) => [choice.word, choice])).values()].sort(inOrder);
  return { insert: certainPart(place, choices), choices: choices.map(({ shown }) => shown) };
}

function inOrder({ word: one }: Choice, { word: other }: Choice): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Reads what was typed so far as the shell would, as far as words, quotes and separators go. */
export function placeOf(before: string): Place {
  let words: string[] = [];
  let word: string | undefined;
  let quote: Place['quote'] = '';
  let redirected = false;
  const end = (): void => {
    if (word !== undefined && !redirected) words.push(word);
    if (word !== undefined) redirected = false;
    word = undefined;
  };
  for (let at = 0; at < before.length; at += 1) {
    const character = before.charAt(at);
    if (quote === "'" ? character !== "'" : quote === '"' && !['"', '\\', '$'].includes(character)) {
      word = (word ?? '') + character;
    } else if (character === '\\') {
      at += 1;
      word = (word ?? '') + before.charAt(at);
    } else if (character === '"' || character === "'") {
      quote = quote === '' ? character : '';
      word ??= '';
    } else if (character === '$' && before.charAt(at + 1) === '(') {
      // A command of its own begins.
      [words, word, quote, redirected] = [[], undefined, '', false];
      at += 1;
    } else if (/\s/.test(character)) {
      end();
      if (character === '\n') words = [];
    } else if (/[;|&()`]/.test(character)) {
      if (character !== '&' || !/[<>]/.test(before.charAt(at - 1))) {
        [words, word, redirected] = [[], undefined, false];
      }
    } else if (character === '<' || character === '>') {
      if (!/^\d*$/.test(word ?? '')) end();
      word = undefined;
      redirected = true;
    } else word = (word ?? '') + character;
  }
  return { words, word: word ?? '', quote, redirected };
}

/** What all choices agree on beyond the word; with the closing quote and a space when there is only one. */
function certainPart({ word, quote }: Place, choices: readonly Choice[]): string {
  const [first] = choices;
  if (!first) return '';
  let length = first.word.length;
  for (const choice of choices) {
    while (!choice.word.startsWith(first.word.slice(0, length))) length -= 1;
  }
  // Never half of a character that takes two units.
  if (/[\ud800-\udbff]$/.test(first.word.slice(0, length))) length -= 1;
  const added = first.plain
    ? first.word.slice(word.length, length)
    : quoted(first.word.slice(word.length, length), quote);
  if (choices.length > 1) return added;
  return added + (first.after === ' ' ? quote + first.after : first.after);
}

function quoted(text: string, quote: Place['quote']): string {
  if (quote === "'") return text;
  if (quote === '"') return text.replace(/["$`\\]/g, '\\$&');
  return text.replace(/[\s"'\\$&|;<>()*?[\]{}!`#]/g, '\\$&');
}
