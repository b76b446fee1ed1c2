/** Draws the chart of bind-chart.view.ts as SVG. */
import { type Chart, describeChart, type Ship } from './bind-chart.view.ts';

const left = 140;
const margin = 12;
const top = 44;
const narrowestBerth = 104;
const widestBerth = 168;
const quayHeight = 54;
const bow = 10;

function make<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/** @param room the width there is, in CSS pixels; a chart that needs more is scrolled */
export function drawChart(chart: Chart, room: number): SVGSVGElement {
  const columns = Math.max(chart.berths.length, 1);
  const berthWidth = Math.min(widestBerth, Math.max(narrowestBerth, (room - left - margin) / columns));
  const width = Math.max(room, left + berthWidth * columns + margin);
  const middleOf = (berth: number): number => left + berthWidth * berth + berthWidth / 2;
  const height = top + quayHeight * chart.quays.length + 14;
  const svg = make('svg', {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-label': describeChart(chart),
  });
  chart.quays.forEach(({ address, interface: name }, index) => {
    const y = top + quayHeight * index + quayHeight / 2;
    svg.append(
      make('line', { x1: left, y1: y, x2: width - 8, y2: y, class: 'chart-quay' }),
      make('text', { x: left - 14, y: y + 1, class: 'chart-address' }, address),
      make('text', { x: left - 14, y: y + 17, class: 'chart-interface' }, name),
    );
    chart.berths.forEach((_, berth) => {
      svg.append(make('circle', { cx: middleOf(berth), cy: y, r: 2.5, class: 'chart-bollard' }));
    });
  });
  chart.berths.forEach(({ protocol, port }, index) => {
    svg.append(
      make('text', { x: middleOf(index), y: 16, class: 'chart-port' }, String(port)),
      make('text', { x: middleOf(index), y: 32, class: 'chart-protocol' }, protocol.toUpperCase()),
    );
  });
  for (const ship of chart.ships) svg.append(...drawShip(ship, middleOf(ship.berth), berthWidth - 14));
  return svg;
}

/** A hull seen from above, moored along its quays: from the first it takes to the last, its bow downwards. */
function drawShip(ship: Ship, middle: number, room: number): readonly SVGElement[] {
  const first = ship.quays[0];
  const last = ship.quays.at(-1);
  if (first === undefined || last === undefined) return [];
  const width = Math.max(6, room / ship.lanes - 4);
  const x = middle - room / 2 + (room / ship.lanes) * ship.lane + 2;
  const y = top + quayHeight * first + 9;
  const bottom = top + quayHeight * (last + 1) - 9;
  const group = make('g', { class: `chart-ship is-${ship.kind}` });
  const hull = `M${x} ${y}h${width}V${bottom - bow}q0 ${bow} ${-width / 2} ${bow}q${-width / 2} 0 ${-width / 2} ${-bow}z`;
  group.append(make('path', { d: hull }), make('title', {}, `${ship.name}, ${ship.kind}`));
  if (width > 40) {
    group.append(
      make(
        'text',
        { x: x + width / 2, y: (y + bottom) / 2 + 4, class: 'chart-name' },
        ship.name.slice(0, Math.floor(width / 8)),
      ),
    );
  }
  return [group];
}
