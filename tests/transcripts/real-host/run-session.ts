/** Types a session on real terminals, each step when the one before is over. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type Action, characterOf, endsAtPrompt, terminalAt } from '../session.ts';
import { bury } from './devices.ts';
import { activityOf } from './idle.ts';
import type { SessionAnswer, SessionRequest } from './messages.ts';
import { openRealTerminal, type RealTerminal, withoutPrompts } from './terminal.ts';

/** Milliseconds: how long nothing may happen for a step to count as over, and how often to look. */
const quiet = 80;
const glance = 20;
/** Some programs wake up for nothing now and then; after so long without output they count as quiet. */
const restless = 700;
const patience = 25_000;

class Stuck extends Error {}

export async function runSession(inside: string, request: SessionRequest): Promise<SessionAnswer> {
  const { steps } = request;
  const terminals = new Map<number, RealTerminal>();
  const outputs: string[] = [];
  let line = steps[0]?.line ?? 1;
  try {
    for (const [index, step] of steps.entries()) {
      line = step.line;
      const number = terminalAt(steps, index);
      const terminal = terminals.get(number) ?? openRealTerminal(inside, request);
      const settled = (back: boolean): Promise<void> => settle(inside, terminals, terminal, back);
      if (!terminals.has(number)) {
        terminals.set(number, terminal);
        await settled(true);
        terminal.take();
      }
      outputs.push(await perform(terminal, step.action, endsAtPrompt(steps, index), settled));
    }
    return { kind: 'ran', outputs };
  } catch (error) {
    if (!(error instanceof Stuck)) throw error;
    return { kind: 'stuck', line, reason: error.message };
  }
}

/** @returns what the terminal showed, without what was typed */
async function perform(
  terminal: RealTerminal,
  action: Action,
  back: boolean,
  settled: (back: boolean) => Promise<void>,
): Promise<string> {
  /** The terminal shows a key as `echo`, and a line as it is. */
  const type = async (text: string, echo: string, last: boolean): Promise<string> => {
    terminal.type(text);
    await settled(last && back);
    return withoutPrompts(terminal.take()).replace(echo, '');
  };
  switch (action.kind) {
    case 'command': {
      let shown = '';
      for (const [index, text] of action.lines.entries()) {
        shown += await type(`${text}\n`, `${text}\n`, index === action.lines.length - 1);
      }
      return shown;
    }
    case 'input':
      return type(`${action.text}\n`, `${action.text}\n`, true);
    case 'key':
      return type(characterOf(action.key), action.key, true);
    case 'wait':
    case 'terminal':
      if (action.kind === 'wait') await setTimeout(action.milliseconds);
      await settled(back);
      return withoutPrompts(terminal.take());
  }
}

/** Waits until every process waits, no terminal shows anything more and, if asked, the prompt is back. */
async function settle(
  inside: string,
  terminals: ReadonlyMap<number, RealTerminal>,
  terminal: RealTerminal,
  back: boolean,
): Promise<void> {
  const proc = `${inside}/proc`;
  const shown = (): number => [...terminals.values()].reduce((sum, one) => sum + one.shown(), 0);
  const began = performance.now();
  let last: string | undefined;
  let shownLast = shown();
  let calmSince = performance.now();
  let silentSince = performance.now();
  for (;;) {
    await setTimeout(glance);
    buryTheDead(proc);
    const now = performance.now();
    const activity = activityOf(proc);
    if (shown() !== shownLast) silentSince = now;
    if (activity === undefined || activity !== last || shown() !== shownLast) calmSince = now;
    last = activity;
    shownLast = shown();
    const calm = now - calmSince >= quiet || (now - silentSince >= restless && activity !== undefined);
    if (calm && (!back || terminal.atPrompt())) return;
    if (now - began > patience) {
      if (!back) return;
      throw new Stuck(
        `the shell was not back after ${patience / 1000} s; if the program goes on, press a key (^C) in the next line; the terminal shows ${JSON.stringify(terminal.take())}`,
      );
    }
  }
}

/** Processes whose parent ended become children of this one, and stay as zombies until it has waited for them. */
function buryTheDead(proc: string): void {
  for (const pid of readdirSync(proc)) {
    if (!/^\d+$/.test(pid) || pid === '1') continue;
    try {
      const stat = readFileSync(`${proc}/${pid}/stat`, 'latin1');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z' && parent === '1') bury(Number(pid));
    } catch {
      // It is gone.
    }
  }
}
