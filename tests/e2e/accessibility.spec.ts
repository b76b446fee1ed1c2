import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { HOME_SITE, walkedPages } from './sites.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

// Colours that fade in would be measured half-way.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

// The workbench is the same beside every lesson, so these show it and the others are looked at as a telephone has them.
const withWorkbench = ['run-a-server', 'which-address-to-listen-on', 'your-browser-is-inside'];
const isTextOnly = (page: string): boolean =>
  /^lessons\/.+/.test(page) && withWorkbench.every((slug) => page !== `lessons/${slug}/`);

for (const page of walkedPages(HOME_SITE)) {
  test(`/${page} passes axe, in light and dark`, async ({ page: tab }) => {
    if (isTextOnly(page)) await tab.setViewportSize({ width: 390, height: 844 });
    await tab.emulateMedia({ colorScheme: 'light' });
    await tab.goto(page);
    expect(found(await new AxeBuilder({ page: tab }).withTags(RULES).analyze())).toEqual([]);
    // The scheme changes colours and nothing else.
    await tab.emulateMedia({ colorScheme: 'dark' });
    expect(found(await new AxeBuilder({ page: tab }).withRules(['color-contrast']).analyze())).toEqual([]);
  });
}

function found({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>): readonly string[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
  );
}
