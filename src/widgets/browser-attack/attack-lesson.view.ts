/** What the attack of a lesson says, without the page it stands on. */
import { type Setting, useOwnPage, worksIn } from '../../course/browser/attacks.ts';
import { carryOutAgainst, type LessonAttack, switchesOf } from '../../course/browser/lesson-attacks.ts';
import type { Check } from '../../course/browser/page-request.ts';
import type { Release } from '../../course/browser/vite.ts';
import type { AttackMade } from '../../course/step.ts';
import { gateWord, logLine, pathOf, tellOutcome, whatRemains } from './browser-attack.view.ts';

export interface ToldAttack {
  readonly works: boolean;
  /** The outcome, and what is left to think of. */
  readonly sentences: readonly string[];
  readonly checks: readonly Check[];
  readonly log: readonly string[];
  /** What the page's world is told; nothing while the attack was stopped, but not well. */
  readonly made: AttackMade | undefined;
}

/** @param chosen ids of defences that are on, or the version that runs */
export function tellAttack(
  lesson: LessonAttack,
  chosen: ReadonlySet<string>,
  connect: Setting['connect'],
): ToldAttack {
  const { attack } = lesson;
  const { setting, outcome } = carryOutAgainst(attack, switchesOf(lesson, chosen), connect);
  const works = outcome.succeeded;
  const remains = works || attack.ownPages ? undefined : whatRemains(attack, setting, useOwnPage(setting));
  const stopped = !works && remains === undefined && worksIn(attack, setting).length === 0;
  return {
    works,
    sentences: [tellOutcome(attack, outcome), ...(remains === undefined ? [] : [remains])],
    checks: outcome.checks,
    log: outcome.exchanges.map((exchange) => logLine(exchange, pathOf(attack))),
    made: works || stopped ? { attack: attack.id, outcome: works ? 'succeeded' : 'stopped' } : undefined,
  };
}

/** `Host check: stopped.` */
export function checkHead(check: Check): string {
  return `${check.what}: ${gateWord(check)}.`;
}

export function releaseName({ version }: Release): string {
  return `Vite ${version}`;
}
