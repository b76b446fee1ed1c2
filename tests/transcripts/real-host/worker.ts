/** The first process of a sandbox: builds it, runs what it is asked in it, answers, and takes all of it away by ending. */
import { text } from 'node:stream/consumers';
import { nameThread } from './devices.ts';
import type { SandboxRequest, ScriptsAnswer, SessionAnswer } from './messages.ts';
import { runScripts } from './run-scripts.ts';
import { runSession } from './run-session.ts';
import { buildSandbox } from './sandbox.ts';
import { startServices } from './services.ts';

// Among the processes of the host this is its first one.
process.title = '/sbin/init';
nameThread('systemd');
const request: SandboxRequest = JSON.parse(await text(process.stdin));
let answer: SessionAnswer | ScriptsAnswer;
try {
  buildSandbox(request.folder, request.sandbox);
  const inside = `${request.folder}/root`;
  await startServices(inside, request.sandbox.services, request.sandbox.users);
  answer = request.kind === 'session' ? await runSession(inside, request) : await runScripts(inside, request);
} catch (error) {
  answer = { kind: 'impossible', reason: error instanceof Error ? error.message : String(error) };
}
process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit());
