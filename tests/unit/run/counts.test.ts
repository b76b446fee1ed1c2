import { describe, expect, test } from 'vitest';
import { add, readPlaywrightReport, readVitestReport, sumUp, withExitCode } from '../../run/counts.ts';

describe('the last line', () => {
  test('names what passed and what failed', () => {
    expect(sumUp({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  });

  test('names what was skipped only if something was', () => {
    expect(sumUp({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped');
  });

  test('sums up suites', () => {
    const sum = add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 });
    expect(sum).toEqual({ passed: 11, failed: 22, skipped: 33 });
  });
});

describe('a runner that ended badly', () => {
  const good = { passed: 5, failed: 0, skipped: 0 };

  test('has failed once if it left no report', () => {
    expect(withExitCode(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test('has failed once if it reports success with an exit status of failure', () => {
    expect(withExitCode(good, 1)).toEqual({ ...good, failed: 1 });
    expect(withExitCode(good, null)).toEqual({ ...good, failed: 1 });
  });

  test('has failed once if it found no test', () => {
    expect(withExitCode({ passed: 0, failed: 0, skipped: 0 }, 0).failed).toBe(1);
  });

  test('is not counted twice if it reports the failure', () => {
    expect(withExitCode({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2);
  });

  test('is not assumed when all is well', () => {
    expect(withExitCode(good, 0)).toEqual(good);
  });
});

describe('Vitest’s report', () => {
  const counts = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };

  test('gives its counts', () => {
    expect(readVitestReport({ ...counts, testResults: [] })).toEqual({ passed: 7, failed: 1, skipped: 3 });
  });

  test('a file that fails before its first test is a failed test', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ];
    expect(readVitestReport({ ...counts, testResults })?.failed).toBe(2);
  });

  test.each([undefined, null, 'text', {}, { numPassedTests: 'many' }])('%j is no report', (report) => {
    expect(readVitestReport(report)).toBeUndefined();
  });
});

describe('Playwright’s report', () => {
  test('gives its counts; a flaky test has failed', () => {
    const stats = { expected: 40, unexpected: 1, flaky: 1, skipped: 2 };
    expect(readPlaywrightReport({ stats, errors: [] })).toEqual({ passed: 40, failed: 2, skipped: 2 });
  });

  test('an error outside any test is one more failure', () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    expect(readPlaywrightReport({ stats, errors: [{ message: 'set-up' }] })?.failed).toBe(1);
  });

  test.each([undefined, {}, { stats: {} }])('%j is no report', (report) => {
    expect(readPlaywrightReport(report)).toBeUndefined();
  });
});
