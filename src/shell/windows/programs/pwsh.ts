/** pwsh.exe: another PowerShell, for one line. */
import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import { runSource } from '../language/run.ts';
import { newState } from '../power-shell.ts';
import { fail, say } from './console-program.ts';

export const pwsh: ProgramFile = {
  name: 'pwsh',
  summary: 'PowerShell: pwsh -Command "…"',
  options: noOptions,
  *run([, ...words]) {
    const at = words.findIndex((word) => /^[-/]c(?:ommand)?$/i.test(word));
    if (words.some((word) => /^[-/]v(?:ersion)?$/i.test(word))) return yield* say('PowerShell 7.5.4\n');
    if (at < 0) return yield* fail('pwsh: here another PowerShell runs one line only: pwsh -Command "…"\n');
    const state = newState([]);
    yield* runSource(state, words.slice(at + 1).join(' '));
    return state.leaving ?? (state.ok ? 0 : 1);
  },
};
