import { path } from '../../paths.ts';
import type { Choice } from '../../ports/conclusion.ts';
import { errorSlug } from '../../ports/error-texts.ts';
import { SYSTEM_PORTS } from '../../ports/operating-systems.ts';
import { summarise } from '../../ports/range-summary.ts';
import { verdict } from '../../ports/verdict.ts';
import type { Answer } from './answer.ts';
import { grade, link, onePort, type ViewOptions } from './one-port.view.ts';
import { type Element, type Piece, piece, withAttributes } from './piece.ts';

/** A range longer than this is counted, and its first ports are listed. */
const LISTED = 64;

const GRADES: Readonly<Record<Choice, string>> = { good: 'good', fair: 'fair', poor: 'poor', no: 'no' };

/** A button that puts a text into the field. */
function ask(text: string, ...children: readonly Piece[]): Element {
  return withAttributes(piece('button', 'port-verdict-ask', ...(children.length === 0 ? [text] : children)), {
    type: 'button',
    'data-ask': text,
  });
}

function portRow(port: number, { knowledge, system }: ViewOptions): Element {
  const found = verdict(port, knowledge);
  const names = [...new Set((found.assignments ?? []).map(({ name }) => name))].filter((name) => name !== '');
  const programs = (found.programs ?? []).map(({ program }) => program);
  const more = programs.length > 2 ? [`${programs.length - 2} more`] : [];
  const { choice } = found.conclusions[system];
  return piece(
    'tr',
    '',
    withAttributes(piece('th', '', ask(String(port))), { scope: 'row' }),
    piece('td', 'machine', names.join(', ') || '–'),
    piece('td', '', [...programs.slice(0, 2), ...more].join(', ') || '–'),
    piece('td', '', grade(choice, ` ${GRADES[choice]}`)),
  );
}

function portTable(ports: readonly number[], options: ViewOptions): Element {
  const head = [
    'Port',
    'Registered for',
    'Programs',
    `For a server on ${SYSTEM_PORTS[options.system].label}`,
  ];
  return piece(
    'div',
    'table-scroll',
    piece(
      'table',
      'port-verdict-ports',
      piece(
        'thead',
        '',
        piece('tr', '', ...head.map((word) => withAttributes(piece('th', 'label', word), { scope: 'col' }))),
      ),
      piece('tbody', '', ...ports.map((port) => portRow(port, options))),
    ),
  );
}

function rangeText(first: number, last: number, { system, knowledge }: ViewOptions): string {
  const counted = summarise(first, last, system, knowledge.registry);
  const registered = counted.assigned === undefined ? '' : `${counted.assigned} registered, `;
  return `${counted.total} ports: ${registered}${counted.refused} refused by browsers, ${counted.ephemeral} that ${SYSTEM_PORTS[system].label} picks for outgoing connections.`;
}

function heading(...children: readonly Piece[]): Element {
  return piece('p', 'port-verdict-headline', ...children);
}

/** The answer as pieces to draw, top to bottom. */
export function toPieces(given: Answer, options: ViewOptions): readonly Piece[] {
  switch (given.kind) {
    case 'empty':
      return [
        heading('A number from 0 to 65535, an address, a service or an error: type it as you found it.'),
      ];
    case 'waiting':
      return [heading(`Looking up ${given.name} …`)];
    case 'mistake': {
      const { wrong, right, suggestion } = given.mistake;
      return [
        heading(grade('no', piece('strong', '', wrong))),
        piece('p', '', right),
        ...(suggestion === undefined ? [] : [piece('p', '', 'Ask for ', ask(suggestion), ' instead.')]),
      ];
    }
    case 'address': {
      const bare = given.host.includes(':') && !given.host.startsWith('[');
      const host = bare ? `[${given.host}]` : given.host;
      return [heading(given.text), piece('p', '', 'For example ', ask(`${host}:62893`), '.')];
    }
    case 'one':
      return onePort(given.port, given.query, given.notes, options);
    case 'several':
      return [
        heading(given.title),
        ...given.notes.map((note) => piece('p', 'port-verdict-note', note)),
        portTable(given.ports, options),
      ];
    case 'range': {
      const { first, last } = given;
      const length = Math.min(last - first + 1, options.size === 'compact' ? 8 : LISTED);
      const ports = Array.from({ length }, (_, index) => first + index);
      return [
        heading(`${first} to ${last}`),
        ...given.notes.map((note) => piece('p', 'port-verdict-note', note)),
        piece('p', '', rangeText(first, last, options)),
        ...(length < last - first + 1 ? [piece('p', 'port-verdict-note', `The first ${length}:`)] : []),
        portTable(ports, options),
      ];
    }
    case 'error': {
      const { error, port } = given;
      const look = error.look?.[options.system].replaceAll('PORT', String(port ?? 62893));
      return [
        heading(`${error.title}.`),
        piece('p', '', error.meaning),
        piece('p', '', error.next),
        ...(look === undefined
          ? []
          : [
              piece(
                'p',
                'port-verdict-look',
                piece('span', 'label', `${SYSTEM_PORTS[options.system].label} `),
                piece('code', '', look),
              ),
            ]),
        piece(
          'p',
          'port-verdict-sources',
          piece('span', 'port-verdict-evidence', error.name),
          link(error.source),
          ' · ',
          withAttributes(piece('a', '', 'causes and ways out'), {
            href: path(`/reference/errors/#${errorSlug(error.name)}`),
          }),
        ),
        ...(port === undefined ? [] : onePort(port, { kind: 'port', port, notes: [] }, [], options)),
      ];
    }
  }
}

/** One or two sentences for a screen reader, once the typing rests. */
export function announce(given: Answer, { system, knowledge }: ViewOptions): string {
  switch (given.kind) {
    case 'empty':
    case 'waiting':
      return '';
    case 'mistake':
      return `${given.mistake.wrong} ${given.mistake.right}`;
    case 'address':
      return given.text;
    case 'one': {
      const found = verdict(given.port, knowledge);
      return `${found.headline} ${found.conclusions[system].title}`;
    }
    case 'several':
      return given.title;
    case 'range':
      return `${given.first} to ${given.last}.`;
    case 'error':
      return `${given.error.title}. ${given.error.next}`;
  }
}
