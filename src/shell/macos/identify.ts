/** Who signed a program, for the application firewall: Apple what comes with macOS, its developer what was downloaded. */
import type { Application } from '../../simulator/os/application-firewall.ts';
import { executableOf } from './programs/mac-process.ts';

export function identify(argv: readonly string[]): Application {
  const path = executableOf(argv);
  if (/^\/(?:System|bin|sbin|usr\/(?:bin|sbin|libexec))\//.test(path)) return { path, signedBy: 'apple' };
  // Apple signs its command line tools, Node's makers their installer's node.
  const signed = /^\/(?:Library\/Developer|Applications|usr\/local)\//.test(path);
  return { path, signedBy: signed ? 'developer' : 'nobody' };
}
