import type { Choice } from '../../ports/conclusion.ts';
import type { DevPort } from '../../ports/dev-ports.ts';
import {
  isEphemeral,
  isPrivileged,
  OPERATING_SYSTEMS,
  type OperatingSystem,
  SYSTEM_PORTS,
} from '../../ports/operating-systems.ts';
import { describeHost } from '../../ports/parse-address.ts';
import type { Query } from '../../ports/query.ts';
import type { Source } from '../../ports/source.ts';
import { type Fact, type Knowledge, type PortVerdict, type Topic, verdict } from '../../ports/verdict.ts';
import { type Element, type Piece, piece, withAttributes } from './piece.ts';

export type Size = 'compact' | 'full';

export interface ViewOptions {
  readonly size: Size;
  readonly system: OperatingSystem;
  readonly knowledge: Knowledge;
  /** The address of the ports page, for links to it. */
  readonly page: string;
}

/** A shape beside each grade, so that the colour never stands alone. */
const MARKS: Readonly<Record<Choice, string>> = { good: '●', fair: '◐', poor: '▲', no: '✕' };

/** A source, to be followed. */
export function link(source: Source): Element {
  return withAttributes(piece('a', '', source.label), { href: source.url });
}

/** A grade's mark and its words. */
export function grade(choice: Choice, ...words: readonly Piece[]): Element {
  const mark = withAttributes(piece('span', 'port-verdict-mark', MARKS[choice]), { 'aria-hidden': 'true' });
  return withAttributes(piece('span', 'port-verdict-grade', mark, ...words), { 'data-choice': choice });
}

/** What the notation itself says, before the port: the host, the scheme, how a number was read. */
function preface(query: Query, notes: readonly string[]): readonly Piece[] {
  const sentences: string[] = [];
  if (query.kind === 'address-port') sentences.push(describeHost(query.host) ?? `${query.host} is the host.`);
  if (query.kind === 'default-port') {
    sentences.push(`The URL names no port, so the default of ${query.scheme} applies: ${query.port}.`);
  }
  sentences.push(...notes);
  return sentences.map((sentence) => piece('p', 'port-verdict-note', sentence));
}

function conclusionOf(found: PortVerdict, { system, size }: ViewOptions): Element {
  const { choice, title, reasons } = found.conclusions[system];
  const shown = size === 'compact' ? reasons.slice(0, 1) : reasons;
  return piece(
    'div',
    'port-verdict-conclusion',
    piece('p', 'port-verdict-title', grade(choice, piece('strong', '', title))),
    ...shown.map((reason) => piece('p', '', reason)),
  );
}

function fact(given: Fact, text: Piece = given.text, sources = given.sources): readonly Piece[] {
  const evidence =
    given.evidence === undefined ? [] : [piece('span', 'port-verdict-evidence', given.evidence)];
  return [
    piece(
      'div',
      'port-verdict-fact',
      piece('dt', 'label', given.heading),
      piece(
        'dd',
        '',
        text,
        ...(sources.length + evidence.length === 0
          ? []
          : [piece('div', 'port-verdict-sources', ...evidence, ...sources.map(link))]),
      ),
    ),
  ];
}

function programRow({ program, bind, protocol, source }: DevPort): Element {
  const where = [bind === undefined ? '' : `binds ${bind}`, protocol === 'tcp' ? '' : protocol.toUpperCase()];
  const note = where.filter((part) => part !== '').join(', ');
  return piece(
    'li',
    '',
    piece('span', '', note === '' ? program : `${program}, ${note}`),
    piece('span', 'port-verdict-sources', link(source)),
  );
}

function programsFact(found: PortVerdict, given: Fact): readonly Piece[] {
  if (found.programs === undefined || found.programs.length === 0) return fact(given);
  return fact(given, piece('ul', 'port-verdict-programs', ...found.programs.map(programRow)), []);
}

