/** netsh: the parts that are about ports (learn.microsoft.com, windows-commands/netsh-…): interface and advfirewall. */
import { consoleProgram, fail } from './console-program.ts';
import { netshFirewall } from './netsh-firewall.ts';
import { netshPorts, netshProxy } from './netsh-interface.ts';
import { isWord } from './netsh-words.ts';

export const netsh = consoleProgram(
  'netsh',
  'show and change ports, firewall and forwarded ports',
  function* (words) {
    const [first, second, ...rest] = words;
    if (isWord(first, 'interface')) {
      if (isWord(second, 'ipv4') || isWord(second, 'ipv6')) return yield* netshPorts(rest);
      if (isWord(second, 'portproxy', 5)) return yield* netshProxy(rest);
    }
    if (isWord(first, 'advfirewall', 3)) return yield* netshFirewall([second ?? '', ...rest]);
    return yield* fail(
      `The following command was not found: ${words.join(' ')}.\n\nHere netsh has: interface ipv4 show excludedportrange, interface ipv4 show dynamicport,\ninterface portproxy, advfirewall firewall, advfirewall show, advfirewall set.\n`,
    );
  },
);
