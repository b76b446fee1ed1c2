import type { ProgramFile } from '../../command.ts';
import { print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { curly, gnuTool, quit, type ToolCall, usageError } from '../gnu-tool.ts';
import { type Account, findAccount, groupName } from './accounts.ts';

/** id(1) of GNU coreutils 9.1. Differs from Linux: an account is in the one group of its own. */
export const id: ProgramFile = gnuTool({
  name: 'id',
  summary: 'print your user and group ids',
  operands: '[OPTION]... [USER]...',
  about:
    'Print user and group information for each specified USER,\nor (when USER omitted) for the current process.',
  options: [
    { short: 'a', help: 'ignore, for compatibility with other versions' },
    { short: 'g', long: 'group', help: 'print only the effective group ID' },
    { short: 'G', long: 'groups', help: 'print all group IDs' },
    { short: 'n', long: 'name', help: 'print a name instead of a number, for -ugG' },
    { short: 'r', long: 'real', help: 'print the real ID instead of the effective ID, with -ugG' },
    { short: 'u', long: 'user', help: 'print only the effective user ID' },
    { short: 'z', long: 'zero', help: 'delimit entries with NUL characters, not whitespace' },
  ],
  absent: 'Z',
  *run(call) {
    const { has, operands } = call;
    const only = ['user', 'group', 'groups'].filter(has);
    if (only.length > 1) return yield* quit(1, 'id: cannot print "only" of more than one choice\n');
    if (only.length === 0 && (has('name') || has('real'))) {
      return yield* quit(1, 'id: cannot print only names or real IDs in default format\n');
    }
    if (only.length === 0 && has('zero')) {
      return yield* quit(1, 'id: option --zero not permitted in default format\n');
    }
    const task = yield* self();
    if (operands.length === 0) {
      const { uid } = task.process;
      const account = findAccount(task, uid) ?? { name: '', uid, gid: uid, home: '/', shell: '/bin/sh' };
      yield* call.out(describe(task, account, call, only[0]));
      return 0;
    }
    let status = 0;
    for (const operand of operands) {
      const account =
        findAccount(task, operand) ??
        (/^\d+$/.test(operand) ? findAccount(task, Number(operand)) : undefined);
      if (account) yield* call.out(describe(task, account, call, only[0]));
      else {
        yield* call.warn(`${curly(operand)}: no such user`);
        status = 1;
      }
    }
    return status;
  },
});

function describe(
  task: Task,
  { name, uid, gid }: Account,
  { has }: ToolCall,
  only: string | undefined,
): string {
  const group = groupName(task, gid);
  const end = has('zero') ? '\0' : '\n';
  if (only === 'user') return `${has('name') ? name : uid}${end}`;
  if (only !== undefined) return `${has('name') ? group : gid}${end}`;
  const both = `${gid}(${group})`;
  return `uid=${uid}${name === '' ? '' : `(${name})`} gid=${both} groups=${both}\n`;
}

/** whoami(1) */
export const whoami: ProgramFile = gnuTool({
  name: 'whoami',
  summary: 'print your user name',
  operands: '[OPTION]...',
  about: 'Print the user name associated with the current effective user ID.\nSame as id -un.',
  *run(call) {
    const [extra] = call.operands;
    if (extra !== undefined) return yield* usageError(call, `extra operand ${curly(extra)}`);
    const task = yield* self();
    const { uid } = task.process;
    const account = findAccount(task, uid);
    if (!account)
      return yield* quit(1, `whoami: cannot find name for user ID ${uid}: No such file or directory\n`);
    yield* call.out(`${account.name}\n`);
    return 0;
  },
});

/** groups(1) */
export const groups: ProgramFile = gnuTool({
  name: 'groups',
  summary: 'print the groups that you are in',
  operands: '[OPTION]... [USERNAME]...',
  about:
    'Print group memberships for each USERNAME or, if no USERNAME is specified, for\nthe current process (which may differ if the groups database has changed).',
  *run(call) {
    const task = yield* self();
    if (call.operands.length === 0) {
      yield* call.out(`${groupName(task, findAccount(task, task.process.uid)?.gid ?? task.process.uid)}\n`);
      return 0;
    }
    let status = 0;
    for (const operand of call.operands) {
      const account = findAccount(task, operand);
      if (account) yield* call.out(`${operand} : ${groupName(task, account.gid)}\n`);
      else {
        yield* call.warn(`${curly(operand)}: no such user`);
        status = 1;
      }
    }
    return status;
  },
});

/** who(1) and users(1): nobody writes down here who sits at a terminal, as in a container. */
export const who: ProgramFile = gnuTool({
  name: 'who',
  summary: 'print who is logged in',
  operands: '[OPTION]... [ FILE | ARG1 ARG2 ]',
  about: 'Print information about users who are currently logged in.',
  options: [
    { short: 'q', long: 'count', help: 'all login names and number of users logged on' },
    { short: 'H', long: 'heading', help: 'print line of column headings' },
    { short: 'm', help: 'only hostname and user associated with stdin' },
    { short: 's', long: 'short', help: 'print only name, line, and time (default)' },
    { short: 'u', long: 'users', help: 'list users logged in' },
    { short: 'b', long: 'boot', help: 'time of last system boot' },
  ],
  absent: 'adlprtTw',
  differs: 'The terminals of this page are not written down as logins, so it names nobody.',
  *run({ has }) {
    if (has('count')) yield* print('\n# users=0\n');
    else if (has('heading')) yield* print('NAME     LINE         TIME             COMMENT\n');
    return 0;
  },
});

export const users: ProgramFile = gnuTool({
  name: 'users',
  summary: 'print who is logged in, names only',
  operands: '[OPTION]... [FILE]',
  about: 'Output who is currently logged in according to FILE.',
  differs: 'The terminals of this page are not written down as logins, so it names nobody.',
  *run(call) {
    const [, extra] = call.operands;
    if (extra !== undefined) return yield* usageError(call, `extra operand ${curly(extra)}`);
    return 0;
  },
});
