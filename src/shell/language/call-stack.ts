/**
 * A stack of its own for programs that call programs: as deep as a script nests its functions, without deepening
 * the stack of the machine that runs us.
 */
import { type Call, Interrupt, type Program } from '../program.ts';
import type { Signal } from '../signal.ts';

class Enter implements Call {
  readonly name = 'call';
  readonly program: Program<unknown>;
  result: { readonly value: unknown } | undefined;
  constructor(program: Program<unknown>) {
    this.program = program;
  }
  attempt(): boolean {
    return true;
  }
}

/** Runs a program one level deeper on the stack of `onOwnStack`. */
export function* enter<T>(program: Program<T>): Program<T> {
  let value: { readonly of: T } | undefined;
  function* kept(): Program<void> {
    value = { of: yield* program };
  }
  yield new Enter(kept());
  if (!value) throw new Error('a program ended without a value');
  return value.of;
}

/**
 * @param keeps asked when a signal arrives at a call: true keeps the signal for later, and the call goes on waiting
 */
export function* onOwnStack<T>(main: Program<T>, keeps: (signal: Signal, call: Call) => boolean): Program<T> {
  let result: { readonly of: T } | undefined;
  function* first(): Program<void> {
    result = { of: yield* main };
  }
  const stack: Program<unknown>[] = [first()];
  let thrown: { readonly error: unknown } | undefined;
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    let step: IteratorResult<Call, unknown>;
    try {
      const error = thrown;
      thrown = undefined;
      step = error ? top.throw(error.error) : top.next();
    } catch (error) {
      stack.pop();
      thrown = { error };
      continue;
    }
    if (step.done) stack.pop();
    else if (step.value instanceof Enter) stack.push(step.value.program);
    else thrown = yield* make(step.value, keeps);
  }
  if (thrown) throw thrown.error;
  if (!result) throw new Error('a program ended without a value');
  return result.of;
}

function* make(
  call: Call,
  keeps: (signal: Signal, call: Call) => boolean,
): Program<{ readonly error: unknown } | undefined> {
  for (;;) {
    try {
      yield call;
      return undefined;
    } catch (error) {
      if (!(error instanceof Interrupt) || !keeps(error.signal, call)) return { error };
    }
  }
}
