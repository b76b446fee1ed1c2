import { expect, test } from 'vitest';
import { answer, portOf } from '../../../src/widgets/port-verdict/answer.ts';
import type { ViewOptions } from '../../../src/widgets/port-verdict/one-port.view.ts';
import { type Piece, words } from '../../../src/widgets/port-verdict/piece.ts';
import { announce, toPieces } from '../../../src/widgets/port-verdict/port-verdict.view.ts';
import { knowledge } from './knowledge.ts';

const full: ViewOptions = { size: 'full', system: 'linux', knowledge, page: '/ports/' };
const text = (typed: string, options = full) =>
  toPieces(answer(typed, options.knowledge), options).map(words).join(' ').replace(/\s+/g, ' ');

function find(
  pieces: readonly Piece[],
  wanted: (attributes: Readonly<Record<string, string>>) => boolean,
): Piece[] {
  return pieces.flatMap((piece) =>
    typeof piece === 'string'
      ? []
      : [...(wanted(piece.attributes) ? [piece] : []), ...find(piece.children, wanted)],
  );
}

test('an address says what its host is, then the verdict of its port', () => {
  expect(text('127.0.0.1:62893')).toContain('127.0.0.1 is a loopback address: it always means this machine.');
  expect(text('127.0.0.1:62893')).toContain('A good choice for a development server on Linux.');
});

test('a pasted error gives its meaning, the command for the chosen system, and the port’s verdict', () => {
  const shown = text('EADDRINUSE: address already in use :::3000', { ...full, system: 'macos' });
  expect(shown).toContain('another socket already holds');
  expect(shown).toContain('lsof -nP -iTCP:3000 -sTCP:LISTEN');
  expect(shown).toContain('3000 is a user port');
});

test('a mistake offers what was probably meant as a button', () => {
  const pieces = toPieces(answer('٨٠', knowledge), full);
  expect(find(pieces, (attributes) => attributes['data-ask'] === '80')).toHaveLength(1);
});

test('a range lists its ports with a grade each, and a long one its first 64', () => {
  expect(find(toPieces(answer('8000-8010', knowledge), full), (a) => 'data-ask' in a)).toHaveLength(11);
  expect(find(toPieces(answer('1-60000', knowledge), full), (a) => 'data-ask' in a)).toHaveLength(64);
});

test('a service name waits for the registry, then answers', () => {
  expect(text('https', { ...full, knowledge: {} })).toBe('Looking up https …');
  expect(portOf(answer('https', knowledge))).toBe(443);
});

test('compact links to the ports page with the port in its fragment', () => {
  const pieces = toPieces(answer('5173', knowledge), { ...full, size: 'compact' });
  expect(find(pieces, ({ href }) => href === '/ports/#5173')).toHaveLength(1);
});

test('what is announced is a sentence or two', () => {
  expect(announce(answer('443', knowledge), full)).toBe(
    '443 is a system port, registered for https. A poor choice for a development server on Linux.',
  );
  expect(announce(answer('', knowledge), full)).toBe('');
});
