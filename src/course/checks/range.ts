/** Which of the registry's three ranges does a port lie in? */
import { PORT_RANGES, rangeOf } from '../../ports/ranges.ts';
import type { Random } from '../../simulator/random.ts';
import { between, type MadeQuestion, pick } from './made-question.ts';

/** The edges are where people go wrong. */
const edges = [1, 1023, 1024, 49151, 49152, 65535] as const;

export function makeRange(random: Random): MadeQuestion {
  const range = PORT_RANGES[random.below(PORT_RANGES.length)];
  const inside = range ? between(random, Math.max(1, range.first), range.last) : 1;
  const port = random.below(3) === 0 ? pick(random, edges) : inside;
  const lies = rangeOf(port);
  return {
    question: `Which of the registry’s ranges does port ${port} lie in?`,
    choices: PORT_RANGES.map((one) => ({
      says: `The ${one.name} ports, also called ${one.olderNames.join(' or ')}`,
      right: one === lies,
      answer:
        one === lies
          ? `${one.first} to ${one.last}; ${one.assigned}.`
          : `Those run from ${one.first} to ${one.last}, and ${port} is ${port < one.first ? 'below' : 'above'}.`,
    })),
  };
}
