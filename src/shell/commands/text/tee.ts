import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { onSignal, open, print, read, write } from '../../syscalls.ts';
import { fileError, gnuTool, shellName } from '../gnu-tool.ts';

/** tee(1) of GNU coreutils. */
export const tee: ProgramFile = gnuTool({
  name: 'tee',
  summary: 'copy standard input to files and to standard output',
  operands: '[OPTION]... [FILE]...',
  about: 'Copy standard input to each FILE, and also to standard output.',
  options: [
    { short: 'a', long: 'append', help: 'append to the given FILEs, do not overwrite' },
    { short: 'i', long: 'ignore-interrupts', help: 'ignore interrupt signals' },
  ],
  absent: 'p',
  *run(call) {
    if (call.has('ignore-interrupts')) yield* onSignal('SIGINT', 'ignore');
    const targets: { readonly path: string; readonly fd: number }[] = [];
    let status = 0;
    for (const path of call.operands) {
      const opened = yield* open(path, call.has('append') ? 'append' : 'write');
      if (opened.ok) targets.push({ path, fd: opened.value });
      else {
        yield* call.warn(fileError(path, opened.errno));
        status = 1;
      }
    }
    for (let text = yield* read(0); text !== ''; text = yield* read(0)) {
      const shown = yield* print(text);
      if (!shown.ok) status = 1;
      for (const target of [...targets]) {
        const written = yield* write(target.fd, text);
        if (written.ok) continue;
        yield* call.warn(`${shellName(target.path)}: ${strerror(written.errno)}`);
        targets.splice(targets.indexOf(target), 1);
        status = 1;
      }
    }
    return status;
  },
});
