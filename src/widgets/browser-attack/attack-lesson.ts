/** One attack of a website in a lesson: carried out by the model; nothing is ever sent anywhere. */
import { type LessonAttack, readLessonAttack } from '../../course/browser/lesson-attacks.ts';
import type { Check } from '../../course/browser/page-request.ts';
import { adoptStyles } from '../terminal/adopted-styles.ts';
import type { PageWorld } from '../world/page-world.ts';
import { openWorld } from '../world/world-door.ts';
import rules from './attack-lesson.css?inline';
import { checkHead, releaseName, type ToldAttack, tellAttack } from './attack-lesson.view.ts';
import { Reach } from './reach.ts';

let adopted = false;

export class AttackLesson {
  readonly #root: HTMLElement;
  readonly #lesson: LessonAttack;
  readonly #listening = new AbortController();
  readonly #form = document.createElement('form');
  readonly #told = element('div', 'attack-told', '');
  readonly #checks = element('ol', 'attack-steps', '');
  readonly #log = element('p', 'attack-log machine', '');
  #alone: Reach | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
    const { attack = '', defences, on } = root.dataset;
    const lesson = readLessonAttack(attack, defences, on);
    if (typeof lesson === 'string') throw new Error(lesson);
    this.#lesson = lesson;
    if (!adopted) adoptStyles(rules);
    adopted = true;
    this.#furnish();
    const { signal } = this.#listening;
    this.#form.addEventListener('submit', (event) => this.#onSubmit(event), { signal });
    this.#form.addEventListener('change', () => this.#clear(), { signal });
    document.addEventListener('world-reset', () => this.#startOver(), { signal });
  }

  end(): void {
    this.#listening.abort();
  }

  #furnish(): void {
    const { attack } = this.#lesson;
    this.#form.className = 'attack-lesson';
    this.#form.noValidate = true;
    this.#form.setAttribute('aria-label', `Attack: ${attack.name}`);

    const browser = element('div', 'attack-window', '');
    const bar = element('p', 'attack-bar', '');
    const address = element('span', 'attack-address machine', '');
    address.append(element('span', 'visually-hidden', 'Open in the browser: '), attack.page);
    bar.append(address);
    const code = element('pre', '', '');
    code.append(element('code', '', attack.code));
    browser.append(bar, element('p', 'attack-tries', attack.tries), code);

    const button = element('button', 'button', 'Carry out the attack');
    button.setAttribute('type', 'submit');
    this.#told.setAttribute('role', 'status');
    this.#checks.setAttribute('aria-label', 'What it met on its way');
    this.#form.append(browser, this.#server(), button, this.#told, this.#checks, this.#log);
    this.#root.replaceChildren(this.#form);
    this.#clear();
  }

  #server(): HTMLElement {
    const { attack, defences, releases, on } = this.#lesson;
    const set = element('fieldset', 'attack-server', '');
    const where = `http://localhost:${new URL(attack.target).port}`;
    set.append(
      element(
        'legend',
        'label',
        releases.length > 0 ? `Your server, ${where}, is` : `Your server, ${where}, has`,
      ),
    );
    for (const [index, release] of releases.entries())
      set.append(choice('radio', release.version, index === 0, releaseName(release), release.says));
    for (const { id, name, says } of defences) set.append(choice('checkbox', id, on.has(id), name, says));
    return set;
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void openWorld().then(
      (world) => this.#carryOut(world),
      () =>
        this.#told.replaceChildren(
          element('p', '', 'A part of this page did not load. Press again to try again.'),
        ),
    );
  }

  #carryOut(world: PageWorld): void {
    if (this.#listening.signal.aborted) return;
    const chosen = new Set(new FormData(this.#form).getAll('chosen').map(String));
    const told = tellAttack(this.#lesson, chosen, this.#reach(world).connect);
    this.#tell(told);
    if (told.made) world.attackMade(told.made);
  }

  /** The application runs in the lesson's world; a release of the past on a host of its own. */
  #reach(world: PageWorld): Reach {
    const { attack, releases } = this.#lesson;
    const port = Number(new URL(attack.target).port);
    if (releases.length > 0 && this.#alone) return this.#alone;
    const reach = releases.length > 0 ? Reach.alone() : Reach.within(world);
    if (releases.length > 0) this.#alone = reach;
    if (reach.connect('127.0.0.1', port)) reach.bind('127.0.0.1', port);
    return reach;
  }

  #tell({ works, sentences, checks, log }: ToldAttack): void {
    this.#told.dataset['outcome'] = works ? 'works' : 'stopped';
    this.#told.replaceChildren(...sentences.map((sentence) => element('p', '', sentence)));
    this.#checks.replaceChildren(...checks.map(line));
    this.#log.replaceChildren(
      element('span', 'label', 'Log of your server '),
      log.length > 0 ? log.join(' | ') : '(nothing arrived)',
    );
  }

  /** What stands here was of other settings. */
  #clear(): void {
    delete this.#told.dataset['outcome'];
    this.#told.replaceChildren();
    this.#checks.replaceChildren();
    this.#log.replaceChildren();
  }

  #startOver(): void {
    this.#form.reset();
    this.#clear();
  }
}

function choice(
  type: 'radio' | 'checkbox',
  value: string,
  on: boolean,
  name: string,
  says: string,
): HTMLElement {
  const label = element('label', '', '');
  const input = document.createElement('input');
  input.type = type;
  input.name = 'chosen';
  input.value = value;
  // So that a reset of the form comes back to it.
  input.defaultChecked = on;
  const words = element('span', '', '');
  words.append(element('b', '', name), ` ${says}`);
  label.append(input, words);
  return label;
}

function line(check: Check): HTMLElement {
  const item = element('li', '', '');
  item.dataset['passed'] = check.passed ? 'yes' : 'no';
  item.append(element('b', '', checkHead(check)), ` ${check.why}`);
  return item;
}

function element(name: string, className: string, text: string): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
