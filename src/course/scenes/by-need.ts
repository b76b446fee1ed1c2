/**
 * The scenes as a page fetches them: the one that it needs, by itself. A test holds the names to those of index.ts, which builds
 * and tests read.
 */
import type { Scene } from '../scene.ts';

const fetches: Readonly<Record<string, () => Promise<Scene>>> = {
  laptop: async () => (await import('./laptop.ts')).laptop,
  server: async () => (await import('./server.ts')).server,
  'open-services': async () => (await import('./open-services.ts')).openServices,
  'port-taken': async () => (await import('./port-taken.ts')).portTaken,
  home: async () => (await import('./home.ts')).home,
  container: async () => (await import('./container.ts')).container,
  tunnel: async () => (await import('./tunnel.ts')).tunnel,
  cluster: async () => (await import('./cluster.ts')).cluster,
  vm: async () => (await import('./vm.ts')).vm,
  examination: async () => (await import('./examination.ts')).examination,
  mac: async () => (await import('./mac.ts')).mac,
  windows: async () => (await import('./windows.ts')).windows,
  wsl: async () => (await import('./wsl.ts')).wsl,
  'wsl-mirrored': async () => (await import('./wsl-mirrored.ts')).wslMirrored,
};

export const sceneNames: readonly string[] = Object.keys(fetches);

/** @throws when no scene has that name */
export async function fetchScene(name: string): Promise<Scene> {
  const fetch = Object.hasOwn(fetches, name) ? fetches[name] : undefined;
  // One that is missing here comes with all the others.
  return fetch ? await fetch() : (await import('./index.ts')).findScene(name);
}
