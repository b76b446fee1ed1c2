import { expect, test } from 'vitest';
import { parseExpression, takeStates } from '../../../src/shell/commands/sockets/ss-filter.ts';
import type { SocketRow } from '../../../src/simulator/socket-list.ts';

const names = {
  portOf: (name: string) => (name === 'http' ? 80 : undefined),
  addressesOf: (name: string) => (name === 'localhost' ? ['127.0.0.1', '::1'] : []),
  isEphemeral: (port: number) => port >= 32768,
};

function row(local: string, port: number, peer?: string, peerPort = 0): SocketRow {
  return {
    id: 1,
    protocol: 'tcp',
    family: local.includes(':') ? 'AF_INET6' : 'AF_INET',
    state: peer === undefined ? 'LISTEN' : 'ESTABLISHED',
    local: { address: local, port },
    peer: peer === undefined ? undefined : { address: peer, port: peerPort },
    v6only: false,
    receiveQueue: 0,
    sendQueue: 0,
    uid: 0,
    endsAt: undefined,
    timer: undefined,
    waits: false,
    holder: undefined,
  };
}

const listener = row('127.0.0.1', 80);
const mapped = row('::ffff:127.0.0.1', 80, '::ffff:127.0.0.1', 40000);

function matches(expression: string, socket = listener): boolean {
  const test = parseExpression([expression], names);
  if (typeof test !== 'function') throw new Error(test.text);
  return test(socket);
}

test.each([
  ['sport = :80', true],
  ['sport 80', true],
  ['sport = :http', true],
  ['sport 0x50', true],
  ['sport != :80', false],
  ['sport <= :80 sport >= :80', true],
  ['sport > :80 or sport lt :81', true],
  ['! sport = :80', false],
  ['not ( sport = :81 or sport = :82 )', true],
  ['src 127.0.0.0/8', true],
  ['src 127.0.0.1:80', true],
  ['src 127.0.0.1:81', false],
  ['src *:80', true],
  ['src localhost', true],
  ['src [::1]', false],
  ['dst 0.0.0.0/0', true],
  ['autobound', false],
])('%s', (expression, expected) => {
  expect(matches(expression)).toBe(expected);
});

test('and and or bind alike, from left to right', () => {
  expect(matches('sport = :80 or sport = :80 and sport = :81')).toBe(false);
  expect(matches('sport = :81 and sport = :80 or sport = :80')).toBe(true);
});

test('a condition on IPv4 is met by the IPv4-mapped address, and not the other way round', () => {
  expect(matches('src 127.0.0.1', mapped)).toBe(true);
  expect(matches('src [::ffff:127.0.0.1]', mapped)).toBe(true);
  expect(matches('src [::ffff:127.0.0.1]')).toBe(false);
});

test.each(['sport', 'sport =', '( sport = :1', 'sport = :1 )', 'src > 127.0.0.1', 'and', 'sport = :1 or'])(
  '%s is no sentence',
  (expression) => {
    expect(parseExpression([expression], names)).toEqual({
      text: 'ss: bison bellows (while parsing filter): "syntax error!" Sorry.\n',
      status: 255,
      usage: true,
    });
  },
);

test('states are taken from the front of the words, and the rest is left', () => {
  const words = ['state', 'BUCKET', 'exclude', 'time-wait', 'sport', '=', ':1'];
  expect(takeStates(words)).toEqual(new Set(['SYN-RECEIVED']));
  expect(words).toEqual(['sport', '=', ':1']);
});
