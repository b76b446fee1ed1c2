/** Finds and reads case files. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { formatReadError, type ParsedFile, parseCases } from '../../src/simulator/notation/parse-cases.ts';

export interface CaseFile {
  /** As a message shows it: relative to where the command was given. */
  readonly path: string;
  readonly text: string;
  readonly parsed: ParsedFile;
}

/** A path that is not there or no case file. */
export class NoSuchCases extends Error {}

/** @param paths files, or folders whose `.case` files are meant, however deep */
export async function readCaseFiles(paths: readonly string[]): Promise<readonly CaseFile[]> {
  const files: string[] = [];
  for (const path of paths) files.push(...(await filesAt(path)));
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, 'utf8');
      return { path: relative('', file), text, parsed: parseCases(text) };
    }),
  );
}

async function filesAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new NoSuchCases(`${path}: no such file or folder`);
  if (!found.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  const files = names.filter((name) => name.endsWith('.case')).map((name) => join(path, name));
  if (files.length === 0) throw new NoSuchCases(`${path}: no .case file is in this folder`);
  return files.sort();
}

export function errorsIn(files: readonly CaseFile[]): readonly string[] {
  return files.flatMap(({ path, parsed }) => parsed.errors.map((error) => formatReadError(path, error)));
}
