/** Variables: the shell's own, those of the environment, and those that PowerShell sets (about_Automatic_Variables). */
import type { Program } from '../../program.ts';
import { self } from '../../syscalls.ts';
import { toWindowsPath } from '../windows-path.ts';
import type { Run } from './run.ts';
import type { Value } from './values.ts';

export function* readVariable({ state, current }: Run, name: string): Program<Value> {
  const task = yield* self();
  const lower = name.toLowerCase();
  if (lower.startsWith('env:')) {
    const wanted = lower.slice(4);
    for (const [known, value] of task.environment) {
      if (known.toLowerCase() !== wanted) continue;
      return wanted === 'path' ? value.split(':').map(toWindowsPath).join(';') : value;
    }
    return undefined;
  }
  switch (lower) {
    case '_':
    case 'psitem':
      return current.object;
    case '?':
      return state.ok;
    case 'lastexitcode':
      return state.lastExitCode;
    case 'pid':
      return task.pid;
    case 'pwd':
      return toWindowsPath(task.cwd);
    case 'home':
      return task.environment.get('USERPROFILE');
    default:
      return state.variables.get(lower);
  }
}

export function* setVariable({ state }: Run, name: string, value: Value): Program<void> {
  const lower = name.toLowerCase();
  if (!lower.startsWith('env:')) {
    state.variables.set(lower, value);
    return;
  }
  const task = yield* self();
  const environment = new Map(task.environment);
  const text = value === undefined ? '' : String(value);
  const known = [...environment.keys()].find((one) => one.toLowerCase() === lower.slice(4));
  const key = known ?? name.slice(4);
  if (text === '') environment.delete(key);
  else environment.set(key, text);
  task.environment = environment;
}
