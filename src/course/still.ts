/** Output for a page that is built ahead: lines run on a fresh host of a scene, the same at every build. */
import { allTools } from '../shell/all-tools.ts';
import { createMachine } from '../shell/machine.ts';
import { runTranscript, type TranscriptEntry } from '../shell/transcript.ts';
import { createHost } from '../simulator/host.ts';
import { createNetwork } from '../simulator/network.ts';
import { userOf } from './scene.ts';
import { findScene } from './scenes/index.ts';

/** 5 January 2026, 9:00 UTC: a civil time for the logs, so that a build does not change with its day. */
const epoch = 1_767_603_600_000;

/** What some programs print only on a terminal; a still has one style. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: styles are escape sequences.
const styles = /\x1b\[[\d;]*m|\x1b\]8;;[^\x1b]*\x1b\\/g;

/** @throws for an unknown scene */
export function runStill(sceneName: string, lines: readonly string[]): readonly TranscriptEntry[] {
  const scene = findScene(sceneName);
  const host = createHost(createNetwork({ seed: 62893 }), scene.host);
  const { services } = scene;
  const machine = createMachine({ host, user: userOf(scene), epoch, tools: allTools, services });
  return runTranscript(machine, lines).map(({ prompt, command, output }) => ({
    prompt,
    command,
    output: output.replace(styles, ''),
  }));
}
