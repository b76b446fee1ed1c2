/** How systems are named where their texts stand side by side; no DOM here. */
import { OPERATING_SYSTEMS, type OperatingSystem, SYSTEM_PORTS } from '../../ports/operating-systems.ts';

/** Linux is run and compared; what stands here of the others is taken from their makers' documents. */
export function evidenceWord(system: OperatingSystem): 'measured' | 'documented' {
  return system === 'linux' ? 'measured' : 'documented';
}

/** `Linux, measured`, `macOS and Windows, documented`, `Linux, measured; macOS, documented`. */
export function systemsMark(systems: readonly OperatingSystem[]): string {
  const named = (evidence: 'measured' | 'documented'): readonly string[] =>
    systems.filter((system) => evidenceWord(system) === evidence).map((system) => SYSTEM_PORTS[system].label);
  return (['measured', 'documented'] as const)
    .filter((evidence) => named(evidence).length > 0)
    .map((evidence) => `${named(evidence).join(' and ')}, ${evidence}`)
    .join('; ');
}

/** What each system is given, with the systems that are given the same; `undefined` is what Linux is given. */
export function bySystem<Given>(given: {
  readonly linux: Given;
  readonly macos?: Given | undefined;
  readonly windows?: Given | undefined;
}): readonly { readonly systems: readonly OperatingSystem[]; readonly given: Given }[] {
  const groups: { readonly systems: OperatingSystem[]; readonly given: Given }[] = [];
  for (const system of OPERATING_SYSTEMS) {
    const own = given[system] ?? given.linux;
    const same = groups.find((group) => group.given === own);
    if (same) same.systems.push(system);
    else groups.push({ systems: [system], given: own });
  }
  return groups;
}

/** Reads `linux` or `macos windows`; undefined where a name is none of a system. */
export function readSystems(text: string): readonly OperatingSystem[] | undefined {
  const names = text.split(' ').filter(Boolean);
  const systems = OPERATING_SYSTEMS.filter((system) => names.includes(system));
  return systems.length === names.length && names.length > 0 ? systems : undefined;
}
