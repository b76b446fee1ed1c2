/** Whether a connection would come about now, without making it: what a step's `open` and `closed` ask. */
import type { Host } from '../simulator/host.ts';
import { probePath } from '../simulator/probe-path.ts';
import type { Endpoint } from '../simulator/socket.ts';

export function reaches(from: Host, destination: Endpoint): boolean {
  return probePath({ from, protocol: 'tcp', destination }).outcome.kind === 'reached';
}
