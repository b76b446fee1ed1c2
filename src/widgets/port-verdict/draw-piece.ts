import type { Piece } from './piece.ts';

/** Draws a piece as DOM nodes; text stays text, whatever was typed. */
export function drawPiece(piece: Piece): Node {
  if (typeof piece === 'string') return document.createTextNode(piece);
  const element = document.createElement(piece.tag);
  for (const [name, value] of Object.entries(piece.attributes)) element.setAttribute(name, value);
  element.append(...piece.children.map(drawPiece));
  return element;
}
