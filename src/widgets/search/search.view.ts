/** What the search says about what was typed and found; no DOM here. */
import { listed } from '../../ports/conclusion.ts';
import { findService } from '../../ports/find-service.ts';
import type { OperatingSystem } from '../../ports/operating-systems.ts';
import { parseQuery } from '../../ports/parse-query.ts';
import { type Knowledge, verdict } from '../../ports/verdict.ts';

/** The line that stands before all that was found: what the typed port is. */
export interface PortLine {
  readonly port: number;
  readonly headline: string;
  readonly advice: string;
}

/**
 * The verdict on what was typed, when it names one port in any of the ways in which one can be written, or a service
 * that has one port. Undefined when it is words to look for.
 */
export function portLine(text: string, knowledge: Knowledge, system: OperatingSystem): PortLine | undefined {
  const port = portIn(text, knowledge);
  if (port === undefined) return undefined;
  const { headline, conclusions, programs = [] } = verdict(port, knowledge);
  const names = [...new Set(programs.map(({ program }) => program))];
  const users = names.length === 0 ? '' : ` The default of ${listed(names, 3)}.`;
  return { port, headline, advice: `${conclusions[system].title}${users}` };
}

function portIn(text: string, { registry, devPorts }: Knowledge): number | undefined {
  const query = parseQuery(text);
  if (query.kind === 'port' || query.kind === 'address-port' || query.kind === 'default-port')
    return query.port;
  if (query.kind !== 'service' || !registry || !devPorts) return undefined;
  const found = findService(query.name, registry, devPorts);
  return found.kind !== 'mistake' && found.via === 'registry' && found.ports.length === 1
    ? found.ports[0]
    : undefined;
}

/** A piece of an excerpt; `marked` is what was looked for. */
export interface ExcerptPart {
  readonly text: string;
  readonly marked: boolean;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['#39', "'"],
  ['#x27', "'"],
]);

/** Pagefind gives an excerpt as HTML whose only element is `<mark>`; as text it needs no parser of the page. */
export function excerptParts(html: string): readonly ExcerptPart[] {
  return html
    .split(/(<mark>.*?<\/mark>)/s)
    .filter((part) => part !== '')
    .map((part) => {
      const marked = part.startsWith('<mark>');
      const bare = part.replaceAll(/<\/?mark>/g, '');
      return { text: bare.replaceAll(/&(#?\w+);/g, (whole, name) => entities.get(name) ?? whole), marked };
    });
}

/** The part of the site that a result stands in, said with its title. */
export function partOfSite(url: string): string {
  const [, part = ''] = /\/(lessons|reference|ports)\//.exec(url) ?? [];
  switch (part) {
    case 'lessons':
      return 'Lesson';
    case 'reference':
      return 'Reference';
    case 'ports':
      return 'Port';
    default:
      return 'Instrument';
  }
}

/** What is announced when the list stands. */
export function countText(shown: number, found: number): string {
  if (found === 0) return 'Nothing found. Try one word, a port or an error name.';
  const results = found === 1 ? '1 result' : `${found} results`;
  return shown < found ? `${results}, the first ${shown} are shown.` : `${results}.`;
}
