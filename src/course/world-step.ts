/** Reads a step of a world from data that came from outside: a link may be cut, edited or made up. */
import { familyOf, parseAddress, type SocketAddress } from '../simulator/address.ts';
import type { SocketOption, SystemCall } from '../simulator/system-call.ts';
import type { WorldStep } from './world.ts';

type Fields = Readonly<Record<string, unknown>>;

const longestWait = 24 * 3600 * 1000;
const widest = 1000;

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

function whole(value: unknown, low: number, high: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high
    ? value
    : undefined;
}

/** @returns undefined for anything that is not a step as `apply` takes it */
export function readStep(value: unknown): WorldStep | undefined {
  const fields = fieldsOf(value);
  const at = whole(fields?.['at'], 0, Number.MAX_SAFE_INTEGER);
  if (!fields || at === undefined) return undefined;
  switch (fields['kind']) {
    case 'call': {
      const uid = whole(fields['uid'], 0, 65535);
      const call = readCall(fields['call']);
      if (uid === undefined || !call) return undefined;
      return { kind: 'call', at, uid, call, ...(fields['goesOn'] === true && { goesOn: true }) };
    }
    case 'system': {
      const { system } = fields;
      return system === 'linux' || system === 'macos' || system === 'windows'
        ? { kind: 'system', at, system }
        : undefined;
    }
    case 'wait': {
      const milliseconds = whole(fields['milliseconds'], 0, longestWait);
      return milliseconds === undefined ? undefined : { kind: 'wait', at, milliseconds };
    }
    case 'open':
    case 'resize': {
      const columns = whole(fields['columns'], 1, widest);
      const rows = whole(fields['rows'], 1, widest);
      if (columns === undefined || rows === undefined) return undefined;
      if (fields['kind'] === 'open') {
        const { host } = fields;
        if (host !== undefined && typeof host !== 'string') return undefined;
        return {
          kind: 'open',
          at,
          columns,
          rows,
          ...(host !== undefined && { host }),
          ...(fields['unseen'] === true && { unseen: true }),
        };
      }
      const terminal = whole(fields['terminal'], 0, 99);
      return terminal === undefined ? undefined : { kind: 'resize', at, terminal, columns, rows };
    }
    case 'close': {
      const terminal = whole(fields['terminal'], 0, 99);
      return terminal === undefined ? undefined : { kind: 'close', at, terminal };
    }
    case 'type': {
      const terminal = whole(fields['terminal'], 0, 99);
      const text = fields['text'];
      return terminal !== undefined && typeof text === 'string'
        ? { kind: 'type', at, terminal, text }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** The calls that are made by hand; no link holds another. */
function readCall(value: unknown): SystemCall | undefined {
  const fields = fieldsOf(value);
  if (!fields) return undefined;
  if (fields['name'] === 'socket') {
    const { domain, type } = fields;
    if (domain !== 'AF_INET' && domain !== 'AF_INET6') return undefined;
    return type === 'SOCK_STREAM' || type === 'SOCK_DGRAM' ? { name: 'socket', domain, type } : undefined;
  }
  const fd = whole(fields['fd'], 0, 1_000_000);
  if (fd === undefined) return undefined;
  switch (fields['name']) {
    case 'bind':
    case 'connect': {
      const address = readAddress(fields['address']);
      return address ? { name: fields['name'], fd, address } : undefined;
    }
    case 'listen': {
      const backlog = whole(fields['backlog'], -1, 65535);
      return backlog === undefined ? undefined : { name: 'listen', fd, backlog };
    }
    case 'setsockopt': {
      const option = readOption(fields['option']);
      const on = whole(fields['value'], 0, 1);
      return option && on !== undefined ? { name: 'setsockopt', fd, option, value: on } : undefined;
    }
    case 'accept':
    case 'close':
      return { name: fields['name'], fd };
    default:
      return undefined;
  }
}

function readOption(value: unknown): SocketOption | undefined {
  return value === 'SO_REUSEADDR' ||
    value === 'SO_REUSEPORT' ||
    value === 'SO_EXCLUSIVEADDRUSE' ||
    value === 'IPV6_V6ONLY'
    ? value
    : undefined;
}

function readAddress(value: unknown): SocketAddress | undefined {
  const fields = fieldsOf(value);
  const text = fields?.['address'];
  const port = whole(fields?.['port'], 0, 65535);
  if (typeof text !== 'string' || port === undefined) return undefined;
  const address = parseAddress(text);
  return address === text ? { family: familyOf(address), address, port } : undefined;
}
