/**
 * tasklist and taskkill: learn.microsoft.com, windows-server/administration/windows-commands. Their output stands in no document;
 * the table is as in github.com/sindresorhus/taskkill/issues/6, the refusal without /F as in github.com/uwerat/qskinny/pull/304.
 */
import type { Program } from '../../program.ts';
import { print } from '../../syscalls.ts';
import { isLike } from '../language/values.ts';
import { endProcess, listProcesses, type ProcessFacts } from '../process-list.ts';
import { consoleProgram, fail } from './console-program.ts';

export const tasklist = consoleProgram('tasklist', 'list processes', function* (words) {
  let rows = yield* listProcesses();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]?.toLowerCase();
    if (word === '/nh' || word === '/v') continue;
    const filter = /^(pid|imagename)\s+(eq|ne)\s+(\S+)$/i.exec(words[at + 1] ?? '');
    if (word !== '/fi' || !filter) {
      return yield* fail(`ERROR: Invalid argument/option - '${words[at]}'.\nType "TASKLIST /?" for usage.\n`);
    }
    const [, key = '', operator = '', value = ''] = filter;
    rows = rows.filter((row) => {
      const fits = key.toLowerCase() === 'pid' ? String(row.pid) === value : isLike(row.image, value);
      return fits === (operator.toLowerCase() === 'eq');
    });
    at += 1;
  }
  if (rows.length === 0) {
    yield* print('INFO: No tasks are running which match the specified criteria.\n');
    return 0;
  }
  if (!words.some((word) => word.toLowerCase() === '/nh')) {
    yield* print(
      `\nImage Name                     PID Session Name        Session#    Mem Usage\n${'='.repeat(25)} ${'='.repeat(8)} ${'='.repeat(16)} ${'='.repeat(11)} ${'='.repeat(12)}\n`,
    );
  }
  for (const row of rows) yield* print(lineOf(row));
  return 0;
});

function lineOf({ image, pid, session, memory }: ProcessFacts): string {
  const size = `${memory.toString().replace(/\B(?=(\d{3})+$)/g, ',')} K`;
  const name = session === 0 ? 'Services' : 'Console';
  return `${image.slice(0, 25).padEnd(25)} ${String(pid).padStart(8)} ${name.padEnd(16)} ${String(session).padStart(11)} ${size.padStart(12)}\n`;
}

export const taskkill = consoleProgram('taskkill', 'end a process: taskkill /PID 1234 /F', function* (words) {
  const pids: string[] = [];
  const images: string[] = [];
  let force = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]?.toLowerCase().replace(/^-/, '/');
    if (word === '/f') force = true;
    else if (word === '/pid' && words[at + 1] !== undefined) pids.push(words[++at] ?? '');
    else if (word === '/im' && words[at + 1] !== undefined) images.push(words[++at] ?? '');
    else if (word !== '/t') {
      return yield* fail(`ERROR: Invalid argument/option - '${words[at]}'.\nType "TASKKILL /?" for usage.\n`);
    }
  }
  if (pids.length + images.length === 0) {
    return yield* fail(
      'ERROR: Invalid syntax. Neither of /FI, /PID or /IM were specified.\nType "TASKKILL /?" for usage.\n',
    );
  }
  const all = yield* listProcesses();
  let status = 0;
  for (const pid of pids) {
    const row = all.find((one) => String(one.pid) === pid);
    status = Math.max(
      status,
      row
        ? yield* end(row, force, `process with PID ${pid}`)
        : yield* fail(`ERROR: The process "${pid}" not found.\n`, 128),
    );
  }
  for (const image of images) {
    const rows = all.filter((one) => isLike(one.image, image));
    if (rows.length === 0)
      status = Math.max(status, yield* fail(`ERROR: The process "${image}" not found.\n`, 128));
    for (const row of rows)
      status = Math.max(status, yield* end(row, force, `process "${row.image}" with PID ${row.pid}`));
  }
  return status;
});

/** Without /F the program is asked to close its window; a console program has none to close. */
function* end({ pid }: ProcessFacts, force: boolean, named: string): Program {
  if (!force) {
    return yield* fail(
      `ERROR: The process with PID ${pid} could not be terminated.\nReason: This process can only be terminated forcefully (with /F option).\n`,
    );
  }
  if ((yield* endProcess(pid)) === 'denied') {
    return yield* fail(
      `ERROR: The process with PID ${pid} could not be terminated.\nReason: Access is denied.\n`,
    );
  }
  yield* print(`SUCCESS: The ${named} has been terminated.\n`);
  return 0;
}
