/** The key that lists who listens: each system has its own command for it. No DOM here. */
import type { SystemName } from '../../simulator/os/system-rules.ts';
import { runText, type Shortcut } from './terminal.view.ts';

const commands = {
  linux: 'ss -tln',
  macos: 'lsof -nP -iTCP -sTCP:LISTEN',
  windows: 'netstat -ano',
} as const satisfies Readonly<Record<SystemName, string>>;

export function listsKey(system: SystemName): Shortcut {
  const command = commands[system];
  return { label: command, name: `Run ${command}`, text: runText(command) };
}

const server = '-m http.server 62893 --bind 127.0.0.1 --directory site &';

/** The still of a terminal that says nothing else. */
export const stillLinesOf = {
  linux: [`python3 ${server}`, 'curl http://127.0.0.1:62893/', 'jobs'],
  macos: [`python3 ${server}`, 'curl http://127.0.0.1:62893/', 'jobs'],
  windows: [`python ${server}`, 'curl.exe http://127.0.0.1:62893/', 'Get-Job'],
} as const satisfies Readonly<Record<SystemName, readonly string[]>>;
