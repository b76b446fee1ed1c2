import type { OperatingSystem } from '../../ports/operating-systems.ts';
import type { Registry } from '../../ports/registry.ts';
import {
  BLOCK,
  blockOf,
  type Colour,
  colourOf,
  type Layer,
  type Palette,
  placeOf,
  pointOf,
  SIDE,
} from './port-map.view.ts';

const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** A token's colour, however the style sheet writes it. */
function read(style: CSSStyleDeclaration, token: string): Colour {
  const black = { red: 0, green: 0, blue: 0 };
  if (probe === null) return black;
  probe.fillStyle = '#000';
  probe.fillStyle = style.getPropertyValue(token).trim();
  probe.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data;
  return { red, green, blue };
}

/** The palette of the page as it is now: it follows the light and the dark scheme. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  return {
    system: read(style, '--system-fill'),
    user: read(style, '--user-fill'),
    dynamic: read(style, '--dynamic-fill'),
    refused: read(style, '--refused-fill'),
    paper: read(style, '--paper'),
    ink: read(style, '--ink'),
  };
}

function css({ red, green, blue }: Colour): string {
  return `rgb(${red} ${green} ${blue})`;
}

interface Marks {
  /** Any port of the block that is magnified. */
  readonly under: number;
  readonly port: number;
  readonly pointed: number | undefined;
  readonly palette: Palette;
}

/** A line with an edge in the paper's colour, to be seen on every hue. */
function outlined(context: CanvasRenderingContext2D, palette: Palette, thin: number, path: () => void): void {
  for (const [colour, width] of [
    [palette.paper, thin * 3],
    [palette.ink, thin],
  ] as const) {
    context.strokeStyle = css(colour);
    context.lineWidth = width;
    context.beginPath();
    path();
    context.stroke();
  }
}

/** The lit port with its cross-hair, and the frame of the magnified block. */
export function drawMarks(canvas: HTMLCanvasElement, { under, port, pointed, palette }: Marks): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const size = canvas.width;
  const cell = size / SIDE;
  const thin = Math.max(1, Math.round(devicePixelRatio * 1.25));
  context.clearRect(0, 0, size, size);
  const corner = placeOf(blockOf(under));
  outlined(context, palette, thin, () => {
    context.rect(corner.column * cell, corner.row * cell, BLOCK * cell, BLOCK * cell);
  });
  const { column, row } = placeOf(port);
  const [x, y] = [(column + 0.5) * cell, (row + 0.5) * cell];
  const radius = Math.max(cell * 1.5, 4 * devicePixelRatio);
  outlined(context, palette, thin, () => {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      context.moveTo(x + dx * radius, y + dy * radius);
      context.lineTo(x + dx * radius * 2.4, y + dy * radius * 2.4);
    }
  });
  if (pointed !== undefined && pointed !== port) {
    const at = placeOf(pointed);
    outlined(context, palette, thin, () => {
      context.rect(at.column * cell - thin, at.row * cell - thin, cell + 2 * thin, cell + 2 * thin);
    });
  }
}

interface Block extends Marks {
  readonly layers: ReadonlySet<Layer>;
  readonly system: OperatingSystem;
  readonly registry: Registry | undefined;
}

/** The block of 16 by 16 round the lit port, large; a cross on every port that browsers refuse. */
export function drawBlock(canvas: HTMLCanvasElement, block: Block): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { under, port, pointed, palette, layers, system, registry } = block;
  const size = canvas.width;
  const thin = Math.max(1, Math.round(devicePixelRatio));
  const edge = (index: number) => Math.round((index * size) / BLOCK);
  const first = blockOf(under);
  context.fillStyle = css(palette.paper);
  context.fillRect(0, 0, size, size);
  for (let index = 0; index < BLOCK * BLOCK; index += 1) {
    const [across, down] = [index % BLOCK, Math.floor(index / BLOCK)];
    const number = first + down * SIDE + across;
    const point = pointOf(number, system, registry);
    const [x, y] = [edge(across), edge(down)];
    const [width, height] = [edge(across + 1) - x - thin, edge(down + 1) - y - thin];
    // Large points carry a stripe each, so the pattern of the small ones is left out.
    const plain = { ...point, ephemeral: false };
    context.fillStyle = css(colourOf(plain, { column: across, row: down }, palette, layers));
    context.fillRect(x, y, width, height);
    context.strokeStyle = css(palette.ink);
    context.lineWidth = thin;
    if (point.ephemeral && layers.has('ephemeral')) {
      context.globalAlpha = 0.35;
      context.beginPath();
      context.moveTo(x, y + height);
      context.lineTo(x + width, y);
      context.stroke();
      context.globalAlpha = 1;
    }
    if (point.refused && layers.has('refused')) {
      context.beginPath();
      context.moveTo(x + width * 0.25, y + height * 0.25);
      context.lineTo(x + width * 0.75, y + height * 0.75);
      context.moveTo(x + width * 0.75, y + height * 0.25);
      context.lineTo(x + width * 0.25, y + height * 0.75);
      context.stroke();
    }
    if (number === port || number === pointed) {
      context.lineWidth = number === port ? 3 * thin : 2 * thin;
      context.strokeRect(x + thin, y + thin, width - 2 * thin, height - 2 * thin);
    }
  }
}
