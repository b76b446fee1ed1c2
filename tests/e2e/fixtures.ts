import { type BrowserContext, test as base, expect } from '@playwright/test';

export { expect };

type Options = {
  /** Which of the two built sites the test is about. */
  readonly site: 'home' | 'sub-path';
  /** Console errors that the test brings about on purpose. */
  readonly expectedErrors: readonly RegExp[];
};

/**
 * Every test keeps the promises of every page: no breach of the security policy, no error in the console,
 * no request to another host. A test that makes a context of its own holds it to them with `watch`.
 */
export const test = base.extend<Options>({
  site: ['home', { option: true }],
  expectedErrors: [[], { option: true }],
  baseURL: async ({ site }, use) => {
    const url = site === 'home' ? process.env.HOMEPORT_URL : process.env.HOMEPORT_SUB_PATH_URL;
    if (url === undefined)
      throw new Error('The built sites are not served: run the tests by playwright.config.ts.');
    await use(url);
  },
  context: async ({ context, baseURL, expectedErrors }, use) => {
    const problems = await watch(context, new URL(baseURL ?? '').origin);
    await use(context);
    const unexpected = problems.filter(
      (problem) => !expectedErrors.some((expected) => expected.test(problem)),
    );
    expect(unexpected, 'what no page may do').toEqual([]);
  },
});

/** Collects what no page may do, from now on: a live list. */
export async function watch(context: BrowserContext, origin: string): Promise<readonly string[]> {
  const problems: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error')
      problems.push(`console error: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) =>
    problems.push(`uncaught: ${error.error().stack ?? error.error().message}`),
  );
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && asked !== origin)
      problems.push(`request to another host: ${request.url()}`);
  });
  await context.exposeBinding('reportPolicyViolation', (_, text: unknown) => {
    problems.push(`security policy: ${String(text)}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(window, 'reportPolicyViolation');
      const text = `${event.effectiveDirective} refused ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`;
      if (typeof report === 'function') report(text);
    });
  });
  return problems;
}
