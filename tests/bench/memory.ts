/** What 60,000 listening sockets take. */
import { hostWithListeners } from './open-and-close.ts';
import { median } from './race.ts';
import { inMegabytes, type Row } from './table.ts';

const count = 60_000;
const rounds = 5;
const aim = 64 * 1024 * 1024;

function bytesInUse(): number {
  if (!globalThis.gc) throw new Error('memory is measured under --expose-gc');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function measure(): number {
  const before = bytesInUse();
  const calls = hostWithListeners(count);
  const after = bytesInUse();
  if (calls.host.sockets.size !== count) throw new Error('the sockets are gone');
  return after - before;
}

export function memoryOfListeners(): readonly Row[] {
  const bytes = Array.from({ length: rounds }, measure);
  const found = median(bytes);
  return [
    {
      what: `simulator, ${count.toLocaleString('en')} listening sockets`,
      rounds: bytes,
      show: inMegabytes,
      ratio: `${Math.round(found / count)} B each`,
      aim: { text: '< 64 MB', met: found < aim },
    },
  ];
}
