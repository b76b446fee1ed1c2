/** Which of three ports may a system pick by itself, for the near end of an outgoing connection? */
import { isEphemeral, OPERATING_SYSTEMS, SYSTEM_PORTS } from '../../ports/operating-systems.ts';
import type { Random } from '../../simulator/random.ts';
import { between, type MadeQuestion, shuffled } from './made-question.ts';

export function makeEphemeral(random: Random): MadeQuestion {
  const system = OPERATING_SYSTEMS[random.below(OPERATING_SYSTEMS.length)] ?? 'linux';
  const { label, ephemeral } = SYSTEM_PORTS[system];
  const { first, last, evidence } = ephemeral;
  const above = last < 65535 ? between(random, last + 1, 65535) : between(random, 32768, first - 1);
  const ports = shuffled(random, [
    between(random, first, last),
    above,
    between(random, 1024, Math.min(first, 32768) - 1),
  ]);
  const range = `${label} picks from ${first} to ${last} unless told otherwise (${evidence}).`;
  return {
    question: `Which of these ports may ${label} pick by itself for an outgoing connection?`,
    choices: ports.map((port) => {
      const right = isEphemeral(port, system);
      return {
        says: String(port),
        right,
        answer: right
          ? range
          : `${range} ${port} is ${port < first ? 'below' : 'above'} that: whatever holds it asked for it by number.`,
      };
    }),
  };
}
