/** services(5): names of ports, as /etc/services of the host has them. */
import { type FileSystem, readContent } from './file-system.ts';

export interface Service {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly aliases: readonly string[];
}

export function readServices(files: FileSystem): readonly Service[] {
  const found = files.find('/', '/etc/services', 0);
  if (!found.ok || found.value.kind !== 'file') return [];
  return readContent(found.value)
    .split('\n')
    .flatMap((line) => {
      const [name = '', place = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/);
      const match = /^(\d+)\/(\w+)$/.exec(place);
      return match ? [{ name, port: Number(match[1]), protocol: match[2] ?? '', aliases }] : [];
    });
}

/** By name, alias or number; the first of any protocol when none is given. */
export function findService(
  services: readonly Service[],
  key: string,
  protocol?: string,
): Service | undefined {
  return services.find(
    (service) =>
      (service.name === key || service.aliases.includes(key) || String(service.port) === key) &&
      (protocol === undefined || service.protocol === protocol),
  );
}
