/** netsh interface: the ports that Windows gives out, those that it sets aside, and those that it forwards. */

import type { Program } from '../../program.ts';
import { self } from '../../syscalls.ts';
import { proxiesOf, startProxy, stopProxy } from '../port-proxy.ts';
import { fail, say } from './console-program.ts';
import { isWord, settingsIn } from './netsh-words.ts';
import { isIPv4, parseNumber } from './port-number.ts';

export function* netshPorts([verb, what, ...rest]: readonly string[]): Program {
  const { host } = (yield* self()).around;
  const settings = settingsIn(rest);
  const protocol = (settings.get('protocol') ?? rest.find((word) => !word.includes('=')) ?? '').toLowerCase();
  if (isWord(verb, 'show', 2) && isWord(what, 'excludedportrange', 4)) {
    if (protocol !== 'tcp' && protocol !== 'udp') return yield* badProtocol();
    // What Windows sets aside by itself is for TCP; ranges that an administrator made are marked.
    const rows = (protocol === 'tcp' ? host.excludedPorts : [])
      .toSorted(([a], [b]) => a - b)
      .map(
        ([first, last]) =>
          `${String(first).padStart(10)}${String(last).padStart(12)}${first === 50000 && last === 50059 ? '     *' : '      '}\n`,
      );
    return yield* say(
      `\nProtocol ${protocol} Port Exclusion Ranges\n\nStart Port    End Port      \n----------    --------      \n${rows.join('')}\n* - Administered port exclusions.\n\n`,
    );
  }
  if (isWord(verb, 'show', 2) && isWord(what, 'dynamicportrange', 3)) {
    if (protocol !== 'tcp' && protocol !== 'udp') return yield* badProtocol();
    const [first, last] = host.sysctls.ipLocalPortRange;
    return yield* say(
      `\nProtocol ${protocol} Dynamic Port Range\n---------------------------------\nStart Port      : ${first}\nNumber of Ports : ${last - first + 1}\n\n`,
    );
  }
  if (isWord(verb, 'set', 2) && isWord(what, 'dynamicportrange', 3)) {
    const start = parseNumber(settings.get('start') ?? settings.get('startport'));
    const count = parseNumber(settings.get('num') ?? settings.get('numberofports'));
    // Microsoft, KB 929851: it begins at 1025 or later, has at least 255 ports and ends at 65535 at most.
    if (
      start === undefined ||
      count === undefined ||
      start < 1025 ||
      count < 255 ||
      start + count - 1 > 65535
    ) {
      return yield* fail('The parameter is incorrect.\n\n');
    }
    host.sysctls.ipLocalPortRange = [start, start + count - 1];
    return yield* say('Ok.\n\n');
  }
  return yield* fail(
    `The following command was not found: interface ipv4 ${[verb, what, ...rest].join(' ')}.\n`,
  );
}

function badProtocol(): Program {
  return fail(
    'One or more essential parameters were not entered.\nVerify the required parameters, and reenter them.\nThe syntax supplied for this command is not valid: say protocol=tcp or protocol=udp.\n\n',
  );
}

/** netsh interface portproxy (learn.microsoft.com, netsh interface portproxy): TCP only. */
export function* netshProxy([verb, kind, ...rest]: readonly string[]): Program {
  const { around } = yield* self();
  const settings = settingsIn(rest);
  if (isWord(verb, 'show', 2)) {
    const rows = proxiesOf(around.host);
    if (rows.length === 0) return yield* say('\n');
    const line = (cells: readonly string[]): string =>
      `${(cells[0] ?? '').padEnd(15)} ${(cells[1] ?? '').padEnd(11)} ${(cells[2] ?? '').padEnd(15)} ${cells[3] ?? ''}\n`;
    const body = rows.map((one) =>
      line([one.listenAddress, `${one.listenPort}`, one.connectAddress, `${one.connectPort}`]),
    );
    return yield* say(
      `\nListen on ipv4:             Connect to ipv4:\n\n${line(['Address', 'Port', 'Address', 'Port'])}--------------- ----------  --------------- ----------\n${body.join('')}\n`,
    );
  }
  if (isWord(verb, 'reset', 3)) {
    for (const one of proxiesOf(around.host)) stopProxy(around, one);
    return yield* say('\n');
  }
  if (kind?.toLowerCase() !== 'v4tov4') return yield* fail('Only v4tov4 is there on this host.\n\n');
  const listenPort = parseNumber(settings.get('listenport'));
  const listenAddress = settings.get('listenaddress') ?? '0.0.0.0';
  if (listenPort === undefined || listenPort < 1 || listenPort > 65535 || !isIPv4(listenAddress))
    return yield* fail('The parameter is incorrect.\n\n');
  const standing = proxiesOf(around.host).find(
    (one) => one.listenPort === listenPort && one.listenAddress === listenAddress,
  );
  if (isWord(verb, 'delete', 3)) {
    if (!standing) return yield* fail('The system cannot find the file specified.\n\n');
    stopProxy(around, standing);
    return yield* say('\n');
  }
  if (!isWord(verb, 'add', 3) && !isWord(verb, 'set', 3))
    return yield* fail('The following command was not found.\n');
  const connectPort = parseNumber(settings.get('connectport')) ?? listenPort;
  const connectAddress = settings.get('connectaddress') ?? '127.0.0.1';
  if (!isIPv4(connectAddress)) return yield* fail('The parameter is incorrect.\n\n');
  if (standing) stopProxy(around, standing);
  startProxy(around, { listenAddress, listenPort, connectAddress, connectPort });
  return yield* say('\n');
}
