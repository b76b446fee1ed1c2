/** `npm run differential -- --programs N [--seed S]`: random programs on the kernel and on the simulator. */
import { parseArgs } from 'node:util';
import type { Case } from '../../src/simulator/notation/case.ts';
import { printCase } from '../../src/simulator/notation/print-case.ts';
import { asCase, compare, confirm, signature } from './differential/compare.ts';
import { randomNetworkPrograms } from './differential/random-network.ts';
import { randomPrograms } from './differential/random-program.ts';
import { reduce } from './differential/reduce.ts';
import { type Kernel, startKernel } from './kernel/kernel-client.ts';

const usage = `Usage: npm run differential -- [--programs N] [--seed S] [--differences D] [--hosts]
Makes N random programs of socket calls (2000), runs each on this machine's Linux kernel and on the simulator, and
compares every result. At the first difference (or after D) it prints the smallest program that shows it, and stops.
--hosts: the programs reach from host to host, through random routers, rules and address translation
Exit status: 0 no difference · 1 a difference · 2 wrong words, or no namespace can be made here`;

interface Totals {
  programs: number;
  calls: number;
  byChance: number;
  unsteady: number;
  notCompared: Map<string, number>;
}

/** How many programs are under way at once: those that sleep hold up nobody. */
const atOnce = 128;

interface Suspect {
  readonly index: number;
  readonly program: Case;
}

interface Wanted {
  readonly seed: number;
  readonly count: number;
  readonly differences: number;
  readonly hosts: boolean;
}

async function search(kernel: Kernel, { seed, count, differences: wanted, hosts }: Wanted): Promise<number> {
  const totals: Totals = { programs: 0, calls: 0, byChance: 0, unsteady: 0, notCompared: new Map() };
  const suspects: Suspect[] = [];
  const source = hosts ? randomNetworkPrograms(seed, count) : randomPrograms(seed, count, kernel.otherUsers);
  const seenBefore = new Set<string>();
  let found = 0;
  const enough = wanted === 1 ? 1 : wanted * 20;

  const lane = async (): Promise<void> => {
    // next() and not for-of, which would end the shared generator with the first lane.
    for (let step = source.next(); !step.done; step = source.next()) {
      const { index, program } = step.value;
      const comparison = await compare(kernel, program, true);
      totals.programs += 1;
      if (comparison.kind === 'same') totals.calls += comparison.calls;
      if (comparison.kind === 'by chance') totals.byChance += 1;
      if (comparison.kind === 'not compared') {
        totals.notCompared.set(comparison.reason, (totals.notCompared.get(comparison.reason) ?? 0) + 1);
      }
      if (comparison.kind === 'different') suspects.push({ index, program });
      if (suspects.length >= enough) return;
    }
  };

  const judge = async ({ index, program }: Suspect): Promise<void> => {
    const difference = await confirm(kernel, program, { attempts: 6, reuse: true });
    if (!difference) {
      totals.unsteady += 1;
      return;
    }
    if (seenBefore.has(signature(program, difference))) return;
    const reduced = await reduce(kernel, program, difference);
    const shape = signature(reduced.program, reduced.difference);
    if (seenBefore.has(shape)) return;
    seenBefore.add(shape);
    found += 1;
    const minimal = asCase(reduced.program, reduced.difference);
    console.log(printCase({ ...minimal, name: `seed-${seed}-program-${index}` }));
  };

  // Those without pauses first: they are made small much faster.
  const cost = ({ index, program }: Suspect): number => 1e9 * pausesIn(program) + index;
  let seconds = 0;
  do {
    const began = performance.now();
    await Promise.all(Array.from({ length: atOnce }, lane));
    seconds += (performance.now() - began) / 1000;
    for (const suspect of suspects.splice(0).sort((one, other) => cost(one) - cost(other))) {
      if (found < wanted) await judge(suspect);
    }
  } while (found < wanted && totals.programs < count);
  for (const [reason, times] of totals.notCompared) console.log(`not compared, ${times} programs: ${reason}`);
  console.log(
    `${totals.programs} programs, ${totals.calls} calls compared, ${totals.byChance} left to chance, ${totals.unsteady} unsteady, ${found} ${found === 1 ? 'difference' : 'differences'}; seed ${seed}; ${Math.round(totals.programs / seconds)} programs a second`,
  );
  return found > 0 ? 1 : 0;
}

function pausesIn({ calls }: Case): number {
  return calls.filter(({ call }) => call.name === 'advance').length;
}

function wholeNumber(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new TypeError(`"${text}" is no whole number`);
  return Number(text);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      programs: { type: 'string' },
      seed: { type: 'string' },
      differences: { type: 'string' },
      hosts: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const count = wholeNumber(values.programs, 2000);
  const seed = wholeNumber(values.seed, Math.floor(Math.random() * 1e9));
  const differences = wholeNumber(values.differences, 1);
  const started = await startKernel(2);
  if (!started.ok) {
    console.error(`Cannot compare: ${started.reason}`);
    return 2;
  }
  if (!started.kernel.otherUsers)
    console.log('All programs run as root: this machine lets you act as no other user.');
  try {
    return await search(started.kernel, { seed, count, differences, hosts: values.hosts === true });
  } finally {
    started.kernel.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  console.error(`${error.message}\n${usage}`);
  process.exitCode = 2;
}
