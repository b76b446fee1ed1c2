/** All measurements, one after the other; started by bench.ts. With `kernel` it may use the kernel's network. */
import { availableParallelism, loadavg, release, type } from 'node:os';
import { memoryOfListeners } from './memory.ts';
import { againstKernel, asSocketsGrow } from './open-and-close.ts';
import { spread } from './race.ts';
import { wholeMatrix } from './reach-matrix.ts';
import { fullSweep, sweepAgainstKernel } from './sweep.ts';
import { printTable, type Row } from './table.ts';

/** Above this the middle half of the rounds lies too far apart to read much into a figure. */
const noisySpread = 0.2;

interface Part {
  readonly name: string;
  readonly measure: () => readonly Row[];
  readonly needsKernel?: true;
}

const parts: readonly Part[] = [
  { name: 'socket + bind + listen + close', measure: againstKernel, needsKernel: true },
  { name: 'The same, with other sockets open', measure: asSocketsGrow },
  { name: 'Memory', measure: memoryOfListeners },
  { name: 'A full sweep of the ephemeral range by connect, each accepted', measure: fullSweep },
  { name: 'Who can reach this: the whole matrix, a frame has 16 ms', measure: wholeMatrix },
  { name: 'A sweep as long as this process has descriptors', measure: sweepAgainstKernel, needsKernel: true },
];

const withKernel = process.argv.includes('kernel');
const [loadBefore = 0] = loadavg();

console.log(
  `Node ${process.versions.node} on ${type()} ${release()}, ${availableParallelism()} processors\n`,
);
const rows: Row[] = [];
for (const { name, measure, needsKernel } of parts) {
  if (needsKernel && !withKernel) continue;
  const found = measure();
  rows.push(...found);
  console.log(`${name}\n${printTable(found)}\n`);
}

const unsteady = rows.filter(({ rounds }) => spread(rounds) > noisySpread);
const busy = loadBefore > availableParallelism() / 2;
if (busy || unsteady.length > 0) {
  const load = loadBefore.toFixed(1);
  console.log(
    `Noisy: load ${load} before; the rounds lie far apart in ${unsteady.length} of ${rows.length} lines.`,
  );
  console.log('The best round of each is then nearer to what an idle machine shows.');
} else console.log('The machine was quiet: the rounds lie close together.');
