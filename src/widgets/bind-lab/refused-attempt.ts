import type { TraceEntry } from '../../simulator/system-call.ts';
import type { Attempt } from './bind-chart.view.ts';

/** Where a refused bind or listen would have put its socket; undefined for every other outcome. */
export function attemptOf(last: TraceEntry, calls: readonly TraceEntry[]): Attempt | undefined {
  if (last.result.ok || last.call.name !== 'bind' || last.call.address.port === 0) return undefined;
  const { fd, address } = last.call;
  const before = calls.slice(0, calls.indexOf(last));
  const made = before.findLastIndex(
    ({ pid, call, result }) => pid === last.pid && call.name === 'socket' && result.ok && result.value === fd,
  );
  const socketCall = before[made]?.call;
  const v6only = before
    .slice(made)
    .some(({ pid, call }) => pid === last.pid && call.name === 'setsockopt' && call.option === 'IPV6_V6ONLY');
  return {
    protocol: socketCall?.name === 'socket' && socketCall.type === 'SOCK_DGRAM' ? 'udp' : 'tcp',
    address: address.address,
    port: address.port,
    v6only,
  };
}
