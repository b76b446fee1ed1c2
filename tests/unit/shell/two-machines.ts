/** A laptop and a phone on one Wi-Fi, each with its programs. */
import { allTools } from '../../../src/shell/all-tools.ts';
import { createMachine, type Machine } from '../../../src/shell/machine.ts';
import { openPlainTerminal } from '../../../src/shell/transcript.ts';
import { createHost } from '../../../src/simulator/host.ts';
import { createLink } from '../../../src/simulator/link.ts';
import { createNetwork } from '../../../src/simulator/network.ts';
import { dev, guest } from './fresh-machine.ts';

export interface Pair {
  readonly laptop: Machine;
  readonly phone: Machine;
  /** What the line shows on that machine, when it is done; the other one goes on meanwhile. */
  typed(machine: Machine, line: string, user?: { readonly name: string; readonly uid: number }): string;
}

export function laptopAndPhone(services: readonly string[] = []): Pair {
  const network = createNetwork({ seed: 1 });
  const wifi = createLink(network, 'wifi');
  const machines: Machine[] = [];
  const machine = (name: string, last: number): Machine => {
    const addresses = [`192.168.1.${last}/24`, `fd00::${last}/64`];
    const host = createHost(network, {
      name,
      interfaces: { lo: ['127.0.0.1/8', '::1/128'], wlan0: { link: wifi, addresses } },
      users: [dev, guest],
    });
    host.nextPid = 4287;
    return createMachine({
      host,
      user: dev,
      epoch: Date.UTC(2026, 10, 23, 9, 12, 25),
      tools: allTools,
      services,
      machines,
    });
  };
  const laptop = machine('laptop', 20);
  const phone = machine('phone', 30);
  return {
    laptop,
    phone,
    typed(at, line, user = dev) {
      const { terminal, takeOutput } = openPlainTerminal(at, 200, user);
      takeOutput();
      terminal.type(`${line}\r`);
      for (let rounds = 0; rounds < 300; rounds += 1) {
        at.run();
        if (terminal.atPrompt()) break;
        at.advance(100);
      }
      const shown = takeOutput().split('\n').slice(1, -1).join('\n');
      terminal.close();
      return shown;
    },
  };
}
