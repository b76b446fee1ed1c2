import {
  attacks,
  carryOut,
  type Outcome,
  type OwnUse,
  type Setting,
  useOwnPage,
} from '../../course/browser/attacks.ts';
import { engines } from '../../course/browser/engine.ts';
import type { Check } from '../../course/browser/page-request.ts';
import type { PageWorld } from '../world/page-world.ts';
import {
  type Chosen,
  countStopped,
  gateWord,
  logLine,
  pathOf,
  placeOf,
  reached,
  readChosen,
  tellOutcome,
  whatRemains,
} from './browser-attack.view.ts';
import { Reach } from './reach.ts';

const logKept = 40;
const invitation = 'Carry out the attack. Each check that it meets appears here, in its order.';

/** The attacks on a server of the learner's, carried out by the model; nothing is ever sent anywhere. */
export class BrowserAttack {
  readonly #root: HTMLElement;
  readonly #form: HTMLFormElement | null;
  readonly #listening = new AbortController();
  #reach = Reach.alone();
  #unsubscribe: (() => void) | undefined;
  #bound = '';
  /** The attacks that were carried out, and those of them that have worked once. */
  readonly #triedOut = new Set<string>();
  readonly #worked = new Set<string>();
  #last: Outcome | undefined;
  /** An attack that had worked was stopped once, as the second goal wants it. */
  #stopped = false;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#form = root.querySelector('form');
    const { signal } = this.#listening;
    this.#form?.addEventListener('submit', (event) => this.#carryOut(event), { signal });
    this.#form?.addEventListener('change', () => this.#change(), { signal });
    root.querySelector('[data-do="reset"]')?.addEventListener('click', () => this.#reset(), { signal });
    this.#draw();
  }

  end(): void {
    this.#listening.abort();
    this.#unsubscribe?.();
  }

  /** From now on the server is a process on the page's host. */
  enter(world: PageWorld): void {
    this.#reach = Reach.within(world);
    this.#bound = '';
    this.#draw();
    this.#unsubscribe = world.subscribe(() => this.#draw());
  }

  #chosen(): Chosen {
    const fields = new FormData(this.#form ?? undefined);
    return readChosen((name) => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : undefined;
    });
  }

  #setting({ switches, engine, permission, bind }: Chosen): Setting {
    const { connect } = this.#reach;
    if (bind !== this.#bound) {
      // Before the call, for the world tells its views of each change while it is made.
      this.#bound = bind;
      this.#reach.bind(bind);
    }
    return { switches, engine, permission, connect };
  }

  #carryOut(event: SubmitEvent): void {
    event.preventDefault();
    const chosen = this.#chosen();
    const { attack } = chosen;
    // After "Fresh host" the server is gone; whoever attacks finds it started again.
    if (this.#reach.connect(chosen.bind, 3000)) this.#bound = '';
    const setting = this.#setting(chosen);
    const outcome = carryOut(attack, setting);
    this.#last = outcome;
    this.#triedOut.add(attack.id);
    if (outcome.succeeded) this.#worked.add(attack.id);
    this.#part('gates')?.replaceChildren(...outcome.checks.map(gate));
    this.#log(outcome.exchanges.map((exchange) => logLine(exchange, pathOf(attack))));
    this.#text('note', '');
    const remains = outcome.succeeded ? undefined : whatRemains(attack, setting, useOwnPage(setting));
    const told = this.#part('told');
    if (told) told.dataset['outcome'] = outcome.succeeded ? 'works' : 'stopped';
    told?.replaceChildren(element('p', '', tellOutcome(attack, outcome)));
    if (remains) told?.append(element('p', '', remains));
    told?.scrollIntoView({ block: 'nearest' });
    this.#draw();
  }

  /** What was set has changed: the gates that stand here are of before. */
  #change(): void {
    if (this.#last)
      this.#text('note', 'You changed something since. Carry out the attack again to see what that does.');
    this.#last = undefined;
    this.#part('told')?.replaceChildren();
    this.#draw();
  }

  #reset(): void {
    this.#form?.reset();
    this.#triedOut.clear();
    this.#worked.clear();
    this.#stopped = false;
    this.#last = undefined;
    this.#part('gates')?.replaceChildren();
    this.#part('told')?.replaceChildren();
    this.#part('log')?.replaceChildren();
    this.#text('note', invitation);
    this.#draw();
  }

  #draw(): void {
    const chosen = this.#chosen();
    const { attack, engine } = chosen;
    const setting = this.#setting(chosen);
    this.#text('page', attack.page);
    this.#text('tries', attack.tries);
    this.#text('code', attack.code);
    this.#text('seen', `${engines[engine].evidence}: ${engines[engine].seen}`);
    for (const one of attacks) {
      const tried = this.#triedOut.has(one.id);
      const works = tried && carryOut(one, setting).succeeded;
      const mark = this.#root.querySelector<HTMLElement>(`[data-mark="${one.id}"]`);
      if (!mark) continue;
      mark.dataset['state'] = tried ? (works ? 'works' : 'stopped') : 'untried';
      write(mark, tried ? (works ? 'works' : 'stopped') : '');
    }
    this.#part('own')?.replaceChildren(...useOwnPage(setting).map(ownLine));
    const goals = reached(this.#worked, attack, this.#last, setting);
    this.#stopped ||= goals[1];
    this.#drawGoals([goals[0], this.#stopped, goals[2]]);
    this.#text('count', `${countStopped(setting)} of ${attacks.length} are stopped now.`);
  }

  #drawGoals(goals: readonly boolean[]): void {
    for (const [index, item] of this.#root.querySelectorAll<HTMLElement>('[data-goals] > li').entries()) {
      item.dataset['reached'] = goals[index] ? 'yes' : 'no';
      const tick = item.querySelector('[data-tick]');
      if (tick) write(tick, goals[index] ? 'done' : 'to do');
    }
  }

  #log(lines: readonly string[]): void {
    const place = this.#part('log');
    if (!place) return;
    const said = lines.length > 0 ? lines : ['(nothing arrived)'];
    place.append(...said.map((line) => element('li', '', line)));
    while (place.children.length > logKept) place.firstElementChild?.remove();
    const box = this.#part('scroll');
    if (box) box.scrollTop = box.scrollHeight;
  }

  #part(name: string): HTMLElement | null {
    return this.#root.querySelector(`[data-${name}]`);
  }

  #text(name: string, text: string): void {
    const place = this.#part(name);
    if (place) write(place, text);
  }
}

function write(place: Element, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}

function gate(check: Check): HTMLElement {
  const item = document.createElement('li');
  item.dataset['passed'] = check.passed ? 'yes' : 'no';
  const name = element('p', 'attack-gate-name', '');
  name.append(
    element('span', 'attack-gate-what', check.what),
    ' ',
    element('span', 'attack-gate-word', gateWord(check)),
    ' ',
    element('span', 'attack-gate-place label', placeOf(check)),
  );
  const why = element('p', 'attack-gate-why', `${check.why} `);
  const source = element('a', '', check.source.label);
  source.setAttribute('href', check.source.url);
  why.append(source, ' ', element('span', 'attack-evidence', check.evidence));
  item.append(name, why);
  return item;
}

function ownLine({ name, works, stoppedBy }: OwnUse): HTMLElement {
  const item = element('li', '', `${name} `);
  item.dataset['works'] = works ? 'yes' : 'no';
  item.append(element('span', 'attack-own-word', works ? 'works' : 'broken'));
  if (stoppedBy) item.append(element('span', 'attack-own-why', stoppedBy.why));
  return item;
}

function element(name: string, className: string, text: string): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
