/** The screen of a terminal: xterm.js in the page's colours. Loaded by import() when a terminal comes into view. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import rules from '@xterm/xterm/css/xterm.css?inline';
import { adoptStyles, withAdoptedStyles } from './adopted-styles.ts';
import { themeFrom } from './terminal-colours.view.ts';
import { type KeyMeaning, meaningOf } from './terminal-keys.view.ts';

export interface ScreenOptions {
  readonly container: HTMLElement;
  readonly fontFamily: string;
  readonly fontSize: number;
  onType(text: string): void;
  onResize(columns: number, rows: number): void;
}

export interface Screen {
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
  erase(): void;
  /** Takes the page's colours as they are now. */
  drawColours(): void;
  setReaderMode(on: boolean): void;
  /** Fits the screen to its container; nothing happens while that has no size. */
  fit(): void;
  focus(): void;
  close(): void;
}

/** Lines that can be scrolled back to. */
const scrollback = 2000;

let rulesAdopted = false;

export function openScreen(options: ScreenOptions): Screen {
  if (!rulesAdopted) adoptStyles(rules);
  rulesAdopted = true;
  const terminal = new Terminal({
    theme: colours(options.container),
    fontFamily: options.fontFamily,
    fontSize: options.fontSize,
    lineHeight: 1.2,
    scrollback,
    cursorBlink: false,
    cursorInactiveStyle: 'outline',
  });
  const fitting = new FitAddon();
  terminal.loadAddon(fitting);
  const dropStyles = withAdoptedStyles(() => terminal.open(options.container));

  let last: KeyMeaning = 'type';
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.type !== 'keydown') return true;
    const press = { key: event.key, ctrl: event.ctrlKey, meta: event.metaKey };
    last = meaningOf(press, last === 'leave-next', terminal.hasSelection());
    return last === 'type';
  });
  terminal.onData((text) => options.onType(text));
  terminal.onResize(({ cols, rows }) => options.onResize(cols, rows));
  fitting.fit();

  return {
    get columns() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    write: (text) => terminal.write(text),
    erase: () => terminal.reset(),
    drawColours() {
      terminal.options.theme = colours(options.container);
    },
    setReaderMode(on) {
      terminal.options.screenReaderMode = on;
    },
    fit() {
      if (options.container.clientWidth > 0) fitting.fit();
    },
    focus: () => terminal.focus(),
    close() {
      terminal.dispose();
      dropStyles();
    },
  };
}

function colours(container: HTMLElement): Record<string, string> {
  const style = getComputedStyle(container);
  return { ...themeFrom((token) => style.getPropertyValue(token)) };
}