function privilegedWords(port: number, system: OperatingSystem): string {
  if (system === 'windows') return 'no, Windows has none';
  if (!isPrivileged(port, system)) return 'no';
  return system === 'macos' ? 'yes, except on the wildcard address' : 'yes, below 1024';
}

function systemsTable(port: number, chosen: OperatingSystem): Element {
  const head = ['System', 'Picked for outgoing connections', 'Needs a right', 'Known from'];
  const rows = OPERATING_SYSTEMS.map((system) => {
    const { label, ephemeral, privileged } = SYSTEM_PORTS[system];
    const range = `${ephemeral.first}–${ephemeral.last}`;
    const sources =
      ephemeral.source === privileged.source ? [ephemeral.source] : [ephemeral.source, privileged.source];
    return withAttributes(
      piece(
        'tr',
        '',
        withAttributes(piece('th', '', label), { scope: 'row' }),
        piece('td', '', isEphemeral(port, system) ? `yes, ${range}` : `no, only ${range}`),
        piece('td', '', privilegedWords(port, system)),
        piece(
          'td',
          '',
          piece('span', 'port-verdict-evidence', ephemeral.evidence),
          ...sources.flatMap((source) => [' ', link(source)]),
        ),
      ),
      { 'data-chosen': system === chosen ? '' : undefined },
    );
  });
  return piece(
    'div',
    'table-scroll',
    piece(
      'table',
      'port-verdict-systems',
      piece(
        'thead',
        '',
        piece('tr', '', ...head.map((word) => withAttributes(piece('th', 'label', word), { scope: 'col' }))),
      ),
      piece('tbody', '', ...rows),
    ),
  );
}

const COMPACT: readonly Topic[] = ['registry', 'programs', 'ephemeral', 'browsers'];

function compactText(found: PortVerdict, given: Fact): string {
  if (given.topic !== 'programs' || found.programs === undefined || found.programs.length < 4)
    return given.text;
  const names = found.programs.map(({ program }) => program);
  return `${names.slice(0, 3).join('; ')}; and ${names.length - 3} more.`;
}

/** The headline, with the number in it set as the machine's word and marked with its range's colour. */
function headOf(found: PortVerdict): Element {
  const number = String(found.port);
  const [before = '', after = ''] = found.headline.split(number, 2);
  return withAttributes(
    piece('p', 'port-verdict-headline', before, piece('span', 'port-verdict-number', number), after),
    { 'data-range': found.range.name },
  );
}

/** Everything known about one port, top to bottom. */
export function onePort(
  port: number,
  query: Query,
  notes: readonly string[],
  options: ViewOptions,
): readonly Piece[] {
  const found = verdict(port, options.knowledge);
  const opening = piece(
    'div',
    'port-verdict-opening',
    headOf(found),
    ...preface(query, notes),
    conclusionOf(found, options),
  );
  if (options.size === 'compact') {
    const facts = found.facts.filter(
      ({ topic, system }) => COMPACT.includes(topic) && (system === undefined || system === options.system),
    );
    return [
      opening,
      piece('dl', 'port-verdict-facts', ...facts.flatMap((given) => fact(given, compactText(found, given)))),
      piece(
        'p',
        'port-verdict-more',
        withAttributes(piece('a', '', `Everything about ${port}`), { href: `${options.page}#${port}` }),
      ),
    ];
  }
  const facts = found.facts.filter(({ system }) => system === undefined);
  const known = piece(
    'dl',
    'port-verdict-facts',
    ...facts.flatMap((given) => (given.topic === 'programs' ? programsFact(found, given) : fact(given))),
  );
  const { privileged, ephemeral } = SYSTEM_PORTS[options.system];
  const rule = piece(
    'p',
    'port-verdict-note',
    `${privileged.rule} This shows the range that it picks from: `,
    piece('code', '', ephemeral.command),
  );
  const systems = port === 0 ? [] : [systemsTable(port, options.system), rule];
  return [piece('div', 'port-verdict-one', opening, piece('div', '', known, ...systems))];
}
