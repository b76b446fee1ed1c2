/** The examination: what is wrong is wrong at first, and several ways put it right. */
import { describe, expect, test } from 'vitest';
import { reaches } from '../../../src/course/reaches.ts';
import { findScene } from '../../../src/course/scenes/index.ts';
import { isDone, parseCondition } from '../../../src/course/step.ts';
import { all, lessons } from './lesson-text.ts';
import { type Seat, sitDown } from './seat.ts';

const { body = '' } = lessons.find(({ slug }) => slug === 'the-examination') ?? {};
const conditions = all(body, /<Step done="([^"]*)">/g);

/** Which of the faults, from 1, are put right. */
function right({ world }: Seat): readonly number[] {
  return conditions.flatMap((text, index) => {
    const parsed = parseCondition(text);
    return parsed.ok && isDone(parsed.condition, { ...world, portsAsked: [], reaches }) ? [index + 1] : [];
  });
}

function repairedBy(...lines: readonly string[]): readonly number[] {
  const seat = sitDown(findScene('examination'));
  expect(right(seat)).toEqual([]);
  for (const line of lines) {
    const [, host, typed = line] = /^(\w+)\$ (.*)$/.exec(line) ?? [];
    seat.type(typed, host);
  }
  return right(seat);
}

const page = 'curl -m 3 http://127.0.0.1:8000';
const stock = 'curl http://127.0.0.1:3000/stock.json';
const phonePage = 'phone$ curl -m 3 http://192.168.1.20:5173';
const holder = (port: number): string => `$(lsof -t -iTCP:${port} -sTCP:LISTEN)`;

describe('each fault has more than one way out', () => {
  test.each([
    ['a stopped server goes on', [`kill -CONT ${holder(8000)}`, page]],
    [
      'or another takes its place',
      [`kill -KILL ${holder(8000)}`, 'python3 -m http.server 8000 --bind 127.0.0.1 &', page],
    ],
  ])('1: %s', (_, lines) => expect(repairedBy(...lines)).toEqual([1]));

  test('1: a stopped server does not see a polite signal, so nothing is right', () => {
    expect(repairedBy(`kill ${holder(8000)}`, page)).toEqual([]);
  });

  test.each([
    [
      'the server gets the other address',
      [`kill ${holder(3000)}`, 'python3 -m http.server 3000 --bind 127.0.0.1 --directory shop &', stock],
    ],
    [
      'a second one stands beside it',
      ['python3 -m http.server 3000 --bind 127.0.0.1 --directory shop &', stock],
    ],
    [
      'it listens on both',
      [`kill ${holder(3000)}`, 'python3 -m http.server 3000 --bind :: --directory shop &', stock],
    ],
  ])('2: %s', (_, lines) => expect(repairedBy(...lines)).toEqual([2]));

  test.each([
    [
      'the notes move to loopback',
      [`kill ${holder(8001)}`, 'python3 -m http.server 8001 --bind 127.0.0.1 --directory notes &'],
    ],
    ['the firewall no longer lets them out', ['sudo ufw delete allow 8001/tcp']],
    [
      'iptables drops what comes from the Wi-Fi',
      ['sudo iptables -I INPUT -i wlan0 -p tcp --dport 8001 -j DROP'],
    ],
  ])('3: %s', (_, lines) => expect(repairedBy(...lines)).toEqual([3]));

  test('3: notes that nobody can read any more are not put right', () => {
    expect(repairedBy(`kill ${holder(8001)}`)).toEqual([]);
  });

  test.each([
    [
      'it is published on loopback',
      ['docker rm -f cache', 'docker run -d --name cache -p 127.0.0.1:6379:6379 redis'],
    ],
    ['a rule stands before those of Docker', ['sudo iptables -I DOCKER-USER -i wlan0 -j DROP']],
  ])('4: %s', (_, lines) => expect(repairedBy(...lines)).toEqual([4]));

  test.each([
    [
      'the rule is deleted',
      ['sudo ufw delete deny proto tcp from 192.168.1.0/24 to any port 5173', phonePage],
    ],
    ['one stands before it', ['sudo ufw insert 1 allow from 192.168.1.30', phonePage]],
    ['the firewall is off', ['sudo ufw disable', phonePage]],
    ['another port is no way', ['sudo ufw allow 5174/tcp', phonePage]],
  ])('5: %s', (what, lines) => expect(repairedBy(...lines)).toEqual(what.startsWith('another') ? [] : [5]));
});
