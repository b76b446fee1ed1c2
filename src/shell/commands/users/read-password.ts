import { Interrupt, type Program } from '../../program.ts';
import { complain, read, self, sleep } from '../../syscalls.ts';

/** Milliseconds that a wrong password costs (pam_unix). */
const delay = 2000;

/**
 * Asks for a password as getpass(3) does: what is typed is not shown. Nobody has a password here, so any is wrong.
 *
 * @returns false when there is no terminal to ask at
 */
export function* askForPassword(prompt: string): Program<boolean> {
  const { tty, streams } = yield* self();
  yield* complain(prompt);
  if (!tty || streams.get(0)?.terminal !== tty) return false;
  tty.raw = true;
  try {
    for (;;) {
      const keys = yield* read(0);
      if (keys.includes('\x03')) throw new Interrupt('SIGINT');
      if (keys === '' || ['\r', '\n', '\x04'].some((key) => keys.includes(key))) break;
    }
  } finally {
    tty.raw = false;
  }
  yield* complain('\n');
  yield* sleep(delay);
  return true;
}
