import { expect, test } from 'vitest';
import { listeningHost } from '../../../src/course/checks/read-ss.ts';
import { allTools } from '../../../src/shell/all-tools.ts';
import { createMachine } from '../../../src/shell/machine.ts';
import { runTranscript } from '../../../src/shell/transcript.ts';
import { root } from '../../../src/simulator/host.ts';
import { createRandom } from '../../../src/simulator/random.ts';

test('the table to be read is what ss prints', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const { host, lines } = listeningHost(createRandom(seed));
    const machine = createMachine({ host, user: root, epoch: 0, tools: allTools });
    const [entry] = runTranscript(machine, ['ss -tlnp | cat']);
    expect(
      entry?.output
        .trimEnd()
        .split('\n')
        .map((line) => line.trimEnd()),
    ).toEqual(lines);
  }
});
