import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/styles/tokens.css', import.meta.url), 'utf8');

type Scheme = 'light' | 'dark';
type Token = { readonly name: string; readonly light: string; readonly dark: string };

const tokens: readonly Token[] = [
  ...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g),
].map(([, name = '', light = '', dark = '']) => ({ name, light, dark }));

function colour(name: string, scheme: Scheme): string {
  const token = tokens.find((each) => each.name === name);
  if (token === undefined) throw new Error(`tokens.css has no --${name}`);
  return token[scheme];
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, 1 to 21 (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const schemes: readonly Scheme[] = ['light', 'dark'];
const grounds = ['paper', 'surface', 'raised'] as const;
const notText = ['paper', 'surface', 'raised', 'line', 'edge', 'on-accent'];
const text = tokens.map(({ name }) => name).filter((name) => !notText.includes(name));

describe('colours that carry text', () => {
  it('are all found in tokens.css', () => {
    expect(text).toEqual([
      'ink',
      'muted',
      'accent',
      'system',
      'user',
      'dynamic',
      'listening',
      'refused',
      'waiting',
      'exposed',
    ]);
  });

  for (const scheme of schemes) {
    for (const ground of grounds) {
      it.each(text)(`--%s has 4.5:1 on --${ground}, ${scheme}`, (name) => {
        expect(contrast(colour(name, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(4.5);
      });
    }
    it(`--on-accent has 4.5:1 on --accent, ${scheme}`, () => {
      expect(contrast(colour('on-accent', scheme), colour('accent', scheme))).toBeGreaterThanOrEqual(4.5);
    });
    it.each(grounds)(`--edge has the 3:1 of a control's border on --%s, ${scheme}`, (ground) => {
      expect(contrast(colour('edge', scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(3);
    });
  }
});

it('every colour with two schemes is registered, so that a script reads the colour in use', () => {
  const registered = [...css.matchAll(/@property --([a-z-]+)/g)].map(([, name]) => name);
  expect(registered).toEqual(tokens.map(({ name }) => name));
});
