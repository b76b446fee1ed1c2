/**
 * xterm writes its rules into <style> elements, which the content security policy refuses. A constructed style sheet is
 * not refused, because only a script can make one. So while xterm builds its screen, a request for a <style> element is
 * given one that is never filled: the text that xterm sets goes into a style sheet of the document instead, then and
 * whenever the colours or the size change.
 */

/** Runs `build`; the returned function takes the style sheets away again. */
export function withAdoptedStyles(build: () => void): () => void {
  const sheets: CSSStyleSheet[] = [];
  const create = document.createElement;
  document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create.call(document, name, options);
    if (name === 'style') sheets.push(divertText(element));
    return element;
  };
  try {
    build();
  } finally {
    // The own property goes, and the one of the prototype is seen again.
    Reflect.deleteProperty(document, 'createElement');
  }
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
  };
}

/** Makes a style sheet that gets what is set as the element's text. */
function divertText(element: HTMLElement): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  let held = '';
  Object.defineProperty(element, 'textContent', {
    get: () => held,
    set(text: string) {
      held = text;
      sheet.replaceSync(text);
    },
  });
  return sheet;
}

/** Adopts a style sheet that belongs to the whole page. */
export function adoptStyles(text: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/**
 * xterm colours a selected or a 24-bit character through the `style` attribute of its <span>, which the policy refuses
 * as well. The same text set through the element's style object is allowed, and means the same.
 */
export function divertSpanStyles(): void {
  const spans = HTMLSpanElement.prototype;
  const set = spans.setAttribute;
  spans.setAttribute = function (name: string, value: string): void {
    if (name === 'style') this.style.cssText = value;
    else set.call(this, name, value);
  };
}
