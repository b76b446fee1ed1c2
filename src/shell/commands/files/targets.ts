/** Where cp, mv and ln put each of their operands: at a new name, or into a folder. */
import { strerror } from '../../../simulator/errno.ts';
import { stat } from '../../file-calls.ts';
import type { Program } from '../../program.ts';
import { quit, quoted, type ToolCall, usageError } from '../gnu-tool.ts';

export interface Target {
  readonly from: string;
  readonly to: string;
}

export function joined(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

export function lastName(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? '';
}

/** Ends the tool when operands are missing or the folder is none. */
export function* targetsOf(call: ToolCall): Program<readonly Target[]> {
  const folder = call.value('target-directory');
  if (folder !== undefined) {
    yield* needsFolder(call, folder, 'target directory');
    return call.operands.map((from) => ({ from, to: joined(folder, lastName(from)) }));
  }
  const [first] = call.operands;
  const last = call.operands.at(-1);
  if (first === undefined || last === undefined) return yield* usageError(call, 'missing file operand');
  const sources = call.operands.slice(0, -1);
  if (sources.length === 0) {
    return yield* usageError(call, `missing destination file operand after ${quoted(first)}`);
  }
  if (sources.length > 1) yield* needsFolder(call, last, 'target');
  const found = yield* stat(last);
  const into = found.ok && found.value.kind === 'directory' && !call.has('no-target-directory');
  return sources.map((from) => ({ from, to: into ? joined(last, lastName(from)) : last }));
}

function* needsFolder(call: ToolCall, path: string, what: string): Program<void> {
  const found = yield* stat(path);
  if (found.ok && found.value.kind === 'directory') return;
  const reason = strerror(found.ok ? 'ENOTDIR' : found.errno);
  yield* quit(1, `${call.name}: ${what} ${quoted(path)}: ${reason}\n`);
}
