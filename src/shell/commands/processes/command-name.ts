/** proc_pid_comm(5): the name of the program, cut to 15 characters. */

/** From a command line's first word; a server that titles its processes has more than a name there. */
export function commandName([first = '']: readonly string[]): string {
  // Debian's init is a link.
  if (first === '/sbin/init') return 'systemd';
  const [path = ''] = first.replace(/^-/, '').split(' ');
  return (path.replace(/:$/, '').split('/').at(-1) ?? '').slice(0, 15);
}
