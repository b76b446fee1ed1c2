/** node(1), and what npm starts with it. */
import type { ProgramFile } from '../../command.ts';
import { node } from './node.ts';
import { npm, npx } from './npm.ts';

export const nodePrograms: readonly ProgramFile[] = [node, npm, npx];
