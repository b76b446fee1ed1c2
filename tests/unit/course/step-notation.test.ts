import { describe, expect, test } from 'vitest';
import { notation, parseCondition } from '../../../src/course/step.ts';
import { describeCondition } from '../../../src/course/step-clause.ts';

function reason(text: string): string {
  const parsed = parseCondition(text);
  return parsed.ok ? 'it was read' : (parsed.reason.split('\n')[0] ?? '');
}

describe('the notation of a step', () => {
  test('every example in the list of what may stand there is read', () => {
    for (const example of notation) expect(parseCondition(example), example).toMatchObject({ ok: true });
  });

  test('an address is read into its one canonical spelling', () => {
    expect(parseCondition('answered [0:0:0:0:0:0:0:1]:80')).toEqual({
      ok: true,
      condition: { kind: 'answered', by: { address: '::1', ports: [80, 80] } },
    });
  });

  test('a star stands for every address, and two numbers for the ports between them', () => {
    expect(parseCondition('listening *:32768-60999')).toEqual({
      ok: true,
      condition: { kind: 'listening', at: { address: undefined, ports: [32768, 60999] } },
    });
  });

  test.each([
    ['', '"" is no condition'],
    ['listens 127.0.0.1:80', '"listens 127.0.0.1:80" is no condition'],
    ['listening 127.0.0.1', '"127.0.0.1" is no address and port'],
    ['listening 127.0.0.1:0', '"127.0.0.1:0" is no address and port'],
    ['listening 127.0.0.1:70000', '"127.0.0.1:70000" is no address and port'],
    ['listening 127.0.0.999:80', '"127.0.0.999:80" is no address and port'],
    ['listening *:90-80', '"*:90-80" is no address and port'],
    ['refused bind ENOSUCH *:80', '"ENOSUCH" is no errno that the simulator gives'],
    ['answered *:80 by uid 1001', '"by uid" goes with "connected" only'],
    ['listening *:80 from phone', '"listening" goes with "on phone", not with "from phone"'],
    ['open *:80', '"open" asks about one address and port'],
    ['open 127.0.0.1:80 and shut 127.0.0.1:81', '"shut 127.0.0.1:81" is no condition'],
    ['port 70000 asked', '70000 is no port: 0 to 65535'],
  ])('%j is refused with its reason', (text, expected) => {
    expect(reason(text)).toBe(`${expected}. What may stand there:`);
  });

  test('a refusal lists what may stand there', () => {
    const parsed = parseCondition('nonsense');
    expect(parsed.ok ? '' : parsed.reason).toContain('\n  refused bind EADDRINUSE 127.0.0.1:62893\n');
  });

  test('each condition is said as a clause', () => {
    const said = notation.map((text) => {
      const parsed = parseCondition(text);
      return parsed.ok ? describeCondition(parsed.condition) : parsed.reason;
    });
    expect(said).toEqual([
      'a socket listens on 0.0.0.0:62893',
      'a socket listens on 0.0.0.0:80 (on router)',
      'nothing listens on port 62893 any more',
      'a UDP socket has 127.0.0.1:62893',
      'a program connects to 127.0.0.1:62893',
      'a program of user 1001 connects to 127.0.0.1:62893',
      '[::1]:62893 answers',
      '192.168.1.20:62893 answers (on phone)',
      'bind refuses 127.0.0.1:62893 with EADDRINUSE',
      'connect to 192.168.1.20:62893 ends in ECONNREFUSED',
      'connect to 192.168.1.20:62893 ends in ETIMEDOUT (on phone)',
      '127.0.0.1:62893 can be reached',
      '127.0.0.1:62893 can be reached, and 192.168.1.20:62893 cannot be reached from phone',
      'somebody runs ss',
      'somebody runs ip route (on phone)',
      'somebody runs sysctl or netsh',
      'the port field is asked about 62893',
      'the attack of the website works',
      'the server stops the attack of the website',
    ]);
  });
});
