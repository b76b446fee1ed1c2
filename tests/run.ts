/**
 * `npm test`: everything that guards the project. A failed suite does not stop the others;
 * the last line sums up all of them.
 */
import { add, type Counts, NONE, sumUp } from './run/counts.ts';
import {
  allTypes,
  differential,
  differentialHosts,
  endToEnd,
  formatAndLint,
  layerTypes,
  type Outcome,
  realTools,
  type Suite,
  siteBuild,
  subPathBuild,
  unitAndProperty,
} from './run/suites.ts';

const began = performance.now();
const outcomes: string[] = [];

async function runInTurn(suites: readonly Suite[]): Promise<Counts> {
  let total = NONE;
  for (const suite of suites) {
    const started = performance.now();
    const outcome = await runSafely(suite);
    const mark = outcome.counts.failed === 0 ? '✓' : '✗';
    const line = `${mark} ${suite.name}: ${sumUp(outcome.counts)} (${since(started)})`;
    outcomes.push(line);
    console.log(line);
    if (outcome.counts.failed > 0 && outcome.output !== '') console.log(`\n${outcome.output.trim()}\n`);
    total = add(total, outcome.counts);
  }
  return total;
}

async function runSafely(suite: Suite): Promise<Outcome> {
  try {
    return await suite.run();
  } catch (error) {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { counts: { ...NONE, failed: 1 }, output };
  }
}

function since(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

// Two lanes for two cores. The browser needs both, and the built site, so it comes after.
const [checksAndBuilds, units] = await Promise.all([
  runInTurn([siteBuild, subPathBuild, formatAndLint, layerTypes, allTypes]),
  runInTurn([unitAndProperty, differential, differentialHosts, realTools]),
]);
const total = [checksAndBuilds, units, await runInTurn([endToEnd])].reduce(add);

console.log(['', `All suites, in ${since(began)}:`, ...outcomes].join('\n'));
console.log(sumUp(total));
process.exitCode = total.failed === 0 ? 0 : 1;
