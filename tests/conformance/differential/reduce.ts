/** Makes a program that shows a difference as small as it gets. */
import type { Call, CallLine, Case, EndpointArgument } from '../../../src/simulator/notation/case.ts';
import type { Kernel } from '../kernel/kernel-client.ts';
import { confirm, type Difference } from './compare.ts';

export interface Reduced {
  readonly program: Case;
  readonly difference: Difference;
}

function namesIn(call: Call): readonly string[] {
  const names: string[] = [];
  if ('socket' in call) names.push(call.socket);
  if (call.name === 'readable') names.push(...call.sockets);
  if ('address' in call && call.address !== 'unspec' && typeof call.address.port === 'object') {
    names.push(call.address.port.portOf);
  }
  return names;
}

/** Without the call at `index`, and without what needs the socket that it made. */
function without(calls: readonly CallLine[], index: number): readonly CallLine[] {
  const gone = new Set<string>();
  const kept: CallLine[] = [];
  for (const [at, line] of calls.entries()) {
    const { call, makes } = line;
    const shorter: Call =
      call.name === 'readable' ? { ...call, sockets: call.sockets.filter((name) => !gone.has(name)) } : call;
    const lost = namesIn(shorter).some((name) => gone.has(name));
    if (at === index || lost || (shorter.name === 'readable' && shorter.sockets.length === 0)) {
      if (makes !== undefined) gone.add(makes);
    } else kept.push({ ...line, call: shorter });
  }
  return kept;
}

/** Plainer forms of a call, the plainest first. */
function simpler(line: CallLine): readonly CallLine[] {
  const { call } = line;
  const forms: CallLine[] = [];
  if (line.uid !== undefined) forms.push({ ...line, uid: undefined });
  const withAddress = (address: EndpointArgument): void => {
    if (call.name === 'bind' || call.name === 'sendto' || call.name === 'connect') {
      forms.push({ ...line, call: { ...call, address } });
    }
  };
  if ('address' in call && call.address !== 'unspec') {
    const { address, port } = call.address;
    const plain = address.includes(':') ? '::1' : '127.0.0.1';
    if (address !== plain) withAddress({ address: plain, port });
    if (port !== 8080) withAddress({ address, port: 8080 });
  }
  if (call.name === 'readable' && call.sockets.length > 1) {
    forms.push(...call.sockets.map((name) => ({ ...line, call: { ...call, sockets: [name] } })));
  }
  if ((call.name === 'send' || call.name === 'sendto') && call.data !== 'a') {
    forms.push({ ...line, call: { ...call, data: 'a' } });
  }
  return forms;
}

/** @param found the difference that `program` shows */
export async function reduce(kernel: Kernel, program: Case, found: Difference): Promise<Reduced> {
  let best: Reduced = { program: cut(program, found.at), difference: found };
  const better = async (calls: readonly CallLine[]): Promise<boolean> => {
    const candidate = { ...best.program, calls };
    const difference =
      calls.length === 0 ? undefined : await confirm(kernel, candidate, { attempts: 4, reuse: true });
    if (!difference) return false;
    best = { program: cut(candidate, difference.at), difference };
    return true;
  };
  // What sleeps costs most, so it goes first; then halves, quarters …
  await better(best.program.calls.filter(({ call }) => call.name !== 'advance'));
  for (let size = best.program.calls.length >> 1; size > 1; size >>= 1) {
    for (let from = best.program.calls.length - size; from >= 0; from -= size) {
      let calls: readonly CallLine[] = best.program.calls;
      for (let index = from + size - 1; index >= from; index -= 1) calls = without(calls, index);
      await better(calls);
    }
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (let index = best.program.calls.length - 1; index >= 0; index -= 1) {
      if (await better(without(best.program.calls, index))) changed = true;
    }
    for (let index = 0; index < best.program.calls.length; index += 1) {
      const line = best.program.calls[index];
      for (const form of line ? simpler(line) : []) {
        if (await better(best.program.calls.with(index, form))) {
          changed = true;
          break;
        }
      }
    }
  }
  for (const header of best.program.headers) {
    // Without the small range the simulator could not be led to the kernel's ports; other lines may name the host.
    if (header.kind === 'sysctl' || header.kind === 'host') continue;
    const headers = best.program.headers.filter((other) => other !== header);
    const candidate = { ...best.program, headers };
    const difference = await confirm(kernel, candidate, { attempts: 4, reuse: true });
    if (difference) best = { program: cut(candidate, difference.at), difference };
  }
  return best;
}

function cut(program: Case, at: number): Case {
  return { ...program, calls: program.calls.slice(0, at + 1) };
}
