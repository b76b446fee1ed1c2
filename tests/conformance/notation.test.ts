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
    calls: calls.map(({ makes, uid, call, expected, comments: above, note }) => {
      return { makes, uid, call, expected, comments: above, note };
    }),
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
