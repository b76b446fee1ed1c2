/** Editors, which are not here. */
import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import { complain } from '../../syscalls.ts';

function absentEditor(name: string): ProgramFile {
  return {
    name,
    summary: 'an editor, which this host does not have',
    operands: '[FILE]...',
    options: noOptions,
    differs: "There is no editor here. echo 'text' > FILE writes a file, and sed -i changes one.",
    *run([, path = 'FILE']) {
      yield* complain(`${name}: there is no editor on this host. Write a file with: echo 'text' > ${path}\n`);
      return 1;
    },
  };
}

export const editors: readonly ProgramFile[] = ['nano', 'vi', 'vim', 'emacs', 'ed'].map(absentEditor);
