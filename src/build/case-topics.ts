/** The topics of the recorded cases: the folders of the corpus, in the order in which a reader wants them. */
import { type CasePart, readRecordedCases } from './recorded-cases.ts';

export interface CaseTopic {
  /** The folder's name, and the page's. */
  readonly slug: string;
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  readonly parts: readonly CasePart[];
}

const topics = [
  [
    'bind',
    'bind',
    'Which address and port a socket may have, which two sockets may share a port, and which of several mistakes is told.',
  ],
  [
    'listen',
    'listen and accept',
    'Which listener gets a connection, how many wait in its queue, and what becomes of them when it goes.',
  ],
  [
    'connect',
    'connect and what follows',
    'Where a connection leads, who refuses it, what is told once, and how a connection ends.',
  ],
  [
    'options',
    'Socket options',
    'SO_REUSEADDR, SO_REUSEPORT and the others: what they allow, for whom and until when.',
  ],
  ['users', 'Users and rights', 'Privileged ports, and what sockets of two users may share.'],
  [
    'time-wait',
    'TIME-WAIT',
    'What a closed connection leaves behind, which end has it, and how a server restarts all the same.',
  ],
  [
    'ephemeral-ports',
    'Ephemeral ports',
    'Which port the host picks for bind and for connect, and what happens when none is left.',
  ],
  ['udp', 'UDP', 'Who gets a datagram, which errors come back, and what connect means without a connection.'],
  [
    'ipv6',
    'IPv6',
    'Dual-stack sockets, IPv4-mapped addresses, IPV6_V6ONLY, and which of the two families reaches whom.',
  ],
  [
    'unix',
    'Unix-domain sockets',
    'Sockets that have a path in the file tree instead of a port: whom the file’s mode lets in, and what stays when the program has gone.',
  ],
  [
    'network',
    'Between hosts',
    'Neighbours, routers, firewalls, address translation and containers: who reaches whom, and what the others are told.',
  ],
] as const;

let read: Promise<readonly CaseTopic[]> | undefined;

/** @throws when a folder of the corpus is no topic, or a topic has no case */
export function caseTopics(): Promise<readonly CaseTopic[]> {
  read ??= readTopics();
  return read;
}

async function readTopics(): Promise<readonly CaseTopic[]> {
  const all = await readRecordedCases();
  const stray = all.find(({ topic }) => !topics.some(([slug]) => slug === topic));
  if (stray)
    throw new Error(`The folder ${stray.topic} of the recorded cases has no title in case-topics.ts.`);
  return topics.map(([slug, title, description]) => {
    const parts = all.filter(({ topic }) => topic === slug);
    if (parts.length === 0) throw new Error(`The topic ${slug} has no recorded case.`);
    return { slug, title, description, parts };
  });
}

export function countCases(parts: readonly CasePart[]): number {
  return parts.reduce((count, { cases }) => count + cases.length, 0);
}
