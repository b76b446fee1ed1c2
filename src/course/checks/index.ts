/** Every kind of question that is made from the simulator; a page fetches the one that it asks. */
import type { Maker } from './made-question.ts';

export const questionKinds = [
  'address-parts',
  'bind-conflict',
  'ephemeral',
  'first-match',
  'range',
  'reach',
  'read-ss',
  'verdict',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

export function toQuestionKind(text: unknown): QuestionKind | undefined {
  return questionKinds.find((kind) => kind === text);
}

export async function loadMaker(kind: QuestionKind): Promise<Maker> {
  switch (kind) {
    case 'address-parts':
      return (await import('./address-parts.ts')).makeAddressParts;
    case 'bind-conflict':
      return (await import('./bind-conflict.ts')).makeBindConflict;
    case 'ephemeral':
      return (await import('./ephemeral.ts')).makeEphemeral;
    case 'first-match':
      return (await import('./first-match.ts')).makeFirstMatch;
    case 'range':
      return (await import('./range.ts')).makeRange;
    case 'reach':
      return (await import('./reach.ts')).makeReach;
    case 'read-ss':
      return (await import('./read-ss.ts')).makeReadSs;
    case 'verdict':
      return (await import('./verdict.ts')).makeVerdict;
  }
}
