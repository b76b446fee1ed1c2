/** The recorded cases of Linux, read and run while the site is built: what a page shows of them. */

// The corpus is the tests' own: a page shows what they run, not a copy of it.
import { errorsIn, readCaseFiles } from '../../tests/conformance/case-files.ts';
import { runOnSimulator } from '../../tests/conformance/simulator-executor.ts';
import { writeLink } from '../course/share-link.ts';
import type { Outcome } from '../simulator/notation/case.ts';
import type { ParsedCallLine, ParsedCase } from '../simulator/notation/parse-cases.ts';
import { printCallLine, printHeader } from '../simulator/notation/print-case.ts';
import type { RuleId } from '../simulator/rules.ts';
import type { TraceEntry } from '../simulator/system-call.ts';
import { labStepsOf } from './lab-steps.ts';

export interface RecordedCall {
  /** The call with its result, in the notation. */
  readonly text: string;
  readonly outcome: 'done' | 'refused' | 'waiting';
  /** The rule that decided, where the result is an errno that a call gave. */
  readonly rule: RuleId | undefined;
}

export interface RecordedCase {
  readonly name: string;
  readonly topic: string;
  /** The rule as a sentence. */
  readonly sentence: string;
  /** The kernel that gave the results; empty when none did. */
  readonly kernel: string;
  /** The host's own addresses and settings, in the notation. */
  readonly headers: readonly string[];
  readonly calls: readonly RecordedCall[];
  /** The fragment that shows this case in the bind lab, where the lab can make its calls. */
  readonly lab: string | undefined;
}

/** The cases of one file: a part of a topic. */
export interface CasePart {
  /** The name of the file, without its extension. */
  readonly name: string;
  readonly topic: string;
  readonly title: string;
  readonly cases: readonly RecordedCase[];
}

/**
 * @param folder holds a folder a topic, and in each the `.case` files
 * @throws when a line cannot be read: a mistake in the corpus, and so a failed build
 */
export async function readRecordedCases(folder = 'tests/conformance/cases'): Promise<readonly CasePart[]> {
  const files = await readCaseFiles([folder]);
  const errors = errorsIn(files);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return files.map(({ path, parsed }) => {
    const [file = '', topic = ''] = path.split(/[\\/]/).reverse();
    return {
      name: file.replace(/\.case$/, ''),
      topic,
      title: parsed.comments.join(' '),
      cases: parsed.cases.map((one) => describe(one, topic)),
    };
  });
}

/** The cases in which each rule decides a call, those with the fewest calls first. */
export function casesByRule(parts: readonly CasePart[]): ReadonlyMap<RuleId, readonly RecordedCase[]> {
  const found = new Map<RuleId, RecordedCase[]>();
  for (const one of parts.flatMap(({ cases }) => cases)) {
    for (const rule of new Set(one.calls.flatMap((call) => call.rule ?? []))) {
      found.set(rule, [...(found.get(rule) ?? []), one]);
    }
  }
  for (const cases of found.values()) cases.sort((a, b) => a.calls.length - b.calls.length);
  return found;
}

function describe(one: ParsedCase, topic: string): RecordedCase {
  const rules = rulesOf(one);
  const steps = labStepsOf(one);
  return {
    name: one.name,
    topic,
    sentence: one.comments.join(' '),
    kernel: one.headers.flatMap((header) => (header.kind === 'recorded' ? header.text : [])).join(', '),
    headers: one.headers.filter(({ kind }) => kind !== 'recorded').map(printHeader),
    calls: one.calls.map((line, index) => ({
      text: printCallLine({ ...line, note: undefined }),
      outcome: rules[index] === undefined ? 'done' : outcomeOf(line),
      rule: rules[index],
    })),
    lab: steps && `#lab=${writeLink(steps)}`,
  };
}

const waiting: readonly string[] = ['EAGAIN', 'EINPROGRESS', 'EALREADY'];

function outcomeOf({ expected }: ParsedCallLine): RecordedCall['outcome'] {
  const [first] = expected;
  if (first?.kind !== 'errno') return 'done';
  return waiting.includes(first.errno) ? 'waiting' : 'refused';
}

/** The rule of the refusal that each call ended with: a connect is asked twice, and the last answer is its result. */
function rulesOf(one: ParsedCase): readonly (RuleId | undefined)[] {
  const entries: TraceEntry[][] = [];
  const seen = runOnSimulator(
    one,
    undefined,
    () => entries.push([]),
    (entry) => entries.at(-1)?.push(entry),
  );
  if (seen.kind === 'not run') return [];
  return seen.steps.map(({ outcome }, index) => ruleOf(outcome, entries[index] ?? []));
}

function ruleOf(outcome: Outcome, entries: readonly TraceEntry[]): RuleId | undefined {
  if (outcome.kind !== 'errno') return undefined;
  const refusals = entries.flatMap(({ result }) => (result.ok ? [] : result));
  return refusals.findLast(({ errno }) => errno === outcome.errno)?.rule;
}
