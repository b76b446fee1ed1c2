/** What a lesson may be made of: each component with its attributes and where it stands. A component that is not here fails. */

/** `text`: name="…" · `flag`: name alone · `number`: name={3} · `list`: name={['…', '…']} */
export type AttributeForm = 'text' | 'flag' | 'number' | 'list';

export interface LessonPart {
  readonly attributes: Readonly<Record<string, AttributeForm>>;
  /** Attributes that it cannot do without. */
  readonly needs?: readonly string[];
  /** The components that it stands in, one of them. */
  readonly inside?: readonly string[];
  /** The only components that stand in it. */
  readonly holds?: readonly string[];
}

const question = { question: 'text' } as const;
const alone: LessonPart = { attributes: {} };

export const lessonParts: Readonly<Record<string, LessonPart>> = {
  AddressTakenApart: alone,
  BrowserAttack: { attributes: { attack: 'text', defences: 'text', on: 'text' }, needs: ['attack'] },
  BySystem: { attributes: { linux: 'text', macos: 'text', windows: 'text' }, holds: ['On'] },
  Check: { attributes: question, needs: ['question'], holds: ['Choice'] },
  Choice: { attributes: { says: 'text', right: 'flag' }, needs: ['says'], inside: ['Predict', 'Check'] },
  Line: { attributes: { has: 'text', right: 'flag' }, needs: ['has'], inside: ['MarkLine'] },
  LoopbackPath: alone,
  MarkLine: {
    attributes: { question: 'text', lines: 'list', otherwise: 'text', scene: 'text' },
    needs: ['question', 'lines', 'otherwise'],
    holds: ['Line'],
  },
  Misconception: { attributes: { claim: 'text' }, needs: ['claim'] },
  On: { attributes: { system: 'text' }, needs: ['system'] },
  Order: { attributes: { question: 'text', items: 'list' }, needs: ['question', 'items'] },
  PacketPath: {
    attributes: { from: 'text', protocol: 'text', to: 'text', port: 'number', after: 'list' },
    needs: ['to'],
  },
  PortRanges: alone,
  Practice: { attributes: { about: 'text', seed: 'number' }, needs: ['about'] },
  Predict: { attributes: question, needs: ['question'], holds: ['Choice'] },
  Reach: { attributes: { listener: 'text', callers: 'text', after: 'list' } },
  Step: { attributes: { done: 'text' }, needs: ['done'], inside: ['Steps'] },
  Steps: { attributes: {}, holds: ['Step'] },
  Term: { attributes: { plain: 'flag' } },
  Transcript: { attributes: { lines: 'list', scene: 'text' }, needs: ['lines'] },
  Try: {
    attributes: {
      run: 'text',
      macos: 'text',
      windows: 'text',
      on: 'text',
      port: 'number',
      panel: 'text',
    },
  },
  Unfold: { attributes: { title: 'text' }, needs: ['title'] },
  Why: { attributes: { rule: 'text', source: 'text', refusal: 'text' }, needs: ['rule', 'source'] },
  YourMachine: { attributes: { run: 'text', macos: 'text', windows: 'text', port: 'number' } },
};

/** How an attribute is written, for whoever wrote it otherwise. */
export function writtenAs(name: string, form: AttributeForm): string {
  switch (form) {
    case 'text':
      return `${name}="…"`;
    case 'flag':
      return name;
    case 'number':
      return `${name}={3}`;
    case 'list':
      return `${name}={['…', '…']}`;
  }
}

/** Text in a fence is a file's. What a machine prints is made by the simulator: `<Transcript>`. */
export const fileLanguages: readonly string[] = [
  'conf',
  'css',
  'diff',
  'dockerfile',
  'html',
  'http',
  'ini',
  'js',
  'json',
  'nginx',
  'python',
  'text',
  'toml',
  'ts',
  'yaml',
];
