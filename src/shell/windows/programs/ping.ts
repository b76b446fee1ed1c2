/** ping of Windows (learn.microsoft.com, windows-commands/ping): four echo requests, one a second, a wait of four seconds. */
import { familyOf, isLoopback, parseAddress } from '../../../simulator/address.ts';
import { Interrupt, type Program } from '../../program.ts';
import { resolveName } from '../../resolve-name.ts';
import { onSignal, print, self, sleep } from '../../syscalls.ts';
import { tryEcho } from '../try-connect.ts';
import { consoleProgram, say } from './console-program.ts';

export const ping = consoleProgram('ping', 'ask a host for an echo', function* (words) {
  let count = 4;
  let family: 'AF_INET' | 'AF_INET6' | undefined;
  let name: string | undefined;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]?.toLowerCase().replace(/^\//, '-');
    if (word === '-n') count = Number(words[++at] ?? 0);
    else if (word === '-t') count = Number.POSITIVE_INFINITY;
    else if (word === '-4') family = 'AF_INET';
    else if (word === '-6') family = 'AF_INET6';
    else if (word?.startsWith('-'))
      return yield* say(
        `\nBad option ${words[at]}.\n\nUsage: ping [-t] [-n count] [-4] [-6] target_name\n\n`,
        1,
      );
    else name = words[at];
  }
  if (name === undefined) return yield* say('\nUsage: ping [-t] [-n count] [-4] [-6] target_name\n\n', 1);
  if (!(count >= 1)) return yield* say(`Bad value for option -n, valid range is from 1 to 4294967295.\n`, 1);
  const address = resolveName(yield* self(), name).find(
    (one) => family === undefined || familyOf(one) === family,
  );
  if (address === undefined)
    return yield* say(`Ping request could not find host ${name}. Please check the name and try again.\n`, 1);
  const shown = parseAddress(name) === undefined ? `${name} [${address}]` : address;
  yield* print(`\nPinging ${shown} with 32 bytes of data:\n`);
  yield* onSignal('SIGINT', 'catch');
  const tally = { sent: 0, trips: [] as number[] };
  try {
    while (tally.sent < count) {
      if (tally.sent > 0) yield* sleep(1000);
      tally.sent += 1;
      yield* askOnce(address, tally);
    }
  } catch (error) {
    if (!(error instanceof Interrupt)) throw error;
    yield* statistics(address, tally);
    return yield* say('Control-C\n', 1);
  }
  yield* statistics(address, tally);
  return tally.trips.length > 0 ? 0 : 1;
});

interface Tally {
  sent: number;
  readonly trips: number[];
}

function* askOnce(address: string, { sent, trips }: Tally): Program<void> {
  const { random } = (yield* self()).around.host.network;
  const answer = yield* tryEcho(address, sent);
  if (answer?.kind === 'reply') {
    const time = isLoopback(address) ? 0 : 1 + random.below(5);
    trips.push(time);
    const trip = time === 0 ? 'time<1ms' : `time=${time}ms`;
    const tail = address.includes(':') ? trip : `bytes=32 ${trip} TTL=${answer.hopLimit}`;
    yield* print(`Reply from ${address}: ${tail}\n`);
  } else if (answer) {
    yield* print(
      `Reply from ${answer.from}: ${answer.error === 'time-exceeded' ? 'TTL expired in transit.' : `Destination ${answer.error.includes('net') ? 'net' : 'host'} unreachable.`}\n`,
    );
  } else yield* print('Request timed out.\n');
}

function* statistics(address: string, { sent, trips }: Tally): Program<void> {
  const lost = sent - trips.length;
  yield* print(
    `\nPing statistics for ${address}:\n    Packets: Sent = ${sent}, Received = ${trips.length}, Lost = ${lost} (${sent === 0 ? 0 : Math.round((lost * 100) / sent)}% loss),\n`,
  );
  if (trips.length === 0) return;
  const mean = Math.floor(trips.reduce((sum, one) => sum + one, 0) / trips.length);
  yield* print(
    `Approximate round trip times in milli-seconds:\n    Minimum = ${Math.min(...trips)}ms, Maximum = ${Math.max(...trips)}ms, Average = ${mean}ms\n`,
  );
}
