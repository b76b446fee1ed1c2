/** What a host's own system calls an interface that scenes name as Linux does: `lo`, `wlan0`, `eth0`. */
import type { Host } from '../host.ts';

/** As Get-NetAdapter and `ipconfig` write them. */
const windowsNames: Readonly<Record<string, string>> = {
  lo: 'Loopback Pseudo-Interface 1',
  wlan0: 'Wi-Fi',
  eth0: 'Ethernet',
  wsl: 'vEthernet (WSL (Hyper-V firewall))',
};

export function interfaceName(host: Pick<Host, 'system' | 'interfaces'>, name: string): string {
  switch (host.system.name) {
    case 'linux':
      return name;
    case 'macos':
      return macosName(host, name);
    case 'windows':
      return windowsNames[name] ?? name;
  }
}

/** The same, as short as people say it, for drawings and sentences. */
export function shortInterfaceName(host: Pick<Host, 'system' | 'interfaces'>, name: string): string {
  if (host.system.name !== 'windows') return interfaceName(host, name);
  if (name === 'lo') return 'loopback';
  return interfaceName(host, name).replace(/ \(Hyper-V firewall\)\)$/, ')');
}

/** `lo0`; the others are en0, en1 …, as a Mac names its Wi-Fi and its cables. */
function macosName({ interfaces }: Pick<Host, 'interfaces'>, name: string): string {
  if (name === 'lo') return 'lo0';
  if (/^en\d/.test(name)) return name;
  return `en${interfaces.filter((one) => one.name !== 'lo').findIndex((one) => one.name === name)}`;
}
