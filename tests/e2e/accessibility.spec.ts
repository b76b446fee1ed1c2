import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { findPages, HOME_SITE } from './sites.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

// Colours that fade in would be measured half-way.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const page of findPages(HOME_SITE)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`/${page} passes axe in ${colorScheme}`, async ({ page: tab }) => {
      await tab.emulateMedia({ colorScheme });
      await tab.goto(page);
      const { violations } = await new AxeBuilder({ page: tab }).withTags(RULES).analyze();
      const found = violations.flatMap(({ id, nodes }) => {
        return nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`);
      });
      expect(found).toEqual([]);
    });
  }
}
