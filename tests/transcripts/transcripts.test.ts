import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { allTools } from '../../src/shell/all-tools.ts';
import { compareSession, differenceText } from './compare-session.ts';
import { settingOf } from './session.ts';
import { runOnSimulatedHost } from './simulated-host.ts';
import { errorsIn, readTranscriptFiles } from './transcript-files.ts';

const files = await readTranscriptFiles([fileURLToPath(new URL('./sessions', import.meta.url))]);

test('every line of the transcripts can be read', () => {
  expect(errorsIn(files)).toEqual([]);
});

test('every session was recorded', () => {
  const unrecorded = files.flatMap(({ path, parsed }) =>
    parsed.sessions
      .filter(({ scenery }) => !scenery.some(({ kind }) => kind === 'recorded'))
      .map(({ name, line }) => `${path}:${line}: ${name}: run npm run record:transcripts -- ${path}`),
  );
  expect(unrecorded).toEqual([]);
});

test('the transcripts have 150 command lines or more', () => {
  const steps = files.flatMap(({ parsed }) => parsed.sessions.flatMap((session) => session.steps));
  expect(steps.filter(({ action }) => action.kind === 'command').length).toBeGreaterThanOrEqual(150);
});

/** Programs that only say why they are not there; and those whose other end no sandbox has: systemd, dockerd, a tunnel's edge, a cluster. */
const incomparable = [
  ...['nano', 'vi', 'vim', 'emacs', 'ed', 'top', 'npm', 'npx'],
  ...['systemctl', 'docker', 'cloudflared', 'kubectl'],
];

test('every program of the simulated host is typed in a transcript', () => {
  const typed = files.flatMap(({ parsed }) =>
    parsed.sessions.flatMap(({ steps }) => steps.map(({ action }) => JSON.stringify(action))),
  );
  const words = new Set(typed.flatMap((line) => line.split(/[^\w.[+-]+/)));
  const names = [...allTools.commands.programs.keys()].filter((name) => !incomparable.includes(name));
  expect(names.filter((name) => !words.has(name))).toEqual([]);
});

describe.each(files.map(({ path, parsed }) => ({ path, sessions: parsed.sessions })))(
  '$path',
  ({ path, sessions }) => {
    for (const session of sessions) {
      const { gap } = settingOf(session);
      test.skipIf(gap !== undefined)(
        gap === undefined ? session.name : `${session.name} (gap: ${gap})`,
        () => {
          const differences = compareSession(session, runOnSimulatedHost(session));
          const text = differences.map((one) => `${path}:${one.line}: ${differenceText(one)}`).join('\n\n');
          expect(text).toBe('');
        },
      );
    }
  },
);
