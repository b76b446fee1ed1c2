/** Finds and reads script files and what stands next to them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { ScriptResult } from '../transcripts/real-host/messages.ts';
import { Unusable } from '../transcripts/recorder-command.ts';
import { parseExpected } from './expected-results.ts';
import { parseCases, type ReadError, type ScriptCase } from './script-case.ts';

export interface ScriptFile {
  /** As a message shows it: relative to where the command was given. */
  readonly path: string;
  readonly expectedPath: string;
  readonly cases: readonly ScriptCase[];
  readonly errors: readonly ReadError[];
  /** By the name of the case; empty before the first recording. */
  readonly expected: ReadonlyMap<string, ScriptResult>;
}

/** @param paths files, or folders whose `.sh` files are meant, however deep */
export async function readScriptFiles(paths: readonly string[]): Promise<readonly ScriptFile[]> {
  const files: string[] = [];
  for (const path of paths) files.push(...(await filesAt(path)));
  return Promise.all(
    files.map(async (file) => {
      const expectedPath = file.replace(/\.sh$/, '.expected');
      const expected = await readFile(expectedPath, 'utf8').catch(() => '');
      return {
        path: relative('', file),
        expectedPath,
        ...parseCases(await readFile(file, 'utf8')),
        expected: parseExpected(expected),
      };
    }),
  );
}

async function filesAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Unusable(`${path}: no such file or folder`);
  if (!found.isDirectory()) {
    if (!path.endsWith('.sh')) throw new Unusable(`${path}: a file of scripts ends in .sh`);
    return [path];
  }
  const names = await readdir(path, { recursive: true });
  const files = names.filter((name) => name.endsWith('.sh')).map((name) => join(path, name));
  if (files.length === 0) throw new Unusable(`${path}: no .sh file is in this folder`);
  return files.sort();
}

export function errorsIn(files: readonly ScriptFile[]): readonly string[] {
  return files.flatMap(({ path, errors }) =>
    errors.map(({ line, message }) => `${path}:${line}: ${message}`),
  );
}
