import { expect, test } from 'vitest';
import { socketAddress } from '../../src/simulator/address.ts';
import { createHost } from '../../src/simulator/host.ts';
import { systemCall } from '../../src/simulator/kernel.ts';
import { createNetwork } from '../../src/simulator/network.ts';
import { parseCases } from '../../src/simulator/notation/parse-cases.ts';
import { printCase } from '../../src/simulator/notation/print-case.ts';
import { traceCase } from '../../src/simulator/notation/trace.ts';
import { createProcess } from '../../src/simulator/process.ts';
import type { TraceEntry } from '../../src/simulator/system-call.ts';
import { judge } from './judge.ts';
import { runOnSimulator } from './simulator-executor.ts';

/** A server of user 1000 and a client of root, the server blocked in accept before the client comes. */
function conversation(): readonly TraceEntry[] {
  const entries: TraceEntry[] = [];
  const network = createNetwork({ seed: 5, onCall: (entry) => entries.push(entry) });
  const host = createHost(network, { name: 'h', interfaces: { lo: ['127.0.0.1/8', '::1/128'] } });
  const web = createProcess(host, { uid: 1000, argv: ['web'] });
  const curl = createProcess(host, { uid: 0, argv: ['curl'] });
  const open = { name: 'socket', domain: 'AF_INET', type: 'SOCK_STREAM' } as const;
  systemCall(host, web, open);
  systemCall(host, web, { name: 'bind', fd: 3, address: socketAddress('0.0.0.0', 80) });
  systemCall(host, web, { name: 'bind', fd: 3, address: socketAddress('0.0.0.0', 8080) });
  systemCall(host, web, { name: 'listen', fd: 3, backlog: 5 });
  systemCall(host, web, { name: 'accept', fd: 3 });
  systemCall(host, curl, open);
  systemCall(host, curl, { name: 'connect', fd: 3, address: socketAddress('127.0.0.1', 8080) });
  systemCall(host, curl, { name: 'connect', fd: 3, address: socketAddress('127.0.0.1', 8080) });
  systemCall(host, curl, { name: 'getsockname', fd: 3 });
  systemCall(host, web, { name: 'accept', fd: 3 });
  systemCall(host, web, { name: 'getpeername', fd: 4 });
  systemCall(host, curl, { name: 'send', fd: 3, data: 'hi' });
  systemCall(host, web, { name: 'recv', fd: 4, length: 65536 });
  return entries;
}

test('a trace names sockets by what they became, and a wait is one line', () => {
  const text = printCase(
    traceCase(conversation(), { name: 'trace', anyPortOf: { low: 32768, high: 60999 } }),
  );
  expect(text).toBe(`case trace
server = as 1000: socket(AF_INET, SOCK_STREAM) = 0
as 1000: bind(server, 0.0.0.0:80) = EACCES
as 1000: bind(server, 0.0.0.0:8080) = 0
as 1000: listen(server, 5) = 0
client = socket(AF_INET, SOCK_STREAM) = 0
connect(client, 127.0.0.1:8080) = 0
getsockname(client) = 127.0.0.1:32768-60999
connection = as 1000: accept(server) = 0
as 1000: getpeername(connection) = 127.0.0.1:port(client)
send(client, "hi") = 2
as 1000: recv(connection) = "hi"
`);
});

test('a copied trace is a case that passes', () => {
  const text = printCase(
    traceCase(conversation(), { name: 'trace', anyPortOf: { low: 32768, high: 60999 } }),
  );
  const [copied] = parseCases(text).cases;
  if (!copied) throw new Error('nothing was read');
  const seen = runOnSimulator(copied);
  expect(seen.kind === 'ran' ? judge(copied, seen.steps) : seen.reason).toEqual([]);
});
