/** Runs a session on the simulated host, as somebody at its terminals would. */
import { findScene } from '../../src/course/scenes/index.ts';
import { allTools } from '../../src/shell/all-tools.ts';
import { createMachine, type Machine } from '../../src/shell/machine.ts';
import { openPlainTerminal, type PlainTerminal } from '../../src/shell/transcript.ts';
import { accountOf, epoch, hostWith, resident } from './scene-host.ts';
import { type Action, characterOf, endsAtPrompt, type Session, settingOf, terminalAt } from './session.ts';

/** After each step so much time passes: what the real host's quiet takes. Delayed acknowledgements (40 ms) are out by then. */
const quiet = 100;
/** The longest time that a step may take: a connect that nobody answers takes 135 s. */
const patience = 200_000;

export function simulatedMachine(session: Session, seed?: number): Machine {
  const { headers, scene } = settingOf(session);
  const { services } = findScene(scene);
  const host = hostWith(headers, scene, seed);
  return createMachine({ host, user: resident, epoch, tools: allTools, services });
}

/** @returns what the terminals showed from each step to the next, without what was typed and without prompts */
export function runOnSimulatedHost(session: Session, seed?: number): readonly string[] {
  const machine = simulatedMachine(session, seed);
  const { columns, user } = settingOf(session);
  const account = accountOf(machine.around.host, user);
  const terminals = new Map<number, PlainTerminal>();
  const terminalNumbered = (number: number): PlainTerminal => {
    const open = terminals.get(number) ?? openPlainTerminal(machine, columns, account);
    if (!terminals.has(number)) open.takeOutput();
    terminals.set(number, open);
    return open;
  };
  return session.steps.map(({ action }, index) => {
    const plain = terminalNumbered(terminalAt(session.steps, index));
    const shown = perform(machine, plain, action);
    if (endsAtPrompt(session.steps, index)) waitForPrompt(machine, plain);
    machine.advance(quiet);
    return shown + takeShown(plain);
  });
}

function perform(machine: Machine, plain: PlainTerminal, action: Action): string {
  switch (action.kind) {
    case 'command': {
      let shown = '';
      for (const line of action.lines) {
        plain.terminal.type(`${line}\r`);
        shown += takeShown(plain).replace(`${line}\n`, '');
      }
      return shown;
    }
    case 'input':
      plain.terminal.type(`${action.text}\r`);
      return takeShown(plain).replace(`${action.text}\n`, '');
    case 'key':
      plain.terminal.type(characterOf(action.key));
      return takeShown(plain).replace(action.key, '');
    case 'wait':
      machine.advance(action.milliseconds);
      return '';
    case 'terminal':
      return '';
  }
}

/** What was shown since this was last asked, without prompts: the second one is a prompt only where the shell waits behind it. */
function takeShown({ terminal, takeOutput }: PlainTerminal): string {
  const text = takeOutput();
  const rest = text.replaceAll(/(?:dev|guest|root)@[\w-]+:[~/]\S*[$#] /g, '');
  return terminal.atPrompt() && text.endsWith('> ') ? rest.slice(0, -2) : rest;
}

function waitForPrompt(machine: Machine, { terminal }: PlainTerminal): void {
  const { network } = machine.around.host;
  const until = network.now + patience;
  while (!terminal.atPrompt()) {
    const due = network.timers.next();
    if (due === undefined || due > until) return;
    machine.advance(Math.max(0, due - network.now));
  }
}
