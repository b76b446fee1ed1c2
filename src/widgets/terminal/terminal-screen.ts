/** The screen of a terminal: xterm.js in the page's colours. Loaded by import() when a terminal comes into view. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import rules from '@xterm/xterm/css/xterm.css?inline';
import { widthOf } from '../../shell/text-width.ts';
import { adoptStyles, divertSpanStyles, withAdoptedStyles } from './adopted-styles.ts';
import { themeFrom } from './terminal-colours.view.ts';
import { type KeyMeaning, meaningOf } from './terminal-keys.view.ts';

export interface ScreenOptions {
  readonly container: HTMLElement;
  readonly fontFamily: string;
  readonly fontSize: number;
  readonly readerMode: boolean;
  onType(text: string): void;
  onResize(columns: number, rows: number): void;
}

export interface Screen {
  readonly columns: number;
  readonly rows: number;
  /** True while there is so much to draw that whoever prints should wait. */
  readonly behind: boolean;
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
/** Characters that may wait to be drawn: a few frames' worth. */
const backlog = 100_000;
/** Of a longer text only the end is drawn: the rest would scroll out of reach in the same moment. */
const longest = 500_000;
/** What is typed or pasted at once, at most; the host takes less and says so. */
const longestPaste = 100_000;
const pasteEnd = '\x1b[201~';

let rulesAdopted = false;

export function openScreen(options: ScreenOptions): Screen {
  if (!rulesAdopted) {
    adoptStyles(rules);
    divertSpanStyles();
  }
  rulesAdopted = true;
  const terminal = new Terminal({
    theme: colours(options.container),
    fontFamily: options.fontFamily,
    fontSize: options.fontSize,
    lineHeight: 1.2,
    scrollback,
    cursorBlink: false,
    cursorInactiveStyle: 'outline',
    // The line editor counts on it: it knows where its line wraps at every width.
    reflowCursorLine: true,
    screenReaderMode: options.readerMode,
    // curl marks where a redirect leads as a link: to a host of this page, where no browser can go.
    linkHandler: { activate() {} },
    // For the width of characters, which the line editor and the screen must agree about.
    allowProposedApi: true,
  });
  terminal.unicode.register(widths);
  terminal.unicode.activeVersion = widths.version;
  const fitting = new FitAddon();
  terminal.loadAddon(fitting);
  const dropStyles = withAdoptedStyles(() => terminal.open(options.container));

  let last: KeyMeaning = 'type';
  let prefix = '';
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.type !== 'keydown') return true;
    const { key, ctrlKey: ctrl, metaKey: meta, shiftKey: shift } = event;
    last = meaningOf({ key, ctrl, meta, shift }, last === 'hold');
    prefix = last === 'hold' || (last === 'type' && prefix) ? '\x1b' : '';
    if (last === 'copy') {
      event.preventDefault();
      // xterm puts its selection on the clipboard when a copy is asked for.
      document.execCommand('copy');
    }
    return last === 'type';
  });
  terminal.onData((text) => {
    const typed = prefix + text;
    prefix = '';
    if (typed.length <= longestPaste) options.onType(typed);
    else options.onType(typed.slice(0, longestPaste) + (typed.endsWith(pasteEnd) ? pasteEnd : ''));
  });
  terminal.onResize(({ cols, rows }) => options.onResize(cols, rows));
  fitting.fit();

  let waiting = 0;
  return {
    get columns() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    get behind() {
      return waiting > backlog;
    },
    write(text) {
      const shown = text.length > longest ? text.slice(text.indexOf('\n', text.length - longest) + 1) : text;
      waiting += shown.length;
      terminal.write(shown, () => {
        waiting -= shown.length;
      });
    },
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

/** In xterm's terms: bit 0 says that it joins the character before, the next two bits are the width. */
const widths = {
  version: 'homeport',
  wcwidth: (codepoint: number) => widthOf(String.fromCodePoint(codepoint)),
  charProperties(codepoint: number, preceding: number): number {
    const width = widthOf(String.fromCodePoint(codepoint));
    const before = (preceding >> 1) & 3;
    return width === 0 && before > 0 ? (before << 1) | 1 : width << 1;
  },
};

function colours(container: HTMLElement): Record<string, string> {
  const style = getComputedStyle(container);
  return { ...themeFrom((token) => style.getPropertyValue(token)) };
}
