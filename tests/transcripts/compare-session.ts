/** What a session showed against what its file says. */

import { lineDifference } from './line-difference.ts';
import { createNormalise } from './normalise.ts';
import { writeOutput } from './output-lines.ts';
import type { Session } from './session.ts';

export interface Difference {
  /** The line of the step in its file. */
  readonly line: number;
  readonly typed: string;
  readonly expected: readonly string[];
  readonly came: readonly string[];
}

/** @param outputs by step */
export function compareSession(session: Session, outputs: readonly string[]): readonly Difference[] {
  const typed = session.steps.map(({ action }) => JSON.stringify(action));
  const ofFile = createNormalise(typed);
  const ofRun = createNormalise(typed);
  return session.steps.flatMap(({ action, output, line }, index) => {
    const expected = writeOutput(ofFile(output));
    const came = writeOutput(ofRun(outputs[index] ?? ''));
    if (expected.join('\n') === came.join('\n')) return [];
    return [{ line, typed: typedText(action), expected, came }];
  });
}

function typedText(action: Session['steps'][number]['action']): string {
  switch (action.kind) {
    case 'command':
      return `$ ${action.lines.join('\n> ')}`;
    case 'input':
      return `type ${action.text}`;
    case 'key':
      return action.key;
    case 'wait':
      return `wait ${action.milliseconds / 1000}s`;
    case 'terminal':
      return `terminal ${action.number}`;
  }
}

/** Expected lines with `-`, those that came with `+`; equal ones in between stay plain. */
export function differenceText({ typed, expected, came }: Difference): string {
  return [typed, ...lineDifference(expected, came)].join('\n');
}
