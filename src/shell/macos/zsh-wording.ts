/** What zsh 5.9 says where bash says it otherwise; recorded on zsh 5.9, which macOS 14 and later have. */
import { strerror } from '../../simulator/errno.ts';
import { type Job, type JobState, jobMark } from '../jobs.ts';
import type { Signal } from '../signal.ts';
import type { Wording } from '../wording.ts';

export const zshWording: Wording = {
  version: 'zsh 5.9 (arm64-apple-darwin24.0)\n',
  jobLine: zshJobLine,
  suspended: (text) => `zsh: suspended  ${text}\n`,
  killed: (signal, text) => `zsh: ${signalWord(signal)}  ${text}\n`,
  notFound: (name) => `command not found: ${name}`,
  refused: (path, errno) => `${lower(strerror(errno))}: ${path}`,
  stoppedJobs: 'zsh: you have suspended jobs.\n',
  noMatch: (pattern) => `no matches found: ${pattern}`,
  syntaxError: (message) =>
    message
      .replace(/^.*unexpected token (`.*').*$/s, 'parse error near $1')
      .replace("`newline'", "`\\n'")
      .replace(/^.*unexpected end of file.*$/s, 'parse error'),
};

/** `[1]  + running    sleep 300`; with `-l` the process id stands before the state. */
export function zshJobLine(jobs: readonly Job[], job: Job, long: boolean, state: JobState): string {
  return zshJob(jobs, job, stateWord(state), long);
}

export function zshJob(jobs: readonly Job[], job: Job, word: string, long = false): string {
  const pid = long ? `${job.members[0]?.pid ?? ''} ` : '';
  return `[${job.number}]  ${jobMark(jobs, job)} ${pid}${word.padEnd(9)}  ${job.text}\n`;
}

function stateWord(state: JobState): string {
  switch (state.kind) {
    case 'running':
      return 'running';
    case 'stopped':
      return `suspended${stoppedBy[state.signal] ?? ''}`;
    case 'done':
      if (state.status.kind !== 'exited') return signalWord(state.status.signal);
      return state.status.code === 0 ? 'done' : `exit ${state.status.code}`;
  }
}

const stoppedBy: Partial<Record<Signal, string>> = {
  SIGSTOP: ' (signal)',
  SIGTTIN: ' (tty input)',
};

const signalWords: Partial<Record<Signal, string>> = {
  SIGHUP: 'hangup',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGPIPE: 'broken pipe',
  SIGQUIT: 'quit',
  SIGTERM: 'terminated',
};

function signalWord(signal: Signal): string {
  return signalWords[signal] ?? signal;
}

export function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
