import { expect, test } from 'vitest';
import { verdict } from '../../../src/ports/verdict.ts';
import { knowledge } from './knowledge.ts';

const choices = (port: number) => {
  const { conclusions } = verdict(port, knowledge);
  return [conclusions.linux.choice, conclusions.macos.choice, conclusions.windows.choice];
};

test('62893: dynamic, never assigned, free of Linux’s own picks, within macOS’s and Windows’', () => {
  const found = verdict(62893, knowledge);
  expect(found.headline).toBe('62893 is a dynamic port. IANA never assigns it.');
  expect(found.range.name).toBe('dynamic');
  expect(found.assignments).toEqual([]);
  expect(found.refusal).toBeUndefined();
  expect(found.programs?.map(({ program }) => program)).toEqual([
    'Bree API (@breejs/api, Node job scheduler)',
  ]);
  expect(choices(62893)).toEqual(['good', 'fair', 'fair']);
  expect(found.conclusions.macos.reasons[0]).toContain('from 49152 to 65535 for outgoing connections');
});

test.each([
  [80, ['poor', 'poor', 'fair'], 'a privileged port'],
  [5000, ['fair', 'poor', 'fair'], 'AirPlay Receiver holds it on macOS'],
  [6000, ['no', 'no', 'no'], 'browsers refuse it'],
  [4190, ['poor', 'poor', 'poor'], 'Firefox refuses it, Chromium opens it'],
  [3000, ['fair', 'fair', 'fair'], 'many programs want it'],
  [40000, ['fair', 'good', 'good'], 'Linux picks it for outgoing connections'],
  [9999, ['good', 'good', 'good'], 'registered, and nobody minds'],
  [0, ['no', 'no', 'no'], 'a request for any port'],
])('%i suits a development server: %j, since %s', (port, expected) => {
  expect(choices(port)).toEqual(expected);
});

test('each fact shows its source', () => {
  for (const port of [0, 22, 80, 3000, 62893]) {
    for (const { topic, sources, text } of verdict(port, knowledge).facts) {
      expect(text).toMatch(/\.$/);
      if (topic !== 'programs') expect(sources.length).toBeGreaterThan(0);
    }
  }
  expect(verdict(3000, knowledge).facts.find(({ topic }) => topic === 'programs')?.sources).toHaveLength(17);
});

test('before the registry is there, range, systems and browsers are answered all the same', () => {
  const found = verdict(6000);
  expect(found.headline).toBe('6000 is a user port.');
  expect(found.assignments).toBeUndefined();
  expect(found.conclusions.linux.choice).toBe('no');
});

test('a description is given once the descriptions are there', () => {
  const { descriptions: _, ...namesOnly } = knowledge;
  expect(verdict(22, namesOnly).assignments?.[0]?.description).toBe('');
  expect(verdict(22, knowledge).assignments?.[0]?.description).toBe('The Secure Shell (SSH) Protocol');
});
