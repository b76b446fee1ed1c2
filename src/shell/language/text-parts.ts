/** The expansions inside a text that is read as the body of a here-document is: arithmetic, a document whose tabs are gone. */
import { parse, type WordPart } from 'unbash';

export function literalPart(value: string): WordPart {
  return { type: 'Literal', pos: 0, end: value.length, value, text: value };
}

const parsedTexts = new Map<string, readonly WordPart[] | undefined>();

/** Parses text as the body of a here-document is. */
export function partsOfText(text: string): readonly WordPart[] | undefined {
  if (!parsedTexts.has(text)) {
    if (parsedTexts.size > 500) parsedTexts.clear();
    const end = 'EOF'.padEnd(text.length + 4, '_');
    const [statement] = parse(`:<<${end}\n${text}\n${end}\n`).commands;
    const [document] = statement?.command.type === 'Command' ? statement.command.redirects : [];
    const parts = document?.type === 'HereDoc' ? document.body.parts : undefined;
    parsedTexts.set(text, parts && withoutLastLineFeed(parts));
  }
  return parsedTexts.get(text);
}

function withoutLastLineFeed(parts: readonly WordPart[]): readonly WordPart[] {
  const last = parts.at(-1);
  if (last?.type !== 'Literal') return parts;
  return [...parts.slice(0, -1), literalPart(last.value.replace(/\n$/, ''))];
}
