import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from '../../src/simulator/notation/case.ts';
import { formatReadError, type ParsedCase, parseCases } from '../../src/simulator/notation/parse-cases.ts';
import { printCase } from '../../src/simulator/notation/print-case.ts';
import { anyCase } from './notation-programs.ts';

/** The case without where it stood in its file. */
function plain({ name, comments, headers, calls, closing }: ParsedCase): Case {
  return {
    name,
    comments,
    headers,
    calls: calls.map(({ line: _, callEnd: __, ...call }) => call),
    closing,
  };
}

function errorsOf(text: string): readonly string[] {
  return parseCases(text).errors.map((error) => formatReadError('x.case', error));
}

/** The error of one line inside a case that has sockets a and b. */
function errorOf(line: string): string {
  const before = 'case x\na = socket(AF_INET, SOCK_STREAM)\nb = socket(AF_INET, SOCK_STREAM)\n';
  return errorsOf(before + line).join('\n');
}

test('what the printer writes, the parser reads back as the same data', () => {
  fc.assert(
    fc.property(fc.array(anyCase, { minLength: 1, maxLength: 3 }), (cases) => {
      // A comment after the last call belongs to that case, so only the last one can keep its own apart.
      const text = cases.map(printCase).join('\n');
      const { cases: read, errors } = parseCases(text);
      expect(errors).toEqual([]);
      expect(read.map(plain)).toEqual(cases);
    }),
  );
});

test('no text makes the parser throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      expect(() => parseCases(`case x\n${text}\na = socket(${text}`)).not.toThrow();
    }),
  );
});

describe('comments', () => {
  test('a # inside quotes is text', () => {
    const { cases, errors } = parseCases(
      'case x\na = socket(AF_INET, SOCK_STREAM)\nsend(a, "a#b") = 3 # rest',
    );
    expect(errors).toEqual([]);
    expect(cases[0]?.calls[1]).toMatchObject({ call: { data: 'a#b' }, note: 'rest' });
  });

  test('text beyond ASCII is its UTF-8 bytes', () => {
    const { cases } = parseCases('case x\na = socket(AF_INET, SOCK_STREAM)\nsend(a, "é\\n")');
    expect(cases[0]?.calls[1]).toMatchObject({ call: { data: '\xc3\xa9\n' } });
  });

  test('a file may have CRLF line ends', () => {
    expect(errorsOf('case x\r\n# y\r\na = socket(AF_INET, SOCK_STREAM) = 0\r\n')).toEqual([]);
  });
});

