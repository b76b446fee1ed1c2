/** What a host's own system calls an interface that scenes name as Linux does. */
import type { Host } from '../simulator/host.ts';

/** As ifconfig(8) and `ipconfig` show them; loopback has no adapter name there that anybody writes. */
const names = {
  linux: {},
  macos: { lo: 'lo0' },
  windows: { lo: 'loopback', wlan0: 'Wi-Fi', eth0: 'Ethernet', wsl: 'vEthernet (WSL)' },
} as const satisfies Readonly<Record<Host['system']['name'], Readonly<Record<string, string>>>>;

export function interfaceName({ system }: Host, name: string): string {
  const own: Readonly<Record<string, string>> = names[system.name];
  return own[name] ?? name;
}
