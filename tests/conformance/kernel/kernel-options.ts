/** Socket options as the kernel takes and gives them. */
import type { Call, Outcome } from '../../../src/simulator/notation/case.ts';
import { errnoNameOf } from '../../../src/simulator/notation/errno-names.ts';
import { lastErrno, libcGetsockopt } from './libc.ts';
import { lengthOf } from './netlink.ts';
import { optionNumbers } from './option-levels.ts';

export function optionBytes(call: Extract<Call, { name: 'setsockopt' }>): Buffer {
  if (call.option === 'SO_LINGER') {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32LE(call.value < 0 ? 0 : 1, 0);
    bytes.writeInt32LE(Math.max(call.value, 0), 4);
    return bytes;
  }
  const bytes = Buffer.alloc(4);
  if (call.option === 'IP_LOCAL_PORT_RANGE') {
    bytes.writeUInt16LE(call.value.low, 0);
    bytes.writeUInt16LE(call.value.high, 2);
  } else bytes.writeInt32LE(call.value, 0);
  return bytes;
}

export function readOption(fd: number, option: Extract<Call, { name: 'getsockopt' }>['option']): Outcome {
  const [level, name] = optionNumbers[option];
  const value = Buffer.alloc(8);
  if (libcGetsockopt(fd, level, name, value, lengthOf(option === 'SO_LINGER' ? 8 : 4)) < 0) {
    return { kind: 'errno', errno: lastErrno() };
  }
  const first = value.readInt32LE(0);
  if (option === 'SO_LINGER') return { kind: 'number', value: first === 0 ? -1 : value.readInt32LE(4) };
  if (option === 'IP_LOCAL_PORT_RANGE') {
    return { kind: 'range', range: { low: value.readUInt16LE(0), high: value.readUInt16LE(2) } };
  }
  const errno = option === 'SO_ERROR' && first !== 0 ? errnoNameOf(first) : undefined;
  return errno === undefined ? { kind: 'number', value: first } : { kind: 'errno', errno };
}
