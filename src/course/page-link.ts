/**
 * What the fragment of a page's address asks for: a scene by its name, and the steps that were taken in it.
 *
 *     #scene=container
 *     #scene=container&steps=1.W10
 *     #lab=1.W10                      the bind lab's own way to say steps
 */
import { readLink, writeLink } from './share-link.ts';
import type { WorldStep } from './world.ts';

export interface PageLink {
  /** A scene that there is; undefined: the page's own. */
  readonly scene: string | undefined;
  readonly steps: readonly WorldStep[] | undefined;
  /** What was wrong with it, and what would be right. */
  readonly problem: string | undefined;
}

export const linkProblems = {
  newer: 'This link was made by a newer version of Homeport, which this page cannot read.',
  broken: 'This link is broken: a part of it is missing or changed.',
  'too long': 'This link is longer than any that Homeport makes.',
} as const;

/** @param fragment with its `#`; one that asks for nothing of the kind leads to a heading, and is no mistake */
export function readPageLink(fragment: string, scenes: readonly string[]): PageLink {
  const fields = new Map<string, string>();
  for (const part of fragment.replace(/^#/, '').split('&')) {
    const [, key = '', value = ''] = /^(scene|steps|lab)=(.*)$/s.exec(part) ?? [];
    if (key) fields.set(key === 'lab' ? 'steps' : key, value);
  }
  const scene = fields.get('scene');
  const text = fields.get('steps');
  if (scene !== undefined && !scenes.includes(scene)) {
    const named = scene === '' ? 'The link names no scene.' : `There is no scene “${clipped(scene)}”.`;
    return { scene: undefined, steps: undefined, problem: `${named} There is ${listed(scenes)}.` };
  }
  if (text === undefined) return { scene, steps: undefined, problem: undefined };
  const read = readLink(text);
  return read.ok
    ? { scene, steps: read.steps, problem: undefined }
    : { scene, steps: undefined, problem: linkProblems[read.problem] };
}

/** @param scene undefined: the page's own */
export function writePageLink(
  key: 'steps' | 'lab',
  steps: readonly WorldStep[],
  scene: string | undefined,
): string {
  return `#${scene === undefined ? '' : `scene=${scene}&`}${key}=${writeLink(steps)}`;
}

/** Whether a fragment is one of these at all. */
export function isPageLink(fragment: string): boolean {
  return /^#(?:.*&)?(?:scene|steps|lab)=/s.test(fragment);
}

function clipped(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
