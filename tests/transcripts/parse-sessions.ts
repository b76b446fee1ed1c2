/** Reads a transcript file. What may stand in it is in README.md. */
import { sceneNames } from '../../src/course/scenes/index.ts';
import { headerForms, isHeaderName, parseHeader } from '../../src/simulator/notation/parse-header.ts';
import { shown, Unreadable, unreadable } from '../../src/simulator/notation/unreadable.ts';
import { readOutput } from './output-lines.ts';
import { type Action, keys, type Scenery, type Session, type Step } from './session.ts';

export interface ReadError {
  readonly line: number;
  readonly message: string;
}

export interface ParsedSessions {
  readonly sessions: readonly Session[];
  readonly errors: readonly ReadError[];
}

interface OpenSession {
  readonly name: string;
  readonly line: number;
  readonly comments: string[];
  readonly scenery: Scenery[];
  readonly steps: { action: Action; line: number; output: string[] }[];
}

const forms = [
  'session NAME',
  '# COMMENT',
  ...Object.values(headerForms),
  'as root',
  'scene server',
  'columns 100',
  'terminal 2',
  'wait 1.5s',
  'type TEXT',
  'and, two spaces further right, what a terminal shows',
];

export function parseSessions(text: string): ParsedSessions {
  const errors: ReadError[] = [];
  const open: OpenSession[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    try {
      readLine(open, line, index + 1);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      errors.push({ line: index + 1, message: error.message });
    }
  }
  const sessions = open.map(({ steps, ...rest }): Session => {
    return { ...rest, steps: steps.map((step): Step => ({ ...step, output: readOutput(step.output) })) };
  });
  for (const [index, { name, line, steps }] of sessions.entries()) {
    if (sessions.findIndex((other) => other.name === name) < index) {
      errors.push({ line, message: `the name ${shown(name)} is used twice in this file` });
    }
    if (steps.length === 0) errors.push({ line, message: `${name} has no command line: "  $ COMMAND"` });
  }
  return { sessions, errors: errors.sort((one, other) => one.line - other.line) };
}

function readLine(open: OpenSession[], line: string, number: number): void {
  const session = open.at(-1);
  if (line === '') return;
  if (line.startsWith('  ')) {
    if (!session) throw new Unreadable('a terminal shows something before the first "session NAME"');
    readShown(session, line.slice(2), number);
    return;
  }
  if (line.startsWith('#')) {
    if (session && session.steps.length === 0) session.comments.push(line.slice(1).trim());
    return;
  }
  const [, word = '', rest = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
  if (word === 'session') {
    if (!/^[a-z0-9-]+$/.test(rest))
      throw unreadable(`${shown(rest)} is no name.`, 'session small-letters-and-1');
    open.push({ name: rest, line: number, comments: [], scenery: [], steps: [] });
    return;
  }
  if (!session) throw unreadable(`${shown(word)} stands before the first session.`, 'session NAME');
  const action = readDoing(word, rest);
  if (action) {
    session.steps.push({ action, line: number, output: [] });
    return;
  }
  const scenery = readScenery(word, rest);
  if (session.steps.length > 0) throw new Unreadable(`${word} has to stand before the first command line`);
  session.scenery.push(scenery);
}

function readDoing(word: string, rest: string): Action | undefined {
  if (word === 'type') return { kind: 'input', text: rest };
  if (word === 'terminal') {
    if (!/^[1-9]$/.test(rest)) throw unreadable(`${shown(rest)} is no terminal.`, 'terminal 1 to terminal 9');
    return { kind: 'terminal', number: Number(rest) };
  }
  if (word !== 'wait') return undefined;
  const [, seconds] = /^(\d+(?:\.\d+)?)s$/.exec(rest) ?? [];
  if (!seconds) throw unreadable(`${shown(rest)} is no time.`, 'wait 1.5s');
  return { kind: 'wait', milliseconds: Math.round(Number(seconds) * 1000) };
}

function readScenery(word: string, rest: string): Scenery {
  if (word === 'as') {
    if (!/^[a-z]+$/.test(rest)) throw unreadable(`${shown(rest)} is no user.`, ['as root', 'as guest']);
    return { kind: 'user', name: rest };
  }
  if (word === 'columns') {
    if (!/^\d{1,3}$/.test(rest)) throw unreadable(`${shown(rest)} is no width.`, 'columns 100');
    return { kind: 'columns', columns: Number(rest) };
  }
  if (word === 'scene') {
    if (!sceneNames.includes(rest)) throw unreadable(`${shown(rest)} is no scene.`, sceneNames);
    return { kind: 'scene', name: rest };
  }
  if (isHeaderName(word)) return parseHeader(word, rest);
  throw unreadable(`${shown(word)} cannot stand here.`, forms);
}

/** A line that the terminal shows: something typed, or output. */
function readShown(session: OpenSession, line: string, number: number): void {
  const { steps } = session;
  const last = steps.at(-1);
  if (line === '$' || line.startsWith('$ ')) {
    steps.push({ action: { kind: 'command', lines: [line.slice(2)] }, line: number, output: [] });
    return;
  }
  if (last?.action.kind === 'command' && last.output.length === 0 && /^>(?: |$)/.test(line)) {
    last.action = { kind: 'command', lines: [...last.action.lines, line.slice(2)] };
    return;
  }
  const key = keys.find((name) => line.startsWith(name));
  if (key) {
    // A terminal shows what comes next on the same line.
    const rest = line.slice(key.length);
    const output = key === '^D' && rest === '' ? [] : [rest];
    steps.push({ action: { kind: 'key', key }, line: number, output });
    return;
  }
  if (!last) {
    throw unreadable(`${shown(line)} is output before the first command line.`, '  $ COMMAND');
  }
  last.output.push(line);
}
