/**
 * How a file shows what a terminal printed: line by line, so that it can be read, and so that nothing is lost.
 *
 * - A line that looks like something typed gets a backslash in front.
 * - The end of a text that does not end its line is marked.
 * - Control characters other than tab are shown as their pictures (U+2400…).
 */
const noNewline = ' (no newline)';
const looksTyped = /^\\*(?:\$(?: |$)|\^[CZD\\])/;
/** A line below a command line that continues it. */
const looksContinued = /^\\*>(?: |$)/;

function isAmbiguous(line: string, index: number): boolean {
  return looksTyped.test(line) || (index === 0 && looksContinued.test(line));
}

/** @returns the lines without their two spaces; none for an empty text */
export function writeOutput(text: string): readonly string[] {
  if (text === '') return [];
  const shown = showControls(text);
  const lines = (shown.endsWith('\n') ? shown.slice(0, -1) : `${shown}${noNewline}`).split('\n');
  return lines.map((line, index) => (isAmbiguous(line, index) ? `\\${line}` : line));
}

export function readOutput(lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const text = lines
    .map((line, index) => (line.startsWith('\\') && isAmbiguous(line, index) ? line.slice(1) : line))
    .join('\n');
  return text.endsWith(noNewline) ? text.slice(0, -noNewline.length) : `${text}\n`;
}

/** Text as the files show it: control characters as pictures. */
export function showControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is made visible.
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, (character) =>
    character === '\x7f' ? '␡' : String.fromCharCode(0x2400 + character.charCodeAt(0)),
  );
}
