/** What lies on a fresh Windows host: a person's folder with the same site to serve, and the hosts file. */
import type { User } from '../../simulator/host.ts';
import type { Directory } from '../file-system.ts';
import { type FirstFilesOptions, folderFrom, homeOf } from '../first-files.ts';

/**
 * As Windows has it: every line is a comment, because the DNS client service answers for localhost. (The wording is ours; the
 * two commented entries are Windows' own.)
 */
const hosts = `# Names of this computer's own, one address a line.
#
# localhost name resolution is handled within DNS itself.
#	127.0.0.1       localhost
#	::1             localhost
`;

export function windowsFiles({ user, modified }: FirstFilesOptions): Directory {
  const system: User = { name: 'SYSTEM', uid: 0 };
  const person = folderFrom(homeOf(user), user, modified);
  return folderFrom(
    {
      'Program Files': {},
      Users: user.uid === 0 ? { Administrator: {} } : { [user.name]: person },
      Windows: { System32: { drivers: { etc: { hosts } } } },
    },
    system,
    modified,
  );
}
