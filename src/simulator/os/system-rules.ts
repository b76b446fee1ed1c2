/**
 * Where operating systems differ, one object for each. Linux is measured: every answer is held against the kernel. macOS and
 * Windows are documented: each rule names its document, and where the documents are silent the answer is that nobody here
 * knows.
 */
import type { Errno } from '../errno.ts';
import type { Sysctls } from '../host.ts';
import type { RuleId } from '../rules.ts';
import type { Socket } from '../socket.ts';
import type { SocketOption } from '../system-call.ts';

export type SystemName = 'linux' | 'macos' | 'windows';

/** Why a socket does not get the port that it wants. */
export interface Objection {
  readonly errno: Errno;
  readonly rule: RuleId;
}

export interface SystemRules {
  readonly name: SystemName;
  readonly evidence: 'measured' | 'documented';
  /** A question for many: what `other` has against `socket` on its port, both as they are now. */
  objections(socket: Socket): (other: Socket) => Objection | undefined;
  /** Linux asks again in listen(2), of two sockets that could share the port until then. */
  readonly listenAsksAgain: boolean;
  /** Whether every address of 127/8 is the host's, or only those that an interface has. */
  readonly wholeLoopbackNetwork: boolean;
  /** Whether the right to privileged ports is asked for on this address. */
  guardsPrivilegedPorts(address: string): boolean;
  readonly options: ReadonlySet<SocketOption>;
  readonly v6onlyByDefault: boolean;
  /** Milliseconds of TIME-WAIT. */
  readonly timeWait: number;
  /** What connect says to port 0, and to the wildcard address, without trying; undefined where it tries. */
  readonly portZero: Objection | undefined;
  readonly wildcardDestination: Objection | undefined;
  /** Windows numbers its processes in fours. */
  readonly pidStep: number;
  /** Where a host's settings begin otherwise than Linux's. */
  readonly settings: Partial<Sysctls>;
}

const everywhere: readonly SocketOption[] = ['SO_REUSEADDR', 'SO_BROADCAST', 'SO_LINGER', 'IPV6_V6ONLY'];

export function optionsWith(...more: readonly SocketOption[]): ReadonlySet<SocketOption> {
  return new Set([...everywhere, ...more]);
}
