/** Puts a case's firewall rules into its hosts, with the machine's own iptables(8) and ip6tables(8). */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Header } from '../../../src/simulator/notation/case.ts';
import { enter, type Namespace } from './namespace.ts';

const run = promisify(execFile);

/** Where Debian keeps them, which is not on everybody's path. */
const env = { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' };

/** @throws what the tool complains about, or that there is none */
export async function addRules(
  headers: readonly Header[],
  namespaceOf: (host: string | undefined) => Namespace,
): Promise<void> {
  for (const header of headers) {
    if (header.kind !== 'iptables' && header.kind !== 'ip6tables') continue;
    const { kind, host, words } = header;
    // A new process starts in the namespace that this thread is in.
    enter(namespaceOf(host));
    try {
      await run(kind, words, { env });
    } catch (error) {
      throw new Error(reason(kind, words, error));
    }
  }
}

function reason(tool: string, words: readonly string[], error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('code' in error && error.code === 'ENOENT') return `not run here: no ${tool}`;
  const said = 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : String(error);
  return `${tool} ${words.join(' ')}: ${said}`;
}
