/** The pings of a case on the simulator. */
import type { Host } from '../../src/simulator/host.ts';
import type { Outcome } from '../../src/simulator/notation/case.ts';
import type { PingCall } from '../../src/simulator/notation/ping-call.ts';
import { type EchoAnswer, sendEcho, takeEchoAnswer } from '../../src/simulator/ping-socket.ts';
import type { Process } from '../../src/simulator/process.ts';
import type { Result } from '../../src/simulator/system-call.ts';

/**
 * @param sequence no other request of this case has it
 * @param until lets time pass while its condition holds, for so long at most
 */
export function echo(
  { host, root }: { readonly host: Host; readonly root: Process },
  fd: number,
  call: Extract<PingCall, { name: 'echo' }>,
  sequence: number,
  until: (isPending: () => boolean) => void,
): Outcome {
  const sent = sendEcho(host, root, fd, call.to, { sequence, size: 8, hopLimit: call.hopLimit });
  if (!sent.ok) return { kind: 'errno', errno: sent.errno };
  let answer: EchoAnswer | undefined;
  until(() => {
    let next: Result<EchoAnswer> = takeEchoAnswer(root, fd);
    for (; next.ok && !answer; next = takeEchoAnswer(root, fd)) {
      if (next.value.sequence === sequence) answer = next.value;
    }
    return answer === undefined;
  });
  if (!answer) return { kind: 'errno', errno: 'EAGAIN' };
  const { from } = answer;
  return answer.kind === 'reply'
    ? { kind: 'reply', from, hopLimit: answer.hopLimit }
    : { kind: 'icmp error', error: answer.error, from };
}
