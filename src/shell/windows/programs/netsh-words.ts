/** How netsh reads words. */

/** A word or the beginning of it, as netsh takes them. */
export function isWord(typed: string | undefined, whole: string, least = 3): boolean {
  const text = typed?.toLowerCase() ?? '';
  return text.length >= Math.min(least, whole.length) && whole.startsWith(text);
}

/** `name=value` among the words, names in lower case. */
export function settingsIn(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words.flatMap((word) => {
      const at = word.indexOf('=');
      return at > 0 ? [[word.slice(0, at).toLowerCase(), word.slice(at + 1)] as const] : [];
    }),
  );
}
