/** A piece of a page as plain data, so that the build and the browser draw the same one. */
export type Piece = string | Element;

export interface Element {
  readonly tag: Tag;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Piece[];
}

export type Tag =
  | 'a'
  | 'button'
  | 'code'
  | 'dd'
  | 'div'
  | 'dl'
  | 'dt'
  | 'li'
  | 'p'
  | 'span'
  | 'strong'
  | 'table'
  | 'tbody'
  | 'td'
  | 'th'
  | 'thead'
  | 'tr'
  | 'ul';

/** `piece('p', 'note', 'text')`: a tag, its class, what is in it. */
export function piece(tag: Tag, name: string, ...children: readonly Piece[]): Element {
  return { tag, attributes: name === '' ? {} : { class: name }, children };
}

/** The same with further attributes; those that are undefined are left out. */
export function withAttributes(
  element: Element,
  attributes: Readonly<Record<string, string | undefined>>,
): Element {
  const known = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...element, attributes: { ...element.attributes, ...Object.fromEntries(known) } };
}

/** The words in a piece, for tests and for announcing. */
export function words(piece: Piece): string {
  return typeof piece === 'string' ? piece : piece.children.map(words).join(' ');
}
