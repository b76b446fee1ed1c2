/** Python, as far as its http.server. */
import type { ProgramFile } from '../../command.ts';
import { python, python3 } from './python3.ts';

export const pythonPrograms: readonly ProgramFile[] = [python, python3];
