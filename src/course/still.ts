/** Output for a page that is built ahead: lines run on the learner's host of a fresh scene, the same at every build. */
import { allTools } from '../shell/all-tools.ts';
import { createMachine, type Machine } from '../shell/machine.ts';
import { runTranscript, type TranscriptEntry } from '../shell/transcript.ts';
import { createHost } from '../simulator/host.ts';
import { createNetwork } from '../simulator/network.ts';
import type { SystemName } from '../simulator/os/system-rules.ts';
import { hostsOf, userOf } from './scene.ts';
import { findScene } from './scenes/index.ts';

/** 5 January 2026, 9:00 UTC: a civil time for the logs, so that a build does not change with its day. */
const epoch = 1_767_603_600_000;

/** What some programs print only on a terminal; a still has one style. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: styles are escape sequences.
const styles = /\x1b\[[\d;]*m|\x1b\]8;;[^\x1b]*\x1b\\/g;

/**
 * @param system what the learner's own host runs; the scene's own when left out
 * @throws for an unknown scene
 */
export function runStill(
  sceneName: string,
  lines: readonly string[],
  system?: SystemName,
): readonly TranscriptEntry[] {
  const network = createNetwork({ seed: 62893 });
  const residents = hostsOf(findScene(sceneName)).map((one, index) => {
    const host = createHost(network, index === 0 && system ? { ...one.host, system } : one.host);
    const user = host.users.find(({ name }) => name === one.user) ?? userOf(one);
    const { services, configuration, prepared } = one;
    return { host, user, services, configuration, prepared };
  });
  const machines: Machine[] = [];
  for (const resident of residents) createMachine({ ...resident, epoch, tools: allTools, machines });
  const [own] = machines;
  if (!own) throw new Error('a scene without a host');
  return runTranscript(own, lines).map(({ prompt, command, output }) => ({
    prompt,
    command,
    // HTTP ends its lines with CR LF, which a terminal shows as one line's end.
    output: output.replace(styles, '').replaceAll('\r\n', '\n'),
  }));
}
