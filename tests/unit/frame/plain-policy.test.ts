import { expect, test } from 'vitest';
import { withoutDigests } from '../../../src/build/plain-policy.ts';

const policy = (scripts: string) =>
  `<head><meta http-equiv="content-security-policy" content="default-src 'none'; script-src ${scripts}; style-src 'self' 'sha256-d='"></head>`;

test('a page without inline scripts and styles needs no digest of a script in its policy', () => {
  expect(withoutDigests(policy("'self' 'sha256-aB+/=' 'sha256-c='"), 'index.html')).toBe(policy("'self'"));
});

test('a script or a style inside a page fails the build and names the page', () => {
  expect(() => withoutDigests('<script type="module">x</script>', 'ports/index.html')).toThrow(
    'ports/index.html has an inline script or style.',
  );
  expect(() => withoutDigests('<style>a {}</style>', 'a.html')).toThrow('a.html');
  expect(() => withoutDigests('<script type="module" src="/a.js"></script>', 'a.html')).not.toThrow();
});
