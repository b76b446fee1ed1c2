/** Aliases (bash(1), ALIASES): the first word of a command is replaced before the text is read. */
import { forEachChild, parse, type SyntaxNode, type Word } from 'unbash';

interface Replacement {
  readonly pos: number;
  readonly end: number;
  readonly value: string;
}

/** How many aliases one text may use, one inside the other included. */
const limit = 100;

export function expandAliases(source: string, aliases: ReadonlyMap<string, string>): string {
  if (aliases.size === 0) return source;
  let text = source;
  /** What came from an alias: its own name is not replaced again in there. */
  let made: { pos: number; end: number; readonly names: readonly string[] }[] = [];
  for (let count = 0; count < limit; count += 1) {
    const found = firstAlias(text, aliases, made);
    if (!found) return text;
    const { pos, end, value } = found;
    const grown = value.length - (end - pos);
    const name = text.slice(pos, end);
    const outer = made.filter((one) => one.pos <= pos && one.end >= end).flatMap(({ names }) => names);
    made = made.map((one) => ({
      ...one,
      pos: one.pos >= end ? one.pos + grown : one.pos,
      end: one.end >= end ? one.end + grown : one.end,
    }));
    made.push({ pos, end: pos + value.length, names: [...outer, name] });
    text = text.slice(0, pos) + value + text.slice(end);
  }
  return text;
}

function firstAlias(
  source: string,
  aliases: ReadonlyMap<string, string>,
  made: readonly { readonly pos: number; readonly end: number; readonly names: readonly string[] }[],
): Replacement | undefined {
  let found: Replacement | undefined;
  const look = (word: Word): void => {
    if (word.parts || word.text !== source.slice(word.pos, word.end)) return;
    const value = aliases.get(word.text);
    const own = made.some(
      ({ pos, end, names }) => pos <= word.pos && end >= word.end && names.includes(word.text),
    );
    if (value !== undefined && !own) found ??= { pos: word.pos, end: word.end, value };
  };
  const visit = (node: SyntaxNode): void => {
    if (found) return;
    if (node.type === 'Command' && node.name) {
      look(node.name);
      const before = made.find(({ end }) => node.name && end >= node.name.end && end <= node.name.end + 1);
      const [next] = node.args;
      // An alias that ends in a blank has the next word looked at as well.
      if (!found && before && next?.type === 'Word' && /\s$/.test(source.slice(before.pos, before.end)))
        look(next);
    }
    if (node.type === 'Script' && node.source !== undefined) return;
    forEachChild(node, visit);
  };
  visit(parse(source));
  return found;
}
