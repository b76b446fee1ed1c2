/** Tilde expansion (bash(1), Tilde Expansion). */
import type { Shell } from '../shell.ts';
import type { Task } from '../task.ts';
import type { Piece } from './pieces.ts';

interface Position {
  /** The text begins the word. */
  readonly first: boolean;
  /** The text ends the word; else quoted text or an expansion follows, which no user's name may touch. */
  readonly last: boolean;
  /** A tilde may also follow a colon. */
  readonly assigned: boolean;
  /** The text begins with `name=`. */
  readonly argument: boolean;
}

export function expandTildes(shell: Shell, task: Task, text: string, position: Position): readonly Piece[] {
  const cut = position.argument ? /(?<=:)|(?<=^\w+=)/ : /(?<=:)/;
  const sections = position.assigned ? text.split(cut) : [text];
  return sections.flatMap((section, index): readonly Piece[] => {
    const end = index === sections.length - 1;
    const match = /^~([\w.+-]*)(?=[/:]|$)/.exec(section);
    const reachesEnd = match?.[0].length === section.length;
    if (!match || (index === 0 && !position.first) || (reachesEnd && end && !position.last)) {
      return [{ kind: 'literal', text: section, pattern: section }];
    }
    const [whole, user = ''] = match;
    const home = homeOf(shell, task, user);
    if (home === undefined) return [{ kind: 'literal', text: section, pattern: section }];
    const rest = section.slice(whole.length);
    return [
      { kind: 'quoted', text: home },
      { kind: 'literal', text: rest, pattern: rest },
    ];
  });
}

function homeOf(shell: Shell, task: Task, user: string): string | undefined {
  if (user === '+') return shell.variables.get('PWD');
  if (user === '-') return shell.variables.get('OLDPWD');
  const known = (name: string): string | undefined => {
    if (name === 'root') return '/root';
    return task.around.host.users.some((one) => one.name === name) ? `/home/${name}` : undefined;
  };
  if (user !== '') return known(user);
  const own = task.around.host.users.find(({ uid }) => uid === task.process.uid)?.name ?? 'root';
  return shell.variables.get('HOME') ?? known(own);
}
