/** How many tests of a suite passed, failed and were skipped. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

export function add(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** `12 passed, 0 failed`, and `, 3 skipped` only if some were. */
export function sumUp({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

/** A check that only passes or fails counts as one test. */
export function fromExitCode(code: number | null): Counts {
  return code === 0 ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 };
}

/**
 * A runner's own counts, held against how it ended: one that crashed, or that found no test at all,
 * has failed at least once, whatever it reports.
 *
 * @param counts undefined when the runner left no report
 */
export function withExitCode(counts: Counts | undefined, code: number | null): Counts {
  const { passed, failed, skipped } = counts ?? NONE;
  const ended = code === 0 && counts !== undefined && passed + failed + skipped > 0;
  return { passed, failed: ended ? failed : Math.max(failed, 1), skipped };
}

/** Reads Vitest's JSON report. A file that fails before its first test counts as one failed test. */
export function readVitestReport(report: unknown): Counts | undefined {
  const passed = numberIn(report, 'numPassedTests');
  const failed = numberIn(report, 'numFailedTests');
  if (passed === undefined || failed === undefined) return undefined;
  const skipped = (numberIn(report, 'numPendingTests') ?? 0) + (numberIn(report, 'numTodoTests') ?? 0);
  const files = listIn(report, 'testResults');
  const broken = files.filter((file) => {
    const failures = listIn(file, 'assertionResults').filter(
      (result) => member(result, 'status') === 'failed',
    );
    return member(file, 'status') === 'failed' && failures.length === 0;
  });
  return { passed, failed: failed + broken.length, skipped };
}

/** Reads Playwright's JSON report. A flaky test has failed; an error outside any test counts as one more. */
export function readPlaywrightReport(report: unknown): Counts | undefined {
  const stats = member(report, 'stats');
  const passed = numberIn(stats, 'expected');
  const unexpected = numberIn(stats, 'unexpected');
  if (passed === undefined || unexpected === undefined) return undefined;
  const failed = unexpected + (numberIn(stats, 'flaky') ?? 0) + listIn(report, 'errors').length;
  return { passed, failed, skipped: numberIn(stats, 'skipped') ?? 0 };
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

function numberIn(value: unknown, name: string): number | undefined {
  const found = member(value, name);
  return typeof found === 'number' ? found : undefined;
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const found = member(value, name);
  return Array.isArray(found) ? found : [];
}
