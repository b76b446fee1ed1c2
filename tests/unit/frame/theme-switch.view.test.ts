import { expect, it } from 'vitest';
import {
  nextThemeChoice,
  themeName,
  themeWord,
  toThemeChoice,
} from '../../../src/widgets/theme-switch/theme-switch.view.ts';

const choices = ['system', 'light', 'dark'] as const;

it('three presses lead back to the first state', () => {
  expect(nextThemeChoice('system')).toBe('light');
  expect(nextThemeChoice('light')).toBe('dark');
  expect(nextThemeChoice('dark')).toBe('system');
});

it.each(choices)('the name of %s begins with the word that is seen', (choice) => {
  expect(themeName(choice).startsWith(themeWord(choice))).toBe(true);
});

it('a mark that is missing or unknown counts as the system’s choice', () => {
  expect(toThemeChoice(undefined)).toBe('system');
  expect(toThemeChoice('sepia')).toBe('system');
  expect(toThemeChoice('dark')).toBe('dark');
});
