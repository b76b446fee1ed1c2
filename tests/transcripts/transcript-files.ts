/** Finds, reads and writes transcript files. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { writeOutput } from './output-lines.ts';
import { type ParsedSessions, parseSessions } from './parse-sessions.ts';
import { Unusable } from './recorder-command.ts';
import type { Session } from './session.ts';

export interface TranscriptFile {
  /** As a message shows it: relative to where the command was given. */
  readonly path: string;
  readonly text: string;
  readonly parsed: ParsedSessions;
}

const ending = '.transcript';

/** @param paths files, or folders whose `.transcript` files are meant, however deep */
export async function readTranscriptFiles(paths: readonly string[]): Promise<readonly TranscriptFile[]> {
  const files: string[] = [];
  for (const path of paths) files.push(...(await filesAt(path)));
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, 'utf8');
      return { path: relative('', file), text, parsed: parseSessions(text) };
    }),
  );
}

async function filesAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Unusable(`${path}: no such file or folder`);
  if (!found.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  const files = names.filter((name) => name.endsWith(ending)).map((name) => join(path, name));
  if (files.length === 0) throw new Unusable(`${path}: no ${ending} file is in this folder`);
  return files.sort();
}

export function errorsIn(files: readonly TranscriptFile[]): readonly string[] {
  return files.flatMap(({ path, parsed }) =>
    parsed.errors.map(({ line, message }) => `${path}:${line}: ${message}`),
  );
}

/**
 * The file's lines with other outputs below the steps of one session. What the author wrote stays: comments, blank lines,
 * header lines.
 *
 * @param lines the whole file; sessions have to be written from the last to the first, so that line numbers hold
 */
export function withOutputs(
  lines: readonly string[],
  session: Session,
  outputs: readonly string[],
  recordedWith: string,
): readonly string[] {
  const result = [...lines];
  for (const [index, step] of [...session.steps.entries()].reverse()) {
    const written = writeOutput(outputs[index] ?? '');
    const first = step.line - 1;
    const typed = step.action.kind === 'command' ? step.action.lines.length : 1;
    let end = first + typed;
    while (result[end]?.startsWith('  ') && !isTyped(result[end] ?? '')) end += 1;
    if (step.action.kind === 'key') {
      const { key } = step.action;
      const [rest = '', ...more] = key === '^D' ? ['', ...written] : written;
      result.splice(first, end - first, `  ${key}${rest}`, ...more.map(indent));
    } else {
      result.splice(first + typed, end - first - typed, ...written.map(indent));
    }
  }
  return withRecorded(result, session, recordedWith);
}

function indent(line: string): string {
  return `  ${line}`;
}

function isTyped(line: string): boolean {
  return /^ {2}(?:\$(?: |$)|\^[CZD\\])/.test(line);
}

function withRecorded(lines: string[], { line, steps }: Session, recordedWith: string): readonly string[] {
  const firstStep = steps[0]?.line ?? line + 1;
  const header = `recorded ${recordedWith}`;
  for (let at = line; at < firstStep - 1; at += 1) {
    if (lines[at]?.startsWith('recorded ')) {
      lines[at] = header;
      return lines;
    }
  }
  let at = line;
  while (lines[at]?.startsWith('#')) at += 1;
  lines.splice(at, 0, header);
  return lines;
}
