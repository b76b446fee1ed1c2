/** PROMPTING of bash(1): the backslash escapes of PS1. */
import { clockTime, clockTimeSeconds, httpDate, toCivil } from './civil-time.ts';

export interface PromptFacts {
  readonly user: string;
  readonly host: string;
  readonly cwd: string;
  readonly home: string;
  readonly superuser: boolean;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The number of the command among those typed. */
  readonly command: number;
  readonly jobs: number;
}

export function decodePrompt(text: string, facts: PromptFacts): string {
  return text.replace(/\\(?:([0-7]{3})|([\s\S]))/g, (whole, octal?: string, letter?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return meaningOf(letter ?? '', facts) ?? whole;
  });
}

function meaningOf(letter: string, facts: PromptFacts): string | undefined {
  const time = toCivil(facts.time);
  switch (letter) {
    case 'u':
      return facts.user;
    case 'h':
      return facts.host.replace(/\..*/, '');
    case 'H':
      return facts.host;
    case 'w':
      return folder(facts);
    case 'W':
      return facts.cwd === facts.home ? '~' : facts.cwd.replace(/.*\/(?=.)/, '');
    case '$':
      return facts.superuser ? '#' : '$';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 'a':
      return '\x07';
    case 'e':
      return '\x1b';
    case '[':
    case ']':
      return '';
    case '\\':
      return '\\';
    case '!':
    case '#':
      return String(facts.command);
    case 'j':
      return String(facts.jobs);
    case 's':
      return 'bash';
    case 'v':
      return '5.2';
    case 'V':
      return '5.2.15';
    case 'l':
      return '0';
    case 'A':
      return clockTime(time);
    case 't':
      return clockTimeSeconds(time);
    case 'd':
      return httpDate(facts.time).replace(/^(\w+), (\d+) (\w+).*/, '$1 $3 $2');
    default:
      return undefined;
  }
}

function folder({ cwd, home }: PromptFacts): string {
  const inside = home !== '' && (cwd === home || cwd.startsWith(`${home}/`));
  return inside ? `~${cwd.slice(home.length)}` : cwd;
}
