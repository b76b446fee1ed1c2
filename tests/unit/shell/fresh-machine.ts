/** Machines for tests: a laptop on a home network, its clock at 23 November 2026, 09:12:25 UTC. */
import { allTools } from '../../../src/shell/all-tools.ts';
import { createMachine, type Machine } from '../../../src/shell/machine.ts';
import { openPlainTerminal, runTranscript, transcriptText } from '../../../src/shell/transcript.ts';
import { createHost } from '../../../src/simulator/host.ts';
import { createNetwork } from '../../../src/simulator/network.ts';

export const dev = { name: 'dev', uid: 1000 };
export const guest = { name: 'guest', uid: 1001 };
export const root = { name: 'root', uid: 0 };

export function freshMachine(seed = 1): Machine {
  const host = createHost(createNetwork({ seed }), {
    name: 'lab',
    interfaces: { lo: ['127.0.0.1/8', '::1/128'], wlan0: ['192.168.1.20/24'] },
    users: [dev, guest],
  });
  host.nextPid = 4287;
  return createMachine({ host, user: dev, epoch: Date.UTC(2026, 10, 23, 9, 12, 25), tools: allTools });
}

/** What a terminal of 100 columns shows after these lines; `^C`, `^Z`, `^D` are keys. */
export function shown(lines: readonly string[], machine = freshMachine(), user = dev): string {
  return transcriptText(runTranscript(machine, lines, openPlainTerminal(machine, 100, user)));
}

/** Only what the last line printed. */
export function lastOutput(lines: readonly string[], machine = freshMachine(), user = dev): string {
  return runTranscript(machine, lines, openPlainTerminal(machine, 100, user)).at(-1)?.output ?? '';
}

/** The page that the recordings of the real tools were made with. */
export const recordedPage =
  "echo '<!doctype html><title>hi</title><h1>Hello from 62893</h1>' > site/index.html";

/** A server in the background whose log is not shown. */
export const quietServer = 'python3 -m http.server 62893 --bind 127.0.0.1 --directory site > log 2>&1 &';
