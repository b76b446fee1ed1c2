/**
 * Ends the process on Ctrl-C (SIGINT) or `kill` (SIGTERM), after `stop` has let go of what it holds.
 * The exit status is 0, because a stop that was asked for is no failure: npm prints nothing after it.
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void stop().finally(() => process.exit(0));
    });
  }
}
