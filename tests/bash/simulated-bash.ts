/** Runs a script on the simulated host as `bash script`: no terminal, nothing on standard input. */
import { allTools } from '../../src/shell/all-tools.ts';
import { exitStatus } from '../../src/shell/jobs.ts';
import { createMachine, type Machine } from '../../src/shell/machine.ts';
import { nullStream, sinkStream } from '../../src/shell/stream.ts';
import { hasEnded, type Task } from '../../src/shell/task.ts';
import { environmentOf } from '../transcripts/environment.ts';
import type { ScriptResult } from '../transcripts/real-host/messages.ts';
import { epoch, hostWith, resident } from '../transcripts/scene-host.ts';
import { caseFolder, scriptName } from './script-case.ts';

/** Milliseconds of the simulated clock: the real bash gets as long. */
const patience = 10_000;

export function runOnSimulatedBash(script: string): ScriptResult | 'late' {
  const host = hostWith([]);
  const machine = createMachine({ host, user: resident, epoch, tools: allTools });
  putScript(machine, script);
  const bash = allTools.commands.programs.get('bash');
  if (!bash) throw new Error('the simulated host has no program "bash" that could run a script');
  let stdout = '';
  let stderr = '';
  const argv = ['bash', scriptName];
  const task = machine.around.scheduler.spawn({
    around: machine.around,
    uid: resident.uid,
    argv,
    program: bash.run(argv),
    cwd: caseFolder,
    environment: new Map(Object.entries(environmentOf(resident, host.name))),
    streams: new Map([
      [0, nullStream],
      [1, sinkStream('stdout', (text) => (stdout += text))],
      [2, sinkStream('stderr', (text) => (stderr += text))],
    ]),
  });
  if (!task) throw new Error('the simulated host has no room for a shell');
  waitFor(machine, task);
  return task.status && hasEnded(task) ? { stdout, stderr, status: exitStatus(task.status) } : 'late';
}

function putScript({ around }: Machine, script: string): void {
  const tmp = around.files.find('/', '/tmp', 0);
  if (!tmp.ok || tmp.value.kind !== 'directory') throw new Error('no /tmp here');
  const own = { owner: resident.name, ownerUid: resident.uid, modified: epoch };
  const file = { kind: 'file', ...own, mode: 0o644, content: script } as const;
  const entries = new Map([[scriptName, file]]);
  tmp.value.entries.set(caseFolder.replace('/tmp/', ''), { kind: 'directory', ...own, mode: 0o755, entries });
}

function waitFor(machine: Machine, task: Task): void {
  const { network } = machine.around.host;
  const until = network.now + patience;
  machine.run();
  while (!hasEnded(task)) {
    const due = network.timers.next();
    if (due === undefined || due > until) return;
    machine.advance(Math.max(0, due - network.now));
  }
}
