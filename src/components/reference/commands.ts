/** Every command of the reference, in the order in which its index lists them. */
import { type Command, readCommand } from './command-page.ts';

const files = import.meta.glob<{ readonly default: unknown }>('../../../content/reference/commands/*.ts', {
  eager: true,
});

export const commandGroups = [
  'Who holds it',
  'Does it answer',
  'Addresses and names',
  'Servers',
  'Firewalls',
  'Beyond this machine',
] as const;

export const commands: readonly Command[] = Object.entries(files)
  .map(([file, module]) => readCommand(file, module.default))
  .toSorted(
    (a, b) => commandGroups.indexOf(a.group) - commandGroups.indexOf(b.group) || a.name.localeCompare(b.name),
  );
