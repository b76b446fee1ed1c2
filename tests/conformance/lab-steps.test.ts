import { expect, test } from 'vitest';
import { labStepsOf } from '../../src/build/lab-steps.ts';
import { readRecordedCases } from '../../src/build/recorded-cases.ts';
import { readLink } from '../../src/course/share-link.ts';
import { parseCases } from '../../src/simulator/notation/parse-cases.ts';

function stepsOf(text: string): ReturnType<typeof labStepsOf> {
  const [one] = parseCases(`case x\n${text}`).cases;
  return one && labStepsOf(one);
}

const open = 'a = socket(AF_INET, SOCK_STREAM) = 0\n';

test('a case becomes one step a call, and a connect is asked for its outcome', () => {
  const steps = stepsOf(`${open}connect(a, 127.0.0.1:8080) = ECONNREFUSED`);
  expect(steps).toMatchObject([
    { at: 0, call: { name: 'socket' } },
    { at: 1, call: { name: 'connect', fd: 3 }, goesOn: true },
    { at: 2, call: { name: 'connect', fd: 3 } },
  ]);
});

test('the user who acts on a socket makes it, because the lab hands no socket on', () => {
  expect(stepsOf(`${open}as 1000: bind(a, 127.0.0.1:80) = EACCES`)).toMatchObject([
    { uid: 1000 },
    { uid: 1000 },
  ]);
});

test.each([
  ['another host', `address 192.0.2.10/24\n${open}`],
  ['a call that the lab has not', `${open}shutdown(a, SHUT_RD) = ENOTCONN`],
  ['an option that the lab has not', `${open}setsockopt(a, SO_LINGER, 0) = 0`],
  ['a user that the lab has not', `${open}as 1002: bind(a, 127.0.0.1:8080) = 0`],
  ['an answer that the lab does not give', `${open}bind(a, 127.0.0.1:8080) = EADDRINUSE`],
])('there is no link for %s', (_, text) => {
  expect(stepsOf(text)).toBeUndefined();
});

test('every link of the pages can be read by the lab', async () => {
  const links = (await readRecordedCases()).flatMap(({ cases }) => cases.flatMap(({ lab }) => lab ?? []));
  expect(links.length).toBeGreaterThan(100);
  for (const link of links) expect(readLink(link.replace(/^#lab=/, ''))).toMatchObject({ ok: true });
});
