/** Get-Process, Stop-Process, Start-Process: learn.microsoft.com, Microsoft.PowerShell.Management. */
import { startProgram } from '../../exec.ts';
import type { Program } from '../../program.ts';
import { nullStream } from '../../stream.ts';
import { openStream, self } from '../../syscalls.ts';
import type { Cmdlet } from '../language/cmdlet.ts';
import { PsError } from '../language/errors.ts';
import { findProgram, waitInFront } from '../language/native.ts';
import {
  isLike,
  isObject,
  isTrue,
  numberOf,
  object,
  propertyOf,
  textOf,
  type Value,
} from '../language/values.ts';
import { endProcess, listProcesses, type ProcessFacts } from '../process-list.ts';
import { fromWindowsPath } from '../windows-path.ts';

/** What the columns of the table need: sizes in MB with two places. Handles and page counts are not modelled. */
function processObject({ pid, name, session, memory, path, commandLine }: ProcessFacts): Value {
  const megabytes = memory / 1024;
  return object(
    'Process',
    {
      NPM: Math.round(megabytes / 2) + 4,
      PM: (megabytes * 0.6).toFixed(2),
      WS: megabytes.toFixed(2),
      CPU: '0.05',
      Id: pid,
      SI: session,
      ProcessName: name,
      Name: name,
      Path: path,
      CommandLine: commandLine,
    },
    `System.Diagnostics.Process (${name})`,
  );
}

const getProcess: Cmdlet = {
  name: 'Get-Process',
  summary: 'list processes: Get-Process -Id 1234',
  aliases: ['gps', 'ps'],
  parameters: [
    { name: 'Name', position: 0, aliases: ['ProcessName'] },
    { name: 'Id', aliases: ['PID'] },
  ],
  absent: 'Module FileVersionInfo InputObject IncludeUserName',
  *run(call) {
    const all = yield* listProcesses();
    const names = call.list('Name').map(textOf);
    const ids = call.has('Id') ? call.list('Id') : (call.input ?? []).flatMap((one) => [idOf(one)]);
    if (names.length === 0 && !call.has('Id') && call.input === undefined) {
      return [...all]
        .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
        .map(processObject);
    }
    const found: Value[] = [];
    for (const name of names) {
      const matches = all.filter((one) => isLike(one.name, name.replace(/\.exe$/i, '')));
      found.push(...matches.map(processObject));
      if (matches.length === 0 && !/[*?]/.test(name)) {
        yield* call.complain(
          `Cannot find a process with the name "${name}". Verify the process name and call the cmdlet again.`,
        );
      }
    }
    for (const id of ids) {
      const match = all.find(({ pid }) => pid === numberOf(id));
      if (match) found.push(processObject(match));
      else yield* call.complain(`Cannot find a process with the process identifier ${textOf(id)}.`);
    }
    return found;
  },
};

/** The process that an object speaks of: its own, or the one that owns a socket. */
function idOf(value: Value): Value {
  if (!isObject(value)) return value;
  return propertyOf(value, 'Id') ?? propertyOf(value, 'OwningProcess');
}

const stopProcess: Cmdlet = {
  name: 'Stop-Process',
  summary: 'end a process: Stop-Process -Id 1234',
  aliases: ['spps', 'kill'],
  parameters: [
    { name: 'Id', position: 0 },
    { name: 'Name', aliases: ['ProcessName'] },
    { name: 'Force', switch: true },
    { name: 'PassThru', switch: true },
    { name: 'InputObject' },
  ],
  absent: 'WhatIf Confirm',
  *run(call) {
    const all = yield* listProcesses();
    const wanted: Value[] = [
      ...call.list('Id'),
      ...call.list('InputObject').map(idOf),
      ...(call.input ?? []).map(idOf),
    ];
    for (const name of call.list('Name').map(textOf)) {
      const matches = all.filter((one) => isLike(one.name, name.replace(/\.exe$/i, '')));
      wanted.push(...matches.map(({ pid }) => pid));
      if (matches.length === 0) {
        yield* call.complain(
          `Cannot find a process with the name "${name}". Verify the process name and call the cmdlet again.`,
        );
      }
    }
    const task = yield* self();
    for (const id of new Set(wanted.map(numberOf))) {
      const one = all.find(({ pid }) => pid === id);
      const ending = one ? yield* endProcess(id) : 'absent';
      if (ending === 'absent')
        yield* call.complain(
          `Cannot find a process with the process identifier ${Number.isNaN(id) ? '' : id}.`,
        );
      if (ending === 'denied')
        yield* call.complain(
          `Cannot stop process "${one?.name} (${id})" because of the following error: Access is denied.`,
        );
      if (id === task.pid) return [];
    }
    return [];
  },
};

const startProcess: Cmdlet = {
  name: 'Start-Process',
  summary: 'start a program beside this PowerShell: Start-Process python "-m http.server 62893"',
  aliases: ['saps', 'start'],
  parameters: [
    { name: 'FilePath', position: 0, aliases: ['PSPath'] },
    { name: 'ArgumentList', position: 1, aliases: ['Args'] },
    { name: 'PassThru', switch: true },
    { name: 'NoNewWindow', switch: true, aliases: ['nnw'] },
    { name: 'Wait', switch: true },
    { name: 'WorkingDirectory' },
    { name: 'WindowStyle', values: ['Normal', 'Hidden', 'Minimized', 'Maximized'] },
    { name: 'RedirectStandardOutput', aliases: ['RSO'] },
    { name: 'RedirectStandardError', aliases: ['RSE'] },
    { name: 'Verb' },
  ],
  absent: 'Credential LoadUserProfile UseNewEnvironment Environment RedirectStandardInput',
  *run(call) {
    const name = call.text('FilePath') ?? '';
    const path = yield* findProgram(name);
    if (path === undefined) {
      throw new PsError(
        'This command cannot be run due to the error: An error occurred trying to start process. The system cannot find the file specified.',
      );
    }
    const task = yield* self();
    const words = call.list('ArgumentList').flatMap((one) => wordsOf(textOf(one)));
    // A new window has output of its own, which this screen does not show.
    const streams = new Map(task.streams);
    if (!call.has('NoNewWindow')) for (const fd of [0, 1, 2]) streams.set(fd, nullStream);
    yield* redirect(call.text('RedirectStandardOutput'), 1);
    yield* redirect(call.text('RedirectStandardError'), 2);
    function* redirect(file: string | undefined, fd: number): Program<void> {
      if (file === undefined) return;
      const opened = openStream(yield* self(), fromWindowsPath(file), 'write');
      if (!opened.ok) throw new PsError(`Could not find a part of the path '${file}'.`);
      streams.set(fd, opened.value);
    }
    const folder = call.text('WorkingDirectory');
    const started = yield* startProgram([path, ...words], {
      streams,
      group: 'new',
      calledAs: name.replace(/\.exe$/i, ''),
      ...(folder !== undefined && { cwd: fromWindowsPath(folder) }),
    });
    if (!started.ok)
      throw new PsError(
        'This command cannot be run due to the error: The system cannot start another process.',
      );
    if (isTrue(call.value('Wait'))) yield* waitInFront(task, started.task);
    if (!call.has('PassThru')) return [];
    const facts = (yield* listProcesses()).find(({ pid }) => pid === started.task.pid);
    return facts ? [processObject(facts)] : [];
  },
};

/** One text with several arguments, as they are often given. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

export const processCmdlets: readonly Cmdlet[] = [getProcess, stopProcess, startProcess];
