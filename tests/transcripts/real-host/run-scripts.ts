/** Runs scripts with the real bash, each in a folder of its own, until it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { caseFolder, scriptName } from '../../bash/script-case.ts';
import type { ScriptResult, ScriptsAnswer, ScriptsRequest } from './messages.ts';
import { shellCommand } from './shell-command.ts';

const patience = 10_000;

export async function runScripts(inside: string, request: ScriptsRequest): Promise<ScriptsAnswer> {
  const results: (ScriptResult | 'late')[] = [];
  for (const script of request.scripts) results.push(await runScript(inside, request, script));
  return { kind: 'ran', results };
}

async function runScript(
  inside: string,
  { user, environment, folder }: ScriptsRequest,
  script: string,
): Promise<ScriptResult | 'late'> {
  const cwd = `${inside}${caseFolder}`;
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(cwd);
  chownSync(cwd, user.uid, user.uid);
  writeFileSync(`${cwd}/${scriptName}`, script);
  // Files and no pipes: what a script leaves behind in the background would keep a pipe open.
  const output = [`${folder}/stdout`, `${folder}/stderr`] as const;
  const [stdout, stderr] = output.map((file) => openSync(file, 'w'));
  const [program = '', ...words] = shellCommand(inside, user, caseFolder, 'bash', scriptName);
  const stdio = ['ignore', stdout, stderr] as const;
  const child = spawn(program, words, { detached: true, stdio: [...stdio], env: environment });
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  const began = performance.now();
  const { code, signal } = await ended(child);
  clearTimeout(timer);
  endTheRest();
  for (const fd of [stdout, stderr]) if (fd !== undefined) closeSync(fd);
  if (signal === 'SIGKILL' && performance.now() - began >= patience) return 'late';
  const status = code ?? 128 + (signal ? constants.signals[signal] : 0);
  return { stdout: readFileSync(output[0], 'utf8'), stderr: readFileSync(output[1], 'utf8'), status };
}

function ended(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

/** Every process of the sandbox but this one, which the kernel spares. */
function endTheRest(): void {
  try {
    process.kill(-1, 'SIGKILL');
  } catch {
    // There is none.
  }
}
