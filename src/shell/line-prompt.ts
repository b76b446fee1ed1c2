/** Shows a prompt and waits for the first key: all that a terminal does until somebody types. The line editor does the rest. */
import type { Line } from './line-editor.ts';
import { createLineScreen, type LineScreen, type LineView } from './line-screen.ts';
import type { Program } from './program.ts';
import { print, read, self } from './syscalls.ts';

const pasteOn = '\x1b[?2004h';
const pasteOff = '\x1b[?2004l\r';

/**
 * @param prompt may hold colours
 * @param edit reads the line, with the screen that shows the prompt and the first key
 */
export function* askLine(
  prompt: string,
  edit: (screen: LineScreen, key: string) => Program<Line>,
): Program<Line> {
  const { tty } = yield* self();
  if (tty) tty.raw = true;
  try {
    yield* print(pasteOn);
    const screen = createLineScreen();
    const key = yield* nextKey(screen, { prompt, line: { characters: [], cursor: 0 } });
    const line = yield* edit(screen, key);
    yield* print(pasteOff);
    return line;
  } finally {
    if (tty) tty.raw = false;
  }
}

/** Draws the line, and waits for a key; '' when the terminal is gone. */
export function* nextKey(screen: LineScreen, view: LineView): Program<string> {
  const { tty } = yield* self();
  for (;;) {
    yield* print(screen.draw(view, tty?.columns ?? 80, tty?.rows ?? 24));
    const notice = tty?.takeNotice();
    if (!notice) return yield* read(0);
    yield* print(screen.leave() + notice);
  }
}
