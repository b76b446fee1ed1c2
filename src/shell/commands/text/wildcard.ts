/** fnmatch(3): a name against a pattern with `*`, `?` and `[…]`, as find -name and grep --include have it. */
import { bracketSource } from '../../posix-bracket.ts';
import { literalSource } from '../../posix-regex.ts';

/** @param ignoreCase as find's -iname asks */
export function wildcardMatcher(pattern: string, ignoreCase = false): RegExp | undefined {
  const input = [...pattern];
  let source = '';
  for (let at = 0; at < input.length; at += 1) {
    const character = input[at] ?? '';
    if (character === '*') source += '.*';
    else if (character === '?') source += '.';
    else if (character === '\\' && at + 1 < input.length) {
      at += 1;
      source += literalSource(input[at] ?? '');
    } else if (character === '[') {
      const negated = input[at + 1] === '!' ? input.with(at + 1, '^') : input;
      const bracket = bracketSource(negated, at + 1, 'bash');
      if ('error' in bracket) source += '\\[';
      else {
        source += bracket.source;
        at = bracket.end - 1;
      }
    } else source += literalSource(character);
  }
  try {
    return new RegExp(`^${source}$`, ignoreCase ? 'sui' : 'su');
  } catch {
    return undefined;
  }
}