describe('an error names file, line and what may stand there', () => {
  test.each([
    [
      'bnd(a, 127.0.0.1:80)',
      'x.case:4: "bnd" is no call. What may stand there: socket, setsockopt, getsockopt, bind,',
    ],
    ['bind(c, 127.0.0.1:80)', 'x.case:4: No socket is named "c" above this line. What may stand there: a, b'],
    ['bind(a, 127.0.0.1:70000)', 'x.case:4: 70000 is no port: 0 to 65535'],
    [
      'bind(a, 127.0.0.300:80)',
      'x.case:4: "127.0.0.300" is no address. What may stand there: 127.0.0.1:80, [::1]:80',
    ],
    ['bind(a, ::1:80)', 'x.case:4: "::1:80" cannot stand here. What may stand there: 127.0.0.1:80, [::1]:80'],
    [
      'bind(a, 127.0.0.1:80) = EADDRINUS',
      'x.case:4: "EADDRINUS" is no errno. What may stand there: EACCES, ',
    ],
    ['bind(a, 127.0.0.1:80) = 1', 'x.case:4: "1" is no result of bind. What may stand there: 0, or an errno'],
    [
      'setsockopt(a, SO_KEEPALIVE, 1)',
      'x.case:4: "SO_KEEPALIVE" cannot stand here. What may stand there: SO_REUSEADDR,',
    ],
    [
      'a = socket(AF_INET, SOCK_STREAM)',
      'x.case:4: The name "a" is used already. What may stand there: a name that',
    ],
    [
      'c = bind(a, 127.0.0.1:80)',
      'x.case:4: bind makes no socket to be named "c": only socket and accept do',
    ],
    ['socket(AF_INET, SOCK_STREAM)', 'x.case:4: the new socket needs a name: NAME = socket('],
    ['address 192.0.2.1/24', 'x.case:4: "address" stands before the first call of its case'],
    ['nonsense here', 'x.case:4: "nonsense" begins no line. What may stand there: a call: socket,'],
    [
      'connect(a, 127.0.0.1:80, later)',
      'x.case:4: "later" cannot stand here. What may stand there: nonblocking, a time',
    ],
    ['advance(5)', 'x.case:4: "5" cannot stand here. What may stand there: a time such as 1.5s'],
    [
      'readable(a, b) = b a',
      'x.case:4: readable names sockets in the order in which they were asked for: a b',
    ],
    ['state(a) = OPEN', 'x.case:4: "OPEN" is no TCP state. What may stand there: CLOSED, LISTEN,'],
    ['send(a, "\\q")', 'x.case:4: "\\q" is no escape. What may stand there: \\n'],
    ['close(a) = 0 0', 'x.case:4: "0" cannot stand here. What may stand there: the end of the line, or'],
  ])('%s', (line, message) => {
    expect(errorOf(line).slice(0, message.length)).toBe(message);
  });

  test.each([
    [
      'on laptop: socket(AF_INET, SOCK_STREAM)',
      'x.case:4: "on laptop:" needs a line "host laptop …" above: without one the case has one host, which has no name',
    ],
    ['d = on : socket(AF_INET, SOCK_STREAM)', 'x.case:4: ":" cannot stand here. What may stand there: '],
  ])('%s in a case with one host', (line, message) => {
    expect(errorOf(line).slice(0, message.length)).toBe(message);
  });

  test.each([
    [
      'c = socket(AF_INET, SOCK_STREAM)',
      'The new socket needs its host. What may stand there: NAME = on HOST: socket(…), with laptop or router',
    ],
    [
      'c = on phone: socket(AF_INET, SOCK_STREAM)',
      'No host is named "phone" above this line. What may stand there: laptop, router',
    ],
    [
      'c = as 1000: on laptop: socket(AF_INET, SOCK_STREAM)',
      '"on" is no call. What may stand there: on HOST: before as UID:',
    ],
    ['on laptop: close(a)', 'close takes no host: it is made on the host of its socket'],
  ])('%s in a case with hosts', (line, message) => {
    const before =
      'case x\nhost laptop\nhost router 192.168.1.1/24@wifi\na = on router: socket(AF_INET, SOCK_STREAM)\n';
    expect(errorsOf(before + line)).toEqual([`x.case:5: ${message}`]);
  });

  test.each([
    [
      'host laptop',
      'There is a host "laptop" already. What may stand there: a name that the case has not used',
    ],
    [
      'host 1st',
      '"1st" is no name of a host. What may stand there: host laptop 192.168.1.20/24@wifi 2001:db8::20/64@wifi',
    ],
    [
      'host phone 192.168.1.20@wifi',
      '"192.168.1.20@wifi" is no address on a link. What may stand there: ADDRESS/LENGTH@LINK, such as 192.168.1.20/24@wifi, where a link is a name of 15 characters at most and @lo is the loopback interface',
    ],
    [
      'host phone 192.168.1.20/24@a-name-of-16-chars',
      '"192.168.1.20/24@a-name-of-16-chars" is no address on a link. What may stand there: ADDRESS/LENGTH@LINK,',
    ],
    [
      'route phone default via 192.168.1.1',
      'No host is named "phone" above this line. What may stand there: laptop',
    ],
    [
      'route laptop default 192.168.1.1',
      '"laptop default 192.168.1.1" is no route. What may stand there: route laptop default via 192.168.1.1, route laptop 10.0.0.0/8 via 192.168.1.2',
    ],
    [
      'route laptop 10.0.0.0/8 via 2001:db8::1',
      '"laptop 10.0.0.0/8 via 2001:db8::1" is no route. What may stand there: ',
    ],
    [
      'sysctl net.ipv4.ip_forward 1',
      '"sysctl" names no host, and this case has several. What may stand there: sysctl laptop …',
    ],
    [
      'iptables -P INPUT DROP',
      '"iptables" names no host, and this case has several. What may stand there: iptables laptop …',
    ],
    ['iptables laptop', '"laptop" is no rule. What may stand there: iptables router -A FORWARD'],
    [
      'iptables laptop -A INPUT -m comment --comment "x',
      '""x" cannot stand here. What may stand there: a word, or "several words in quotes"',
    ],
    [
      'no-ipv6',
      '"no-ipv6" names no host, and this case has several. What may stand there: an address on a link of a host, such as host laptop',
    ],
  ])('the header %s', (line, message) => {
    const came = errorsOf(
      `case x\nhost laptop 192.168.1.20/24@wifi\n${line}\na = on laptop: socket(AF_INET, SOCK_STREAM)`,
    );
    expect(came).toHaveLength(1);
    expect(came[0]?.slice(0, 'x.case:3: '.length + message.length)).toBe(`x.case:3: ${message}`);
  });

  test('a host line below what belongs to the one host without a name', () => {
    expect(errorsOf('case x\nno-ipv6\nhost laptop\na = socket(AF_INET, SOCK_STREAM)')).toEqual([
      'x.case:3: "host laptop" gives this case named hosts, and "no-ipv6" above names none. What may stand there: host lines first, and below them lines that name their host',
    ]);
  });

  test('a call before any case', () => {
    expect(errorsOf('close(a)')).toEqual([
      'x.case:1: "close(a)" stands before any case. What may stand there: case NAME',
    ]);
  });

  test('a case without a call', () => {
    expect(errorsOf('case x\n# nothing')).toEqual(['x.case:1: case x makes no call']);
  });

  test('a wrong header', () => {
    expect(errorsOf('case x\naddress 192.0.2.1\na = socket(AF_INET, SOCK_STREAM)')[0]).toBe(
      'x.case:2: "192.0.2.1" is no address with its prefix length. What may stand there: address 192.0.2.10/24',
    );
  });
});
