/** zshmisc(1), EXPANSION OF PROMPT SEQUENCES: names and folders. Styles are left out, other sequences stay as they are. */
import type { PromptFacts } from '../prompt.ts';

export function decodeZshPrompt(text: string, facts: PromptFacts): string {
  const { user, host, cwd, home, superuser } = facts;
  const inside = cwd === home || cwd.startsWith(`${home}/`);
  const short = inside ? `~${cwd.slice(home.length)}` : cwd;
  return text.replace(
    /%(\d*)(?:[BbUufk]|[FK]\{[^}]*\}|([nmM~d/#%]))/g,
    (_all, count: string, letter?: string) => {
      switch (letter) {
        case 'n':
          return user;
        case 'm':
        case 'M':
          return host;
        case '~':
          return lastParts(short, Number(count));
        case 'd':
        case '/':
          return lastParts(cwd, Number(count));
        case '#':
          return superuser ? '#' : '%';
        default:
          return letter ?? '';
      }
    },
  );
}

function lastParts(path: string, count: number): string {
  const parts = path.split('/');
  return count === 0 || path === '/' || parts.length <= count ? path : parts.slice(-count).join('/');
}
