/** The output of `ss -tlnp`, read: which process listens on a port? */
import { renderTable, type SsCells } from '../../shell/commands/sockets/ss-table.ts';
import { socketAddress } from '../../simulator/address.ts';
import { createHost, type Host } from '../../simulator/host.ts';
import { systemCall } from '../../simulator/kernel.ts';
import { createNetwork } from '../../simulator/network.ts';
import { createProcess } from '../../simulator/process.ts';
import type { Random } from '../../simulator/random.ts';
import { listSockets, type SocketRow } from '../../simulator/socket-list.ts';
import { laptop } from '../scenes/laptop.ts';
import { type MadeQuestion, pick, shuffled } from './made-question.ts';

const programs = ['python3', 'node', 'nginx', 'postgres', 'redis-server'] as const;
const addresses = ['127.0.0.1', '0.0.0.0', '192.168.1.20'] as const;
const ports = [3000, 5432, 6379, 8000, 8080, 62893] as const;

export function makeReadSs(random: Random): MadeQuestion {
  const { host, lines } = listeningHost(random);
  const rows = listeners(host);
  const asked = rows[random.below(rows.length)];
  if (!asked) throw new Error('a host without listeners');
  return {
    question: `Which process listens on port ${asked.local.port}?`,
    shown: lines,
    choices: rows.map((row) => ({
      says: `${row.holder?.command}, process ${row.holder?.pid}`,
      right: row === asked,
      answer:
        row === asked
          ? `The number after the last colon of the local address is the port; the process stands at the end of that line.`
          : `That one listens on port ${row.local.port}, on \`${row.local.address}\`.`,
    })),
  };
}

/** A host on which three programs listen, and what `ss -tlnp` prints there for root. */
export function listeningHost(random: Random): { readonly host: Host; readonly lines: readonly string[] } {
  const host = createHost(createNetwork({ seed: random.below(1000) }), laptop.host);
  const names = shuffled(random, programs);
  for (const [index, port] of shuffled(random, ports).slice(0, 3).entries()) {
    const process = createProcess(host, { uid: 1000, argv: [names[index] ?? 'server'] });
    const socket = systemCall(host, process, { name: 'socket', domain: 'AF_INET', type: 'SOCK_STREAM' });
    if (!socket.ok) throw new Error(socket.errno);
    const address = socketAddress(pick(random, addresses), port);
    systemCall(host, process, { name: 'bind', fd: socket.value, address });
    systemCall(host, process, { name: 'listen', fd: socket.value, backlog: 128 });
  }
  const table = renderTable(listeners(host).map(toCells), new Set([0]), true, undefined);
  return {
    host,
    lines: table
      .trimEnd()
      .split('\n')
      .map((line) => line.trimEnd()),
  };
}

function listeners(host: Host): readonly SocketRow[] {
  return listSockets(host).filter(({ state }) => state === 'LISTEN');
}

function toCells({ local, receiveQueue, sendQueue, holder }: SocketRow): SsCells {
  return [
    'tcp',
    'LISTEN',
    String(receiveQueue).padEnd(6),
    String(sendQueue).padEnd(6),
    `${local.address}:`,
    String(local.port),
    '0.0.0.0:',
    '*',
    holder ? ` users:(("${holder.command}",pid=${holder.pid},fd=${holder.fd}))` : '',
  ];
}
