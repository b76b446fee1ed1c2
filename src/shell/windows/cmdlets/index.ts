/** Every cmdlet by its name and its aliases, in lower case. To add one: its kind's file, and that file's list. */
import type { Cmdlet } from '../language/cmdlet.ts';
import { fileCmdlets } from './files.ts';
import { firewallCmdlets } from './firewall.ts';
import { formatCmdlets } from './format.ts';
import { hyperVCmdlets } from './hyper-v-firewall.ts';
import { jobCmdlets } from './jobs.ts';
import { networkCmdlets } from './network.ts';
import { objectCmdlets } from './objects.ts';
import { processCmdlets } from './processes.ts';
import { shellCmdlets } from './shell.ts';
import { socketCmdlets } from './sockets.ts';
import { textCmdlets } from './text.ts';

const all: readonly Cmdlet[] = [
  ...fileCmdlets,
  ...firewallCmdlets,
  ...formatCmdlets,
  ...hyperVCmdlets,
  ...jobCmdlets,
  ...networkCmdlets,
  ...objectCmdlets,
  ...processCmdlets,
  ...shellCmdlets,
  ...socketCmdlets,
  ...textCmdlets,
];

export const cmdlets: ReadonlyMap<string, Cmdlet> = new Map(
  all.flatMap((one) => [one.name, ...(one.aliases ?? [])].map((name) => [name.toLowerCase(), one] as const)),
);
