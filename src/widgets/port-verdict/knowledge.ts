import type { DevPorts } from '../../ports/dev-ports.ts';
import { openRegistry, type Registry, readDescriptions } from '../../ports/registry.ts';

async function text(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

/** One request for all the widgets of a page; one that failed is asked again the next time. */
function once<T>(load: (address: string) => Promise<T>): (address: string) => Promise<T> {
  let pending: Promise<T> | undefined;
  return (address) => {
    pending ??= load(address).catch((error: unknown) => {
      pending = undefined;
      throw error;
    });
    return pending;
  };
}

export const loadRegistry: (address: string) => Promise<Registry> = once(async (address) =>
  openRegistry(await text(address)),
);

export const loadDescriptions: (address: string) => Promise<readonly string[]> = once(async (address) =>
  readDescriptions(await text(address)),
);

const loadTable = once(async () => (await import('../../ports/dev-ports.ts')).openDevPorts());

export function loadDevPorts(): Promise<DevPorts> {
  return loadTable('');
}
