/** Why a call on a Unix-domain socket was refused; each is shown by cases under tests/conformance/cases/unix. */
import type { Rule, Source } from './rules.ts';

const page = (name: string, section: number): Source => ({
  label: `${name}(${section})`,
  url: `https://man7.org/linux/man-pages/man${section}/${name}.${section}.html`,
});

export const unixRules = {
  'socket-file-exists': {
    sentence:
      'A file has this name already. The file of a socket stays when its server ends; remove it first.',
    source: page('unix', 7),
  },
  'no-such-path': { sentence: 'No file has this name.', source: page('path_resolution', 7) },
  'path-rights': {
    sentence:
      'Connecting needs the right to write to the socket’s file, making one the right to write to its directory, and both the right to walk there.',
    source: page('unix', 7),
  },
  'nobody-listens-on-path': {
    sentence: 'The file is there, but no socket listens behind it.',
    source: page('connect', 2),
  },
  'backlog-full': {
    sentence: 'As many connections wait for accept as the listener lets wait.',
    source: page('listen', 2),
  },
  'listen-needs-path': {
    sentence: 'A Unix-domain socket listens only once it has a name.',
    source: page('unix', 7),
  },
} as const satisfies Record<string, Rule>;
