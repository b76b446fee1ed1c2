/** What the switch shows and says; no DOM here. */

export type ThemeChoice = 'system' | 'light' | 'dark';

const order: readonly ThemeChoice[] = ['system', 'light', 'dark'];

const words: Readonly<Record<ThemeChoice, string>> = { system: 'Auto', light: 'Light', dark: 'Dark' };

/** Reads the mark that public/choices.js leaves; anything else counts as the system's choice. */
export function toThemeChoice(mark: string | undefined): ThemeChoice {
  return order.find((choice) => choice === mark) ?? 'system';
}

export function nextThemeChoice(choice: ThemeChoice): ThemeChoice {
  return order[(order.indexOf(choice) + 1) % order.length] ?? 'system';
}

/** The word on the button. */
export function themeWord(choice: ThemeChoice): string {
  return words[choice];
}

/** The button's accessible name; it begins with the visible word, so that voice control finds it. */
export function themeName(choice: ThemeChoice): string {
  const meaning = choice === 'system' ? 'colours follow the system' : `${choice} colours`;
  return `${words[choice]}: ${meaning}. Switch to ${words[nextThemeChoice(choice)].toLowerCase()}`;
}
